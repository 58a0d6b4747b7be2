// The encodings, loaded when they are first asked for and then shared by the whole process.

import { Encoder } from './encoder.js';
import { splitCl100k, splitO200k } from './split.js';

export const ENCODINGS = ['o200k_base', 'cl100k_base'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const loading = new Map<Encoding, Promise<Encoder>>();

export function loadEncoder(encoding: Encoding): Promise<Encoder> {
  let encoder = loading.get(encoding);
  if (!encoder) {
    encoder = load(encoding);
    loading.set(encoding, encoder);
  }
  return encoder;
}

async function load(encoding: Encoding): Promise<Encoder> {
  if (encoding === 'o200k_base') {
    const { default: table } = await import('js-tiktoken/ranks/o200k_base');
    return new Encoder(table.bpe_ranks, splitO200k);
  }
  const { default: table } = await import('js-tiktoken/ranks/cl100k_base');
  return new Encoder(table.bpe_ranks, splitCl100k);
}
