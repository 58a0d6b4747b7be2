// The vocabulary of compression: what is handed to a model, at which size, and what was left out on the way.
// Everything here is plain readonly data; the functions that act on it live in `compression/` and `budget/`.
// It says nothing of where text comes from (`source.ts`) or what was saved (`savings.ts`).

/** The sizes of a ladder, largest first: the word users know for a rung. */
export const LEVELS = ['full', 'tidy', 'focus', 'skeleton', 'outline'] as const;
export type Level = (typeof LEVELS)[number];

/** The kinds of text that are told apart; each has one compressor. */
export type BlockKind = 'code' | 'json' | 'log' | 'trace' | 'diff' | 'markdown' | 'prose';

/** Half-open range of UTF-16 code units in the text of a source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Why a stretch of the original is not in the text.
 * `outputs` are those of a notebook's cells, `reencoded` marks content that is all there in another notation, and
 * `budget-exceeded` what did not fit.
 */
export type OmissionReason =
  | 'whitespace'
  | 'licence'
  | 'commented-out'
  | 'comment'
  | 'body'
  | 'statements'
  | 'markup'
  | 'repeated'
  | 'low-relevance'
  | 'unchanged-context'
  | 'reencoded'
  | 'outputs'
  | 'budget-exceeded';

/** A stretch of the original that was left out, and the handle that gives its bytes back. */
export interface Omission {
  /** `pith:<source id>:<range>`, see `handle.ts`. */
  readonly handle: string;
  readonly reason: OmissionReason;
  readonly path?: string;
  /** 1-based, inclusive, in the original document. */
  readonly startLine: number;
  readonly endLine: number;
  /** Tokens of the original stretch, in the tokenizer of the answer. */
  readonly tokens: number;
}

/** One size of a block. `tokens` counts `text`, its markers included. */
export interface Rung {
  readonly level: Level;
  readonly text: string;
  readonly tokens: number;
  readonly omissions: readonly Omission[];
  /** Share of the facts that must survive which did (0–1); 1 where nothing is rewritten. */
  readonly faithfulness: number;
  /** What to know of this text before it is used, in words for the user: it is TOON now, it is no patch any more, … */
  readonly note?: string;
}

/** A piece of content. Its ladder is made a rung at a time, on demand, by `compression/compress.ts`. */
export interface Block {
  readonly sourceId: string;
  readonly kind: BlockKind;
  /** Id of the grammar that was used, absent where text rules did the work. */
  readonly language?: string;
  readonly path?: string;
  /** The part of the source this block stands for. */
  readonly span: Span;
  readonly startLine: number;
  readonly endLine: number;
  /** Handle of the whole block. */
  readonly handle: string;
  /** Why a better way was not taken, in words for the user: file too large, syntax unknown, … */
  readonly notes: readonly string[];
}

/** What an answer may cost. `safetyMargin` is 0 where counts are exact. */
export interface Budget {
  readonly tokens: number;
  readonly safetyMargin: number;
}

/** A block at the rung that was chosen for it. */
export interface PlacedBlock {
  readonly block: Block;
  readonly rung: Rung;
}

/** The answer: a text within its budget, what it is made of and all that is not in it. */
export interface Context {
  readonly text: string;
  readonly tokens: number;
  readonly blocks: readonly PlacedBlock[];
  readonly omissions: readonly Omission[];
  /** True where even the smallest rungs did not fit and blocks were cut. */
  readonly budgetExceeded: boolean;
}
