// Declarations to symbols: identity, signature, documentation and the tokens of each level.

import { hash52 } from '../base/hash.js';
import type { SymbolFacts } from '../model/facts.js';
import type { Declaration } from '../model/source.js';
import { docSentence } from './docSentence.js';
import type { TextIndex } from './textIndex.js';

/** Longest signature and longest name that are kept: one line to read. */
const MAX_SIGNATURE_CHARACTERS = 240;

/** Tokens of a marker that stands for a body (`// … 42 lines pith:482913750216:120-161`). */
const MARKER_TOKENS = 16;
/** `method` and `12-40`: what a line of an outline has besides the name. */
const OUTLINE_TOKENS = 5;
/** Names are short words, most of which are one token for every four characters. */
const CHARACTERS_PER_TOKEN = 4;

/** One symbol for each declaration, in the same order. */
export function symbolsOf(path: string, declarations: readonly Declaration[], index: TextIndex): SymbolFacts[] {
  const saved = savedBySkeleton(declarations, index);
  const firstChildren = firstChildStarts(declarations);
  const seen = new Map<string, number>();
  const containers: string[] = [];
  return declarations.map((declaration, at) => {
    const { kind, span, parent, doc, exported } = declaration;
    const name = declaration.name || kind;
    const signature = signatureOf(declaration, firstChildren[at], index.text);
    const container = parent === undefined ? '' : (containers[parent] ?? '');
    containers[at] = container === '' ? name : `${container}.${name}`;
    const start = Math.min(doc?.start ?? span.start, span.start);
    const full = index.tokens(start, span.end);
    const sentence = doc && docSentence(index.text.slice(doc.start, doc.end));
    return {
      id: idOf([path, container, kind, name, signature], seen),
      name,
      kind,
      ...(parent !== undefined && { parent }),
      signature,
      exported,
      ...(sentence !== undefined && { doc: sentence }),
      start,
      end: span.end,
      nameStart: declaration.nameStart ?? span.start,
      ...index.lines(start, span.end),
      tokens: {
        full,
        skeleton: Math.min(full, full - (saved[at] ?? 0)),
        outline: Math.min(full, Math.ceil(name.length / CHARACTERS_PER_TOKEN) + OUTLINE_TOKENS),
      },
    };
  });
}

/** Overloads with the same signature are told apart by their order. */
function idOf(parts: readonly string[], seen: Map<string, number>): number {
  const key = parts.join('\0');
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  return hash52(count === 0 ? key : `${key}\0${count}`);
}

/** What a skeleton leaves out of each declaration, in itself and in what it contains. */
function savedBySkeleton(declarations: readonly Declaration[], index: TextIndex): readonly number[] {
  const saved: number[] = declarations.map(() => 0);
  for (let at = declarations.length - 1; at >= 0; at--) {
    const declaration = declarations[at];
    if (!declaration) continue;
    const { body, hasError, parent } = declaration;
    // A cut body takes what is declared in it along.
    if (body && !hasError) saved[at] = Math.max(0, index.tokens(body.start, body.end) - MARKER_TOKENS);
    if (parent !== undefined) saved[parent] = (saved[parent] ?? 0) + (saved[at] ?? 0);
  }
  return saved;
}

/** Where the first declaration inside each one starts: a class has its members for a body. */
function firstChildStarts(declarations: readonly Declaration[]): readonly (number | undefined)[] {
  const starts: (number | undefined)[] = [];
  for (const { parent, span, doc } of declarations) {
    if (parent !== undefined) starts[parent] ??= Math.min(doc?.start ?? span.start, span.start);
  }
  return starts;
}

function signatureOf({ span, body, nameStart }: Declaration, firstChild: number | undefined, text: string): string {
  const start = withoutAttributes(text, span.start, nameStart);
  const end = Math.min(span.end, body?.start ?? span.end, firstChild ?? span.end, start + 4 * MAX_SIGNATURE_CHARACTERS);
  const line = text.slice(start, end).replace(/\s+/g, ' ').trim();
  const isOpen = body !== undefined || firstChild !== undefined;
  const plain = isOpen ? line.replace(/\s*(?:[{:([]|=>|=|do|then)$/, '') : line;
  return plain.length <= MAX_SIGNATURE_CHARACTERS ? plain : `${plain.slice(0, MAX_SIGNATURE_CHARACTERS - 1)}…`;
}

/** Decorators and attributes stand on lines of their own above the name. */
function withoutAttributes(text: string, start: number, nameStart: number | undefined): number {
  if (nameStart === undefined || !/[@#[]/.test(text[start] ?? '')) return start;
  const line = text.lastIndexOf('\n', nameStart) + 1;
  return Math.max(start, line);
}
