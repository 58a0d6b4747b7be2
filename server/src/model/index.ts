// What the index tells of itself, of symbols and of references: requests and answers of the verbs that read it.
// Plain data, the same for editor, terminal and tools.

import type { Drilldown } from './drilldown.js';
import type { Fix } from './failure.js';
import type { DeclarationKind, ReferenceKind } from './source.js';

/** The folders that are indexed, and what the editor hides in them. */
export interface WorkspaceFolders {
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  /** Globs of `files.exclude` and `search.exclude` that are on. */
  readonly exclude: readonly string[];
}

export type CompletenessReason =
  | 'full-backend'
  | 'best-effort'
  | 'workspace-not-ready'
  | 'truncated'
  | 'index-stale'
  | 'timed-out'
  | 'no-backend-available'
  | 'no-results';

/** How much of the answer there can be is there (features B1–B4). */
export interface Completeness {
  /** 0–1; complete from 0.95, best effort from 0.5. */
  readonly score: number;
  readonly reason: CompletenessReason;
  /** What is missing, in words for the user. */
  readonly details?: string;
}

export interface StatusRequest {
  /** Files left out are listed, up to this many; 20 where absent. */
  readonly leftOutLimit?: number;
}

export interface FolderStatus {
  /** As the user knows it. */
  readonly name: string;
  /** Absolute path. */
  readonly root: string;
  readonly state: 'ready' | 'indexing' | 'incomplete' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly files: number;
  readonly symbols: number;
  readonly chunks: number;
  readonly tokens: number;
  readonly sourceBytes: number;
  /** On disk; 0 where the index is in memory. */
  readonly indexBytes: number;
  /** Where the index is; absent where it is in memory because nothing could be written. */
  readonly indexPath?: string;
  readonly generation: number;
  readonly languages: readonly { readonly language: string; readonly files: number; readonly symbols: number }[];
  readonly modules: number;
  /** Files whose language has a grammar and that are searched as text alone. */
  readonly withoutSymbols: readonly { readonly path: string; readonly reason: string }[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
  readonly leftOutCount: number;
  /** More files than the limit. */
  readonly truncated: boolean;
  /** Documents that are indexed as they are in the editor. */
  readonly openDocuments: number;
  readonly completeness: Completeness;
  readonly scip?: ScipStatus;
  /** What the user should know: the index was damaged and built anew, it is in memory only, … */
  readonly notes: readonly string[];
}

/** An imported `index.scip` (features B5–B8). */
export interface ScipStatus {
  readonly path: string;
  readonly documents: number;
  readonly occurrences: number;
  /** Commit it was made at, where its folder's git tells. */
  readonly commitsBehind?: number;
  readonly isDirty?: boolean;
  /** 0–1 */
  readonly freshness: number;
  readonly note?: string;
}

export interface StatusResult {
  readonly version: string;
  /** No folder has failed. */
  readonly healthy: boolean;
  readonly folders: readonly FolderStatus[];
  readonly notes: readonly string[];
}

export interface IndexRequest {
  /** Delete what is there and begin anew. */
  readonly rebuild?: boolean;
}

export interface IndexResult {
  readonly status: StatusResult;
  readonly elapsedMs: number;
}

export const DOCTOR_CHECKS = ['config', 'storage', 'index', 'watcher', 'git', 'scip', 'grammars'] as const;
export type DoctorCheck = (typeof DOCTOR_CHECKS)[number];

export interface DoctorRequest {
  /** All where absent. */
  readonly check?: DoctorCheck;
}

/** Safe ones change nothing that cannot be made again. */
export type DoctorFix = Fix;

export interface DoctorFinding {
  readonly check: DoctorCheck;
  readonly status: 'pass' | 'info' | 'warn' | 'fail';
  readonly message: string;
  readonly fixes: readonly DoctorFix[];
}

export interface DoctorResult {
  /** Nothing failed. */
  readonly healthy: boolean;
  readonly findings: readonly DoctorFinding[];
}

/** A symbol as users and tools see it. */
export interface SymbolInfo {
  /** 13 hex digits, with the folder's name and a slash before them where there are several; survives edits elsewhere. */
  readonly id: string;
  readonly name: string;
  /** With its containers: `Upload.send`. */
  readonly qualifiedName: string;
  readonly kind: DeclarationKind;
  readonly signature: string;
  readonly exported: boolean;
  readonly doc?: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: { readonly full: number; readonly skeleton: number; readonly outline: number };
}

export interface Truncation {
  readonly reason: 'max-modules' | 'max-symbols' | 'max-items' | 'max-refs' | 'timeout' | 'budget-exceeded';
  readonly originalCount: number;
  readonly returnedCount: number;
  readonly droppedCount: number;
}

export interface SearchSymbolsRequest {
  /** A name, a part of one, or `Container.name`. */
  readonly query: string;
  /** 20 where absent. */
  readonly limit?: number;
  /** Of an answer before: the next page. */
  readonly cursor?: string;
}

export interface SearchSymbolsResult {
  readonly symbols: readonly SymbolInfo[];
  readonly truncation?: Truncation;
  /** Absent on the last page. */
  readonly nextCursor?: string;
  readonly completeness: Completeness;
  readonly drilldowns: readonly Drilldown[];
}

export interface FindReferencesRequest {
  /** A symbol's id, its name, or `Container.name`. */
  readonly symbol: string;
  /** A module's id or path: only references from there. */
  readonly scope?: string;
  /** 100 where absent. */
  readonly limit?: number;
  /** References from tests, too; they are where absent. */
  readonly includeTests?: boolean;
  /** `prefer-first` takes the best backend that answers, `union` all of them; the first where absent. */
  readonly merge?: 'prefer-first' | 'union';
  /** Only this backend. */
  readonly backend?: ReferenceBackend;
  /** Wait until the index is complete. */
  readonly waitForReady?: boolean;
  /** Of an answer before: the next page. */
  readonly cursor?: string;
}

export const REFERENCE_BACKENDS = ['scip', 'index', 'editor'] as const;
export type ReferenceBackend = (typeof REFERENCE_BACKENDS)[number];

export interface ReferenceInfo {
  readonly path: string;
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  readonly endColumn: number;
  readonly kind: ReferenceKind | 'import' | 'unknown';
  /** Qualified name of the declaration around it. */
  readonly from?: string;
  /** 0–1: how sure it is that this is the symbol and not another one of its name. */
  readonly confidence: number;
  readonly backends: readonly ReferenceBackend[];
}

export interface FindReferencesResult {
  readonly symbol: SymbolInfo;
  readonly references: readonly ReferenceInfo[];
  readonly truncation?: Truncation;
  /** Absent on the last page. */
  readonly nextCursor?: string;
  readonly completeness: Completeness;
  readonly drilldowns: readonly Drilldown[];
  readonly notes: readonly string[];
}
