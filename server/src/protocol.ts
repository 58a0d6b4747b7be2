// The wire between server and client: every verb with its parameters and result, and nothing that acts.
// Imported by `lsp/` and by the client only; the client sees nothing else of the server.

import type { BlockKind, Level, Omission, Span } from './model/block.js';
import type { SavingsReport } from './model/savings.js';

export type { BlockKind, Level, Omission, OmissionReason, Span } from './model/block.js';
export { LEVELS } from './model/block.js';
export { parseHandle } from './model/handle.js';
export type { SavingsReport, SavingsTotal } from './model/savings.js';

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
 * `clipboard` results are masked, kept in the store of originals and leave a receipt;
 * `preview` ones are the same bytes without a receipt.
 */
export type Purpose = 'clipboard' | 'preview';

export interface CompressParams {
  readonly inputs: readonly DocumentInput[];
  /** The configured level where absent. Not used together with `rate` or `budget`, which choose levels themselves. */
  readonly level?: Level;
  /** What the text is meant for. */
  readonly question?: string;
  /** Most tokens the text may have, markers included. */
  readonly budgetTokens?: number;
  /** Share of the tokens to keep (0–1), or `auto` for the smallest level that passes its gates. */
  readonly rate?: number | 'auto';
  readonly purpose: Purpose;
}

export interface TokenTotals {
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
  /** Handle of the block's whole original. */
  readonly handle: string;
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
  /** What was done, e.g. `code:focus`, or `original` where the input came back unchanged. */
  readonly route: string;
  readonly faithfulness: number;
  readonly elapsedMs: number;
  /** Secrets that were masked. */
  readonly masked: number;
  readonly notes: readonly string[];
}

export interface LadderParams {
  readonly inputs: readonly DocumentInput[];
  readonly question?: string;
}

export interface LadderRung {
  readonly level: Level;
  /** Exactly what `compress` would give at this level. */
  readonly tokens: number;
  readonly savedPercent: number;
}

export interface LadderResult {
  readonly before: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly rungs: readonly LadderRung[];
}

export interface ExpandParams {
  /** A handle, or any text that holds one. */
  readonly handle: string;
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
}

export interface CountParams {
  readonly inputs: readonly DocumentInput[];
}

export interface CountResult {
  readonly tokens: number;
  readonly tokenizer: string;
  readonly exact: boolean;
}

/** What the default level would make of a selection; cheap, never masked, leaves no receipt and no original. */
export interface MeterParams {
  readonly input: DocumentInput;
}

export interface MeterResult {
  readonly before: number;
  readonly after: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly level: Level;
}

export type SavingsParams = Record<string, never>;

export interface DeleteDataParams {
  readonly what: readonly ('store' | 'ledger')[];
}

export interface DeleteDataResult {
  readonly freedBytes: number;
}

/** Every request, by name. `operations/index.ts` and the manifest are checked against this table. */
export interface Verbs {
  compress: { params: CompressParams; result: CompressResult };
  ladder: { params: LadderParams; result: LadderResult };
  expand: { params: ExpandParams; result: ExpandResult };
  count: { params: CountParams; result: CountResult };
  meter: { params: MeterParams; result: MeterResult };
  savings: { params: SavingsParams; result: SavingsReport };
  deleteData: { params: DeleteDataParams; result: DeleteDataResult };
}

export type Verb = keyof Verbs;

/** LSP method of a verb. */
export const methodOf = (verb: Verb): string => `pith/${verb}`;

/** Error data of a failed request: `code` is a UserErrorCode, shown to the user with the message as it stands. */
export interface RequestErrorData {
  readonly code: string;
}

/** LSP error code of a UserError, apart from those of the protocol itself. */
export const USER_ERROR = -32050;

/** `initializationOptions`: settings as they are in `package.json` without the `pith.` prefix, and where data lives. */
export interface InitializationOptions {
  /** Folder of store and ledger; the user's data folder where absent. */
  readonly dataDirectory?: string;
  readonly settings: unknown;
}

/** Notification from the client whenever a setting changed; the payload is the whole settings object. */
export const SETTINGS_CHANGED = 'pith/settingsChanged';
