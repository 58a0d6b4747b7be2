// The masker: everything the finders find, in the text itself and in the originals it was made from, becomes `***`.

import { LRUCache } from 'lru-cache';
import type { Span } from '../model/block.js';
import { findAssignedSecrets } from './assignedSecrets.js';
import { findCarriedSecrets, type Needle, needlesOf } from './carriedSecrets.js';
import { findPrivateKeys } from './privateKeys.js';
import { findKnownSecrets } from './secretlint.js';
import type { Masked, SecretMasker } from './secrets.js';
import { joinSpans } from './spans.js';
import { findTokens } from './tokenPatterns.js';

const MASK = '***';

/** Code units of texts whose secrets are remembered: a ladder masks five texts made from the same originals. */
const MOST_REMEMBERED = 24_000_000;

export function createSecretMasker(): SecretMasker {
  const remembered = new LRUCache<string, readonly Span[]>({ maxSize: MOST_REMEMBERED });
  const secretsIn = async (text: string): Promise<readonly Span[]> => {
    const known = remembered.get(text);
    if (known) return known;
    const found = await findSecrets(text);
    remembered.set(text, found, { size: 1 + text.length });
    return found;
  };
  return {
    async mask(text, originals) {
      const carried: Needle[] = [];
      for (const original of new Set(originals))
        if (original !== text) carried.push(...needlesOf(original, await secretsIn(original)));
      const spans = [...(await secretsIn(text)), ...(carried.length > 0 ? findCarriedSecrets(text, carried) : [])];
      return replaceSpans(text, joinSpans(spans));
    },
    async maskPart(text, part) {
      const inside = (await secretsIn(text)).map(({ start, end }) => ({
        start: Math.max(start, part.start) - part.start,
        end: Math.min(end, part.end) - part.start,
      }));
      return replaceSpans(text.slice(part.start, part.end), joinSpans(inside));
    },
  };
}

export async function findSecrets(text: string): Promise<Span[]> {
  const found = [...findPrivateKeys(text), ...findAssignedSecrets(text)];
  for (const form of formsOf(text)) found.push(...(await findKnownSecrets(form)), ...findTokens(form));
  return joinSpans(found);
}

/**
 * Rules want tokens to begin a word. In JSON a token at the start of a line follows the letter of an escaped line end,
 * so such texts are looked at a second time with blanks in its place.
 */
const formsOf = (text: string): readonly string[] =>
  /\\[nrt]\w/.test(text) ? [text, text.replaceAll(/\\[nrt]/g, '  ')] : [text];

/** Stretches shorter than the mask stay: the text must never grow, and no secret is that short. */
function replaceSpans(text: string, spans: readonly Span[]): Masked {
  const masked = spans.filter(({ start, end }) => end - start >= MASK.length && text.slice(start, end) !== MASK);
  let at = 0;
  let out = '';
  for (const { start, end } of masked) {
    out += text.slice(at, start) + MASK;
    at = end;
  }
  return { text: out + text.slice(at), count: masked.length };
}
