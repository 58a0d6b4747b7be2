// What is asked of a workspace and what is answered: hits, contexts, and how a user goes on from an answer.
// Plain data, the same for editor, terminal and tools.

import type { Level, Omission } from './block.js';
import type { Drilldown } from './drilldown.js';
import type { Completeness, Truncation } from './index.js';
import type { DeclarationKind } from './source.js';
import type { Purpose } from './verbs.js';

export { DRILLDOWN_COMMANDS, type Drilldown, type DrilldownCommand } from './drilldown.js';

/** Where the user is: what stands there is near the answer, or part of it. */
export interface Anchors {
  /** URIs of documents that are open, the visible ones first. */
  readonly open?: readonly string[];
  /** What must be in the context. Lines are 1-based, inclusive. */
  readonly selections?: readonly { readonly uri: string; readonly startLine: number; readonly endLine: number }[];
}

export interface SearchCodeRequest {
  /** Anything: words, an issue, a stack trace, a diff, a name, `path:line`. */
  readonly query: string;
  /** 10 where absent. */
  readonly limit?: number;
  /** Of an answer before: the next page. */
  readonly cursor?: string;
  readonly includeTests?: boolean;
  readonly explain?: boolean;
  readonly anchors?: Anchors;
}

/** What a signal brought: `value` is 0–1 among the candidates, `weight` what the ranker gives it. */
export interface SignalShare {
  readonly signal: string;
  readonly value: number;
  readonly weight: number;
}

export interface CodeHit {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** The lines in it that answer best. */
  readonly best: readonly [number, number];
  /** 0–1: the ranker's estimate that this is what is asked for. */
  readonly score: number;
  readonly tokens: number;
  /** The declaration it is or stands in. */
  readonly symbol?: string;
  readonly kind?: DeclarationKind;
  readonly isTest?: true;
  /** With `explain`, the strongest first. */
  readonly signals?: readonly SignalShare[];
}

export interface SearchCodeResult {
  readonly hits: readonly CodeHit[];
  readonly truncation?: Truncation;
  /** Absent on the last page. */
  readonly nextCursor?: string;
  readonly completeness: Completeness;
  readonly drilldowns: readonly Drilldown[];
  readonly notes: readonly string[];
  readonly elapsedMs: number;
}

/** A piece of a context as it was chosen, and by which it is asked for again: changed, or without others. */
export interface PackedBlock {
  /** Relative to its folder, with the folder's name before it where there are several. */
  readonly path: string;
  /** 1-based, inclusive: the declaration it is about, or the stretch. */
  readonly startLine: number;
  readonly endLine: number;
  readonly rung: Level;
}

export interface GetContextRequest {
  /** May be empty with `selections` (what they depend on) or `blocks`. */
  readonly query: string;
  /** Most tokens of the text, notices included; `pith.budget.tokens` where absent. */
  readonly budgetTokens?: number;
  readonly model?: string;
  readonly anchors?: Anchors;
  /** Exactly these, in place of what the query finds. */
  readonly blocks?: readonly PackedBlock[];
  readonly includeTests?: boolean;
  readonly explain?: boolean;
  readonly purpose: Purpose;
}

/** Why a block is there: it was found, it must be, found code uses it, or it says where found code sits. */
export type BlockRole = 'match' | 'selection' | 'dependency' | 'outline';

export interface ContextBlock extends PackedBlock {
  readonly role: BlockRole;
  /** Lines of the file that are in the text as they are; 1-based, inclusive. A masked line is none. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Of its part of the text. */
  readonly tokens: number;
  /** What it would cost at each rung. */
  readonly rungs: readonly { readonly rung: Level; readonly tokens: number }[];
  readonly symbol?: string;
  readonly score: number;
  /** Gives the whole of it back. */
  readonly handle: string;
  readonly signals?: readonly SignalShare[];
}

/** Where an answer comes from (features B12–B15). */
export interface Provenance {
  readonly backends: readonly { readonly id: string; readonly resultCount: number; readonly completeness: number }[];
  /** The same as long as nothing in the index changed. */
  readonly repoState: string;
}

export type ConfidenceTier = 'high' | 'medium' | 'low' | 'speculative';

export interface GetContextResult {
  readonly text: string;
  readonly tokens: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly budgetTokens: number;
  /** In the order of the text. */
  readonly blocks: readonly ContextBlock[];
  readonly omissions: readonly Omission[];
  readonly truncations: readonly Truncation[];
  readonly completeness: Completeness;
  readonly confidence: { readonly tier: ConfidenceTier; readonly score: number };
  readonly provenance: Provenance;
  readonly drilldowns: readonly Drilldown[];
  /** Tokens of the files it drew from, and of all that is indexed: what the context stands for. */
  readonly compared: {
    readonly files: number;
    readonly filesTokens: number;
    readonly workspaceTokens: number;
    /** Against the whole files. */
    readonly savedTokens: number;
    readonly savedPercent: number;
  };
  readonly masked: number;
  readonly notes: readonly string[];
  readonly elapsedMs: number;
}
