// Secrets: found with secretlint's recommended rules and masked at every door that hands text out.

import type { Span } from '../model/block.js';

/** `text` with each secret replaced by `***`, and how many were. */
export interface Masked {
  readonly text: string;
  readonly count: number;
}

export interface SecretMasker {
  /**
   * Masks `text`. `originals` are texts the result was made from: a secret found in one of them is masked in `text`
   * too, because a compressed text may have lost the context by which it is recognised.
   */
  mask(text: string, originals: readonly string[]): Promise<Masked>;
  /** A part of `text`, in which every secret that reaches into it is masked: a part may begin or end inside of one. */
  maskPart(text: string, part: Span): Promise<Masked>;
}
