// The verb `getModuleOverview`: the modules of a workspace, or one of them: what it is for, how large it is, what it
// gives to others and takes from them, and what changed in it last.

import { t } from '@vscode/l10n';
import { pause } from '../base/pause.js';
import { drilldownsFor } from '../budget/drilldown.js';
import { byModule, bySymbol, byText } from '../budget/order.js';
import { firstOf, truncationOf } from '../budget/truncation.js';
import { moduleOfFile } from '../indexing/modules.js';
import { recentCommits } from '../indexing/recentCommits.js';
import type { SecretMasker } from '../indexing/secrets.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type {
  GetModuleOverviewRequest,
  GetModuleOverviewResult,
  ModuleInfo,
  ModuleOverview,
  ModuleUse,
  UsedSymbol,
} from '../model/insights.js';
import { TYPES } from '../retrieval/declared.js';
import { isTestFile } from '../retrieval/folderIndex.js';
import type { ImportGraph } from '../retrieval/importGraph.js';
import { findReferences } from '../retrieval/references.js';
import type { StoredFile, StoredModule, StoredSymbol } from '../storage/indexStore.js';
import type { CodeSearch } from './codeSearch.js';
import { infoOf, isBehind, resolverOf } from './findSymbols.js';
import { completenessOf } from './indexStatus.js';
import { maskSymbols } from './maskSymbols.js';
import { responsibilityOf } from './responsibility.js';
import { moduleKey, type NamedPlace, placeNamed, shownPath } from './places.js';

export interface OverviewServices {
  /** Absent where secrets are not masked. */
  readonly masker: SecretMasker | undefined;
}

/** Exported symbols whose uses are counted. */
const MOST_COUNTED = 24;
/** Uses of one symbol that are looked at. */
const MOST_USES = 2_000;
const COMMITS = 5;

/** Throws a UserError `scope-invalid` where there is no such module, and `index-missing` where nothing is indexed. */
export async function getModuleOverview(
  search: CodeSearch,
  request: GetModuleOverviewRequest,
  services: OverviewServices,
): Promise<GetModuleOverviewResult> {
  const { folders } = search;
  if (request.module === undefined) return listed(search, request);
  const place = placeNamed(folders, request.module);
  return overviewOf(search, request, place, services);
}

async function listed(search: CodeSearch, request: GetModuleOverviewRequest): Promise<GetModuleOverviewResult> {
  const { folders, budget } = search;
  const all: ModuleInfo[] = [];
  let isCut = false;
  for (const folder of folders) {
    const graph = await search.graphs.of(folder, search);
    isCut ||= graph.isCut;
    const members = membersOf(folder);
    for (const module of folder.indexer.store.modules())
      all.push(moduleInfo(folders, folder, { module, files: members.get(module.id) ?? [] }, graph));
  }
  const { items: modules, truncation } = firstOf(all.sort(byModule), request.limit ?? budget.maxModules, 'max-modules');
  const [top] = modules;
  const completeness = completenessOf(folders);
  return {
    modules,
    truncations: truncation ? [truncation] : [],
    completeness,
    drilldowns: drilldownsFor(
      {
        asked: { command: 'getModuleOverview', args: { ...request } },
        truncations: [truncation],
        completeness,
        topModule: top && { id: folders.length > 1 ? top.path : top.id, name: top.path },
        takesLimit: true,
      },
      budget,
    ),
    notes: isCut ? [cutNote(search)] : [],
  };
}

const cutNote = ({ limits }: CodeSearch): string =>
  t('Imports were looked at in {0} files only (pith.limits.maxFiles).', limits.maxFiles);

/** The files of each module, those of modules in it left out. */
function membersOf({ indexer }: IndexedFolder): ReadonlyMap<string, readonly StoredFile[]> {
  const modules = indexer.store.modules();
  const members = new Map<string, StoredFile[]>();
  for (const file of indexer.store.files()) {
    const module = file.leftOut === undefined ? moduleOfFile(modules, file.name) : undefined;
    if (!module) continue;
    const files = members.get(module.id);
    if (files) files.push(file);
    else members.set(module.id, [file]);
  }
  return members;
}

interface Members {
  readonly module: StoredModule;
  readonly files: readonly StoredFile[];
}

function moduleInfo(
  folders: readonly IndexedFolder[],
  folder: IndexedFolder,
  { module, files }: Members,
  { importers }: ImportGraph,
): ModuleInfo {
  const own = new Set(files.map(({ id }) => id));
  const outside = new Set(files.flatMap(({ id }) => [...(importers.get(id) ?? [])].filter((from) => !own.has(from))));
  return {
    id: module.id,
    path: shownPath(folders, folder, module.path) || '.',
    name: module.name || folder.name,
    by: module.by,
    fileCount: files.length,
    symbolCount: files.reduce((sum, { symbols }) => sum + symbols, 0),
    tokens: files.reduce((sum, { tokens }) => sum + tokens, 0),
    impactCount: outside.size,
  };
}

/** A place that is no module is taken for one, with all that is below it; a file stands for its module. */
function membersAt(place: NamedPlace): Members {
  const { folder, path, module } = place;
  if (module.by !== 'folder') return { module, files: membersOf(folder).get(module.id) ?? [] };
  const below = folder.indexer.store.filesBelow(path === '' ? '' : `${path}/`);
  return { module, files: below.filter(({ leftOut }) => leftOut === undefined) };
}

async function overviewOf(
  search: CodeSearch,
  request: GetModuleOverviewRequest,
  place: NamedPlace,
  { masker }: OverviewServices,
): Promise<GetModuleOverviewResult> {
  const { folders, budget, signal } = search;
  const { folder } = place;
  const members = membersAt(place);
  const graph = await search.graphs.of(folder, search);
  const exported = exportedIn(folder, members.files);
  const counted = await mostUsed(search, folder, { exported, graph });
  const topSymbols = counted.slice(0, budget.maxSymbolsPerModule);
  const truncation = truncationOf('max-symbols', exported.length, topSymbols.length);
  const info = moduleInfo(folders, folder, members, graph);
  const responsibility = await masked(responsibilityOf(folder, members), masker);
  const commits = await recentCommits({
    root: folder.location.root,
    path: members.module.path,
    count: COMMITS,
    ...(signal && { signal }),
  });
  const overview: ModuleOverview = {
    ...info,
    ...(responsibility !== undefined && { responsibility }),
    topSymbols: await maskedUses(topSymbols, masker),
    ...usesOf(search, folder, members, graph),
    commits: await Promise.all(
      commits.map(async (commit) => ({ ...commit, subject: (await masked(commit.subject, masker)) ?? '' })),
    ),
  };
  const completeness = completenessOf([folder]);
  const key = moduleKey(folders, folder, members.module);
  return {
    modules: [info],
    overview,
    truncations: truncation ? [truncation] : [],
    completeness,
    drilldowns: drilldownsFor(
      {
        asked: { command: 'getModuleOverview', args: { ...request } },
        truncations: [truncation],
        completeness,
        isStale: isBehind(folder),
        besides: truncation
          ? [
              {
                command: 'getOutline',
                args: { path: members.module.by === 'folder' ? info.path : key },
                label: t('Outline of {0}', info.path),
                relevance: 0.74,
                reason: 'max-symbols',
              },
            ]
          : [],
      },
      budget,
    ),
    notes: graph.isCut ? [cutNote(search)] : [],
  };
}

async function maskedUses(
  uses: readonly UsedSymbol[],
  masker: SecretMasker | undefined,
): Promise<readonly UsedSymbol[]> {
  const symbols = await maskSymbols(
    uses.map(({ symbol }) => symbol),
    masker,
  );
  return uses.map((use, at) => ({ ...use, symbol: symbols[at] ?? use.symbol }));
}

async function masked(text: string | undefined, masker: SecretMasker | undefined): Promise<string | undefined> {
  return text === undefined || !masker ? text : (await masker.mask(text, [])).text;
}

interface Exported {
  readonly file: StoredFile;
  readonly symbol: StoredSymbol;
}

/** What the module gives to others, its tests left out. */
function exportedIn({ indexer }: IndexedFolder, files: readonly StoredFile[]): readonly Exported[] {
  return files
    .filter((file) => file.symbols > 0 && !isTestFile(file))
    .flatMap((file) =>
      indexer.store
        .symbolsOf(file.id)
        .filter(({ exported, parent, kind }) => exported && parent === undefined && kind !== 'section')
        .map((symbol) => ({ file, symbol })),
    );
}

/** By the number of uses; counted are those whose names other files import most, types and functions before others. */
async function mostUsed(
  { folders, resolvers, signal }: CodeSearch,
  folder: IndexedFolder,
  { exported, graph }: { readonly exported: readonly Exported[]; readonly graph: ImportGraph },
): Promise<readonly UsedSymbol[]> {
  const importsOf = ({ file, symbol }: Exported): number => graph.names.get(file.id)?.get(symbol.name) ?? 0;
  const plainness = ({ symbol: { kind } }: Exported): number => (TYPES.has(kind) ? 0 : kind === 'function' ? 1 : 2);
  const likely = [...exported].sort(
    (a, b) =>
      importsOf(b) - importsOf(a) ||
      plainness(a) - plainness(b) ||
      byText(a.file.name, b.file.name) ||
      a.symbol.start - b.symbol.start,
  );
  const { store } = folder.indexer;
  const used: (UsedSymbol & { readonly id: string })[] = [];
  for (const { symbol } of likely.slice(0, MOST_COUNTED)) {
    await pause(signal);
    const { references } = findReferences(store, resolverOf(folder, resolvers), {
      symbol,
      maxUses: MOST_USES,
      includeTests: true,
      isInScope: () => true,
    });
    const uses = references.filter(({ kind }) => kind !== 'import');
    const sum = uses.reduce((total, { confidence }) => total + confidence, 0);
    const info = infoOf(folders, folder, symbol);
    const confidence = uses.length === 0 ? 0 : Math.round((sum / uses.length) * 100) / 100;
    used.push({ id: info.id, symbol: info, referenceCount: uses.length, confidence });
  }
  return used
    .sort((a, b) => b.referenceCount - a.referenceCount || bySymbol(a, b))
    .map(({ id: _, ...symbol }) => symbol);
}

/** Modules that it imports from, and those that import from it. */
function usesOf(
  { folders }: CodeSearch,
  folder: IndexedFolder,
  { files, module }: Members,
  graph: ImportGraph,
): Pick<ModuleOverview, 'imports' | 'importedBy'> {
  const { store } = folder.indexer;
  const modules = store.modules();
  const own = new Set(files.map(({ id }) => id));
  const imports = new Map<StoredModule, Set<number>>();
  const importedBy = new Map<StoredModule, Set<number>>();
  const note = (uses: Map<StoredModule, Set<number>>, other: number, importing: number): void => {
    const name = own.has(other) ? undefined : store.fileById(other)?.name;
    const target = name === undefined ? undefined : moduleOfFile(modules, name);
    if (target && target.id !== module.id) uses.set(target, (uses.get(target) ?? new Set()).add(importing));
  };
  for (const { id } of files) {
    for (const target of graph.imports.get(id) ?? []) note(imports, target, id);
    for (const from of graph.importers.get(id) ?? []) note(importedBy, from, from);
  }
  const listOf = (uses: ReadonlyMap<StoredModule, ReadonlySet<number>>): readonly ModuleUse[] =>
    [...uses]
      .map(([{ id, path }, { size }]) => ({ id, path: shownPath(folders, folder, path) || '.', files: size }))
      .sort((a, b) => b.files - a.files || byText(a.path, b.path));
  return { imports: listOf(imports), importedBy: listOf(importedBy) };
}
