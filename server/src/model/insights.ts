// What is told of the code beyond where things are: modules, calls, what a change touches, the outline of a folder.
// Plain data, the same for editor, terminal and tools.

import type { Level, Omission } from './block.js';
import type { Drilldown } from './drilldown.js';
import type { Completeness, SymbolInfo, Truncation } from './index.js';
import type { ConfidenceTier } from './query.js';
import type { DeclarationKind, ReferenceKind } from './source.js';

export interface GetModuleOverviewRequest {
  /** Id or path of a module; a folder that is none and a file of one will do. All modules are listed where absent. */
  readonly module?: string;
  /** Most modules that are listed; `pith.budget.maxModules` where absent. */
  readonly limit?: number;
}

export interface ModuleInfo {
  readonly id: string;
  /** `.` for the folder itself. */
  readonly path: string;
  readonly name: string;
  /** The file that makes it a module, `convention`, or `folder`. */
  readonly by: string;
  /** Of the module itself, without the modules in it. */
  readonly fileCount: number;
  readonly symbolCount: number;
  readonly tokens: number;
  /** Files of other modules that import from it. */
  readonly impactCount: number;
}

/** A module on the other side of imports, and how many files of the importing side import. */
export interface ModuleUse {
  readonly id: string;
  readonly path: string;
  readonly files: number;
}

export interface UsedSymbol {
  readonly symbol: SymbolInfo;
  readonly referenceCount: number;
  /** Mean of its references: how sure it is that they mean it. */
  readonly confidence: number;
}

export interface ModuleOverview extends ModuleInfo {
  /** One sentence, from its readme, its manifest or the comment at its head. */
  readonly responsibility?: string;
  /** Exported symbols, the most used first. */
  readonly topSymbols: readonly UsedSymbol[];
  readonly imports: readonly ModuleUse[];
  readonly importedBy: readonly ModuleUse[];
  /** The last five that touched it; empty where there is no git. */
  readonly commits: readonly { readonly hash: string; readonly subject: string; readonly time: string }[];
}

export interface GetModuleOverviewResult {
  /** The one that was asked for, or the most depended on first. */
  readonly modules: readonly ModuleInfo[];
  /** Of the one that was asked for. */
  readonly overview?: ModuleOverview;
  readonly truncations: readonly Truncation[];
  readonly completeness: Completeness;
  readonly drilldowns: readonly Drilldown[];
  readonly notes: readonly string[];
}

/** How something depends on what changes, the closest first. */
export const IMPACT_KINDS = [
  'direct-caller',
  'implements-interface',
  'transitive-caller',
  'type-dependency',
  'test-dependency',
  'unknown',
] as const;
export type ImpactKind = (typeof IMPACT_KINDS)[number];

export interface AnalyzeImpactRequest {
  /** A symbol's id, its name, or `Container.name`. */
  readonly symbol: string;
  /** Callers of callers are followed to this depth; 2 where absent. */
  readonly depth?: number;
  /** `pith.budget.maxImpactItems` where absent. */
  readonly limit?: number;
  readonly includeTests?: boolean;
}

export interface ImpactItem {
  /** Of the symbol that is touched; the path for code at the top level of a file. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** Of its first use. */
  readonly line: number;
  readonly kind: ImpactKind;
  /** 1 for what uses the symbol itself. */
  readonly distance: number;
  readonly confidence: number;
  readonly uses: number;
  /** Through which it is touched; absent where it uses the symbol itself. */
  readonly via?: string;
}

export interface Visibility {
  readonly level: 'public' | 'internal' | 'private';
  readonly confidence: number;
  /** What says so. */
  readonly by: 'modifiers' | 'references' | 'naming';
}

export interface Risk {
  readonly level: 'high' | 'medium' | 'low';
  /** 0–1: the weighted sum of the factors. */
  readonly score: number;
  readonly factors: {
    readonly visibility: number;
    readonly callers: number;
    readonly modules: number;
    readonly kind: number;
  };
}

export interface AnalyzeImpactResult {
  readonly symbol: SymbolInfo;
  readonly visibility: Visibility;
  readonly risk: Risk;
  /** Before the cut. */
  readonly directCount: number;
  readonly transitiveCount: number;
  /** That hold what is touched, the most touched first. */
  readonly modules: readonly { readonly id: string; readonly path: string; readonly items: number }[];
  readonly items: readonly ImpactItem[];
  readonly truncations: readonly Truncation[];
  readonly completeness: Completeness;
  readonly confidence: { readonly tier: ConfidenceTier; readonly score: number };
  readonly drilldowns: readonly Drilldown[];
  readonly notes: readonly string[];
}

export const CALL_DIRECTIONS = ['callers', 'callees', 'both'] as const;
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

export interface GetCallGraphRequest {
  /** A symbol's id, its name, or `Container.name`. */
  readonly symbol: string;
  /** `both` where absent. */
  readonly direction?: CallDirection;
  /** 2 where absent. */
  readonly depth?: number;
  /** Most callers, and most callees, that are followed from one symbol; 10 where absent. */
  readonly branching?: number;
  /** Most symbols in all; 60 where absent. */
  readonly limit?: number;
  readonly includeTests?: boolean;
}

export interface CallNode {
  /** Of a symbol; the path for code at the top level of a file. */
  readonly id: string;
  readonly name: string;
  readonly kind: DeclarationKind | 'file';
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Steps from the symbol that was asked for: below 0 for callers, above for callees. */
  readonly distance: number;
}

export interface CallEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: ReferenceKind;
  /** 0–1: how sure it is that the call means this symbol. */
  readonly confidence: number;
  /** Of the first call. */
  readonly path: string;
  readonly line: number;
  readonly calls: number;
}

export interface GetCallGraphResult {
  readonly symbol: SymbolInfo;
  /** The symbol itself first, then by distance, the surest first. */
  readonly nodes: readonly CallNode[];
  readonly edges: readonly CallEdge[];
  /** Symbols that call each other in a circle. */
  readonly cycles: readonly (readonly string[])[];
  readonly truncations: readonly Truncation[];
  readonly completeness: Completeness;
  readonly drilldowns: readonly Drilldown[];
  readonly notes: readonly string[];
}

export interface GetOutlineRequest {
  /** A module's id, or the path of a folder or file; the whole workspace where absent. */
  readonly path?: string;
  /** Most tokens of the text; `pith.budget.tokens` where absent. */
  readonly budgetTokens?: number;
  readonly model?: string;
}

export interface OutlineFile {
  readonly path: string;
  /** Absent where the file has no more than a line with its handle. */
  readonly level?: Level;
  readonly lines: number;
  /** Of its part of the text. */
  readonly tokens: number;
  /** Gives the whole of it back. */
  readonly handle: string;
}

export interface GetOutlineResult {
  readonly text: string;
  readonly tokens: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly budgetTokens: number;
  /** In the order of the text, which is that of their paths. */
  readonly files: readonly OutlineFile[];
  readonly omissions: readonly Omission[];
  readonly truncations: readonly Truncation[];
  readonly completeness: Completeness;
  readonly drilldowns: readonly Drilldown[];
  /** Secrets that were masked. */
  readonly masked: number;
  readonly notes: readonly string[];
}
