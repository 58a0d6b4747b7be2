// The wire between server and client: every verb with its parameters and result, and nothing that acts.
// Imported by `lsp/` and by the client only; the client sees nothing else of the server.

import type {
  DoctorRequest,
  DoctorResult,
  IndexRequest,
  IndexResult,
  FindReferencesRequest,
  FindReferencesResult,
  StatusRequest,
  StatusResult,
  SearchSymbolsRequest,
  SearchSymbolsResult,
  WorkspaceFolders,
} from './model/index.js';
import type { GetContextRequest, GetContextResult, SearchCodeRequest, SearchCodeResult } from './model/query.js';
import type {
  GetModuleOverviewRequest,
  GetModuleOverviewResult,
  AnalyzeImpactRequest,
  AnalyzeImpactResult,
  GetCallGraphRequest,
  GetCallGraphResult,
  GetOutlineRequest,
  GetOutlineResult,
} from './model/insights.js';
import type { Failure, Fix } from './model/failure.js';
import type { SavingsReport } from './model/savings.js';
import type {
  CompressRequest,
  CompressResult,
  CountRequest,
  CountResult,
  DeleteDataRequest,
  DeleteDataResult,
  ExpandRequest,
  ExpandResult,
  LadderRequest,
  LadderResult,
  MeterRequest,
  MeterResult,
  SavingsRequest,
} from './model/verbs.js';

export type {
  Completeness,
  DoctorCheck,
  DoctorFinding,
  DoctorFix,
  DoctorResult,
  FolderStatus,
  IndexResult,
  ReferenceInfo,
  FindReferencesResult,
  StatusResult,
  SymbolInfo,
  SearchSymbolsResult,
  Truncation,
  WorkspaceFolders,
} from './model/index.js';
export type { BlockKind, Level, Omission, OmissionReason, Span } from './model/block.js';
export { LEVELS } from './model/block.js';
export { parseHandle } from './model/handle.js';
export type {
  Anchors,
  BlockRole,
  CodeHit,
  ContextBlock,
  GetContextResult,
  PackedBlock,
  SearchCodeResult,
  SignalShare,
} from './model/query.js';
export type { Drilldown } from './model/drilldown.js';
export type { Failure, Fix } from './model/failure.js';
export type {
  AnalyzeImpactResult,
  CallEdge,
  CallNode,
  GetCallGraphResult,
  GetModuleOverviewResult,
  GetOutlineResult,
  ImpactItem,
  ModuleInfo,
} from './model/insights.js';
export type { SavingsReport, SavingsTotal } from './model/savings.js';
export type {
  BlockSummary,
  CompressResult,
  CountResult,
  DeleteDataResult,
  DocumentInput,
  ExpandResult,
  LadderResult,
  LadderRung,
  MeterResult,
  Purpose,
  TokenTotals,
} from './model/verbs.js';

export type { FindReferencesRequest as FindReferencesParams } from './model/index.js';
export type { GetContextRequest as GetContextParams, SearchCodeRequest as SearchCodeParams } from './model/query.js';
export type {
  CompressRequest as CompressParams,
  CountRequest as CountParams,
  DeleteDataRequest as DeleteDataParams,
  ExpandRequest as ExpandParams,
  LadderRequest as LadderParams,
  MeterRequest as MeterParams,
  SavingsRequest as SavingsParams,
} from './model/verbs.js';

/** Every request, by name. `operations/index.ts` and the manifest are checked against this table. */
export interface Verbs {
  compress: { params: CompressRequest; result: CompressResult };
  ladder: { params: LadderRequest; result: LadderResult };
  expand: { params: ExpandRequest; result: ExpandResult };
  count: { params: CountRequest; result: CountResult };
  meter: { params: MeterRequest; result: MeterResult };
  savings: { params: SavingsRequest; result: SavingsReport };
  getContext: { params: GetContextRequest; result: GetContextResult };
  searchCode: { params: SearchCodeRequest; result: SearchCodeResult };
  index: { params: IndexRequest; result: IndexResult };
  getStatus: { params: StatusRequest; result: StatusResult };
  doctor: { params: DoctorRequest; result: DoctorResult };
  searchSymbols: { params: SearchSymbolsRequest; result: SearchSymbolsResult };
  findReferences: { params: FindReferencesRequest; result: FindReferencesResult };
  getModuleOverview: { params: GetModuleOverviewRequest; result: GetModuleOverviewResult };
  analyzeImpact: { params: AnalyzeImpactRequest; result: AnalyzeImpactResult };
  getCallGraph: { params: GetCallGraphRequest; result: GetCallGraphResult };
  getOutline: { params: GetOutlineRequest; result: GetOutlineResult };
  deleteData: { params: DeleteDataRequest; result: DeleteDataResult };
}

export type Verb = keyof Verbs;

/** LSP method of a verb. */
export const methodOf = (verb: Verb): string => `pith/${verb}`;

/** Error data of a failed request, whose message is shown to the user as it stands. */
export interface RequestErrorData {
  /** A UserErrorCode, or `bug`. */
  readonly code: string;
  /** The code that tools share, where there is one. */
  readonly failure?: Failure;
  /** What can be done about it, the likeliest first. */
  readonly fixes: readonly Fix[];
}

/** LSP error code of a UserError, apart from those of the protocol itself. */
export const USER_ERROR = -32050;

/** `initializationOptions`: settings as they are in `package.json` without the `pith.` prefix, where data lives, and words. */
export interface InitializationOptions {
  /** Folder of store and ledger; the user's data folder where absent. */
  readonly dataDirectory?: string;
  readonly settings: unknown;
  /** What to index; nothing where absent. */
  readonly workspace?: WorkspaceFolders;
  /** Messages by their English text, in the user's language (`vscode.l10n.bundle`); English where absent. */
  readonly l10n?: Readonly<Record<string, string>>;
}

/** Notification from the client whenever folders or excludes of the workspace changed; the payload is all of them. */
export const WORKSPACE_CHANGED = 'pith/workspaceChanged';

/** Request of the server to the client: what the language servers of the editor know of a place (zero-based). */
export const HOST_REFERENCES = 'pith/hostReferences';

export interface HostReferencesParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Ends are exclusive; zero-based, in UTF-16 code units. */
export interface HostLocation {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** Notification from the client whenever a setting changed; the payload is the whole settings object. */
export const SETTINGS_CHANGED = 'pith/settingsChanged';
