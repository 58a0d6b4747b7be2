// Handles: the names under which left-out text is asked for again.
// A handle is `pith:<source id>:<first>-<last>` for whole lines (1-based, inclusive) or
// `pith:<source id>:c<start>-<end>` for UTF-16 code units, and `pith:<source id>` for a whole source.
// A source id is twelve decimal digits because tokenizers take three digits a token: 40 bits for four tokens.

export type HandleRange =
  | { readonly unit: 'lines'; readonly first: number; readonly last: number }
  | { readonly unit: 'characters'; readonly start: number; readonly end: number }
  | { readonly unit: 'all' };

export interface Handle {
  readonly sourceId: string;
  readonly range: HandleRange;
}

const HANDLE = /pith:(\d{12})(?::(?:(\d{1,9})-(\d{1,9})|c(\d{1,9})-(\d{1,9})))?(?![\d:])/;

export function formatHandle({ sourceId, range }: Handle): string {
  if (range.unit === 'all') return `pith:${sourceId}`;
  if (range.unit === 'lines') return `pith:${sourceId}:${range.first}-${range.last}`;
  return `pith:${sourceId}:c${range.start}-${range.end}`;
}

/** The first handle in `text` (a whole pasted marker will do), or undefined where there is none. */
export function parseHandle(text: string): Handle | undefined {
  const match = HANDLE.exec(text);
  if (!match) return undefined;
  const [, sourceId = '', first, last, start, end] = match;
  if (first !== undefined && last !== undefined) {
    const range = { unit: 'lines', first: Number(first), last: Number(last) } as const;
    return range.first >= 1 && range.first <= range.last ? { sourceId, range } : undefined;
  }
  if (start !== undefined && end !== undefined) {
    const range = { unit: 'characters', start: Number(start), end: Number(end) } as const;
    return range.start <= range.end ? { sourceId, range } : undefined;
  }
  return { sourceId, range: { unit: 'all' } };
}
