// What hosts ask of the engine and what it answers: one request and one answer for every verb.
// Plain data, the same for editor, terminal and tools; the wire form is `protocol.ts`.

import type { BlockKind, Level, Omission, Span } from './block.js';

/** A document or a part of it. */
export interface DocumentInput {
  /** `file:` documents may leave `text` out and are then read by the server; a folder stands for its files. */
  readonly uri: string;
  readonly text?: string;
  readonly languageId?: string;
  /** What users and models are shown: the workspace-relative path. */
  readonly label?: string;
  /** UTF-16 offsets; each becomes a block. The whole document where absent or empty. */
  readonly spans?: readonly Span[];
}

/**
 * Where the text goes. `clipboard` and `output` results are kept in the store of originals and leave a receipt;
 * a `preview` is the same bytes with neither.
 */
export type Purpose = 'clipboard' | 'output' | 'preview';

export interface CompressRequest {
  readonly inputs: readonly DocumentInput[];
  /** The configured level where absent. Not used together with `rate` or `budget`, which choose levels themselves. */
  readonly level?: Level;
  /** What the text is meant for. */
  readonly question?: string;
  /** Most tokens the text may have, markers included. */
  readonly budgetTokens?: number;
  /** Share of the tokens to keep (0–1), or `auto` for the smallest level that passes its gates. */
  readonly rate?: number | 'auto';
  /** The configured model where absent. */
  readonly model?: string;
  readonly purpose: Purpose;
}

export interface TokenTotals {
  /** Of the originals, with the secrets masked that would be: masking saves nothing. */
  readonly before: number;
  readonly after: number;
  readonly tokenizer: string;
  readonly exact: boolean;
}

export interface BlockSummary {
  readonly path?: string;
  readonly kind: BlockKind;
  readonly language?: string;
  readonly level: Level;
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: { readonly before: number; readonly after: number };
  /** Handle of the block's whole original; absent where nothing was left out, so that nothing is stored. */
  readonly handle?: string;
  readonly notes: readonly string[];
}

export interface CompressResult {
  readonly text: string;
  readonly tokens: TokenTotals;
  /** after / before. */
  readonly keptRatio: number;
  readonly savedTokens: number;
  readonly savedPercent: number;
  readonly blocks: readonly BlockSummary[];
  readonly omissions: readonly Omission[];
  /** True where blocks had to be left out whole, down to their handles. */
  readonly budgetExceeded: boolean;
  /** What was done, e.g. `code:focus`, `code:handle` for blocks that did not fit, or `original` where the input came back unchanged. */
  readonly route: string;
  readonly faithfulness: number;
  readonly elapsedMs: number;
  /** Secrets that were masked. */
  readonly masked: number;
  readonly notes: readonly string[];
}

export interface LadderRequest {
  readonly inputs: readonly DocumentInput[];
  readonly question?: string;
  readonly model?: string;
}

export interface LadderRung {
  readonly level: Level;
  /** Exactly what `compress` would give at this level. */
  readonly tokens: number;
  readonly savedPercent: number;
  /** Time to make this rung; parsing counts towards the first one that needs it. */
  readonly elapsedMs: number;
}

export interface LadderResult {
  readonly before: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly rungs: readonly LadderRung[];
}

export interface ExpandRequest {
  /** A handle, or any text that holds one. */
  readonly handle: string;
  /** Mask secrets; the editor shows originals, every other door masks them. */
  readonly mask?: boolean;
}

export interface ExpandResult {
  readonly handle: string;
  readonly text: string;
  readonly path?: string;
  readonly languageId?: string;
  /** 1-based, inclusive, in the original document. */
  readonly startLine: number;
  readonly endLine: number;
  readonly from: 'file' | 'store';
  /** Secrets that were masked. */
  readonly masked: number;
}

export interface CountRequest {
  readonly inputs: readonly DocumentInput[];
  readonly model?: string;
}

export interface CountResult {
  readonly tokens: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly notes: readonly string[];
}

/** What the configured level would make of a selection; leaves neither receipt nor original. */
export interface MeterRequest {
  readonly input: DocumentInput;
}

export interface MeterResult {
  readonly before: number;
  readonly after: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly level: Level;
}

export type SavingsRequest = Record<string, never>;

export interface DeleteDataRequest {
  readonly what: readonly ('store' | 'ledger' | 'index')[];
}

export interface DeleteDataResult {
  readonly freedBytes: number;
}
