// The verb `analyzeImpact`: what a change of a symbol touches, how closely, and how risky it is.

import { t } from '@vscode/l10n';
import { pause } from '../base/pause.js';
import { confidenceOf } from '../budget/confidence.js';
import { drilldownsFor } from '../budget/drilldown.js';
import { byImpact, byText } from '../budget/order.js';
import { truncationOf } from '../budget/truncation.js';
import { moduleOfFile } from '../indexing/modules.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { ReferenceInfo } from '../model/index.js';
import {
  type AnalyzeImpactRequest,
  type AnalyzeImpactResult,
  IMPACT_KINDS,
  type ImpactItem,
  type ImpactKind,
} from '../model/insights.js';
import { type Call, callersOf, MOST_USES } from '../retrieval/calls.js';
import { isTestFile, qualifiedName } from '../retrieval/folderIndex.js';
import { classify, riskOf, visibilityOf } from '../retrieval/impact.js';
import type { StoredFile, StoredSymbol } from '../storage/indexStore.js';
import { type CodeSearch, followNotes, isAsked, Lines } from './codeSearch.js';
import { infoOf, isBehind, type NamedSymbol, resolverOf, symbolNamed } from './findSymbols.js';
import { completenessOf } from './indexStatus.js';
import { moduleKey, shownPath, symbolKey } from './places.js';

const DEFAULT_DEPTH = 2;
/** Callers of callers are looked for from at most this many symbols of a level, the surest ones. */
const MOST_FOLLOWED = 40;
/** A chain of guesses that is less sure says nothing. */
const LEAST_CONFIDENCE = 0.1;
/** What is known without running the code (features B11). */
const STATIC_ONLY = 0.79;

/** Throws a UserError where there is no such symbol. */
export async function analyzeImpact(search: CodeSearch, request: AnalyzeImpactRequest): Promise<AnalyzeImpactResult> {
  const { folders, resolvers, budget } = search;
  const named = symbolNamed(folders, request.symbol, resolvers);
  const { folder } = named;
  const symbol = resolverOf(folder, resolvers).standsFor(named.symbol);
  const found = await search.referencesTo(
    { ...named, symbol },
    { symbol: symbolKey(folders, folder, symbol), includeTests: request.includeTests ?? true },
  );
  const touched = new Touched(search, folder, symbol);
  touched.addDirect(found.references);
  await touched.addTransitive(request);
  const direct = touched.items(({ distance }) => distance === 1);
  const transitive = touched.items(({ distance }) => distance > 1);
  const { shown, truncation } = cut(direct, transitive, request.limit ?? budget.maxImpactItems);
  const modules = modulesOf(folders, folder, [...direct, ...transitive]);
  const [topModule] = modules;
  const completeness = completenessOf([folder]);
  const info = infoOf(folders, folder, symbol);
  const { tier, score } = confidenceOf({ score: Math.round(completeness.score * STATIC_ONLY * 1e6) / 1e6 });
  return {
    symbol: info,
    ...judged({ ...named, symbol }, direct),
    directCount: direct.length,
    transitiveCount: transitive.length,
    modules: modules.map(({ key, path, items }) => ({ id: key, path, items })).slice(0, budget.maxModules),
    items: shown.map(({ symbol: _, file: __, ...item }) => item),
    truncations: truncation ? [truncation] : [],
    completeness,
    confidence: { tier, score },
    drilldowns: drilldownsFor(
      {
        asked: { command: 'analyzeImpact', args: { ...request } },
        truncations: [truncation],
        completeness,
        isStale: isBehind(folder),
        topModule: topModule && { id: topModule.key, name: topModule.path },
        symbolId: info.id,
        takesLimit: true,
      },
      budget,
    ),
    notes: [...found.notes, ...touched.notes()],
  };
}

/** Transitive ones go first, then direct ones, the least close of each (features B29); in one order again at the end. */
function cut(direct: readonly Found[], transitive: readonly Found[], limit: number) {
  const kept = direct.slice(0, limit);
  const shown = [...kept, ...transitive.slice(0, limit - kept.length)].sort(byImpact);
  return { shown, truncation: truncationOf('max-items', direct.length + transitive.length, shown.length) };
}

/** Who sees the symbol, and how risky its change is, by those who use it directly. */
function judged({ folder, symbol }: NamedSymbol, direct: readonly Found[]) {
  const modules = folder.indexer.store.modules();
  const own = folder.indexer.store.fileById(symbol.file)?.name ?? '';
  const callers = direct.filter(({ kind }) => kind === 'direct-caller' || kind === 'implements-interface');
  const moduleOf = (path: string) => moduleOfFile(modules, path)?.id ?? '';
  const isUsedOutside = direct.some(({ file }) => moduleOf(file.name) !== moduleOf(own));
  const visibility = visibilityOf(symbol, { isUsedOutside, isUsed: direct.length > 0 });
  const risk = riskOf({
    visibility: visibility.level,
    callers: callers.length,
    modules: new Set(callers.map(({ file }) => moduleOf(file.name))).size,
    kind: symbol.kind,
  });
  return { visibility, risk };
}

function modulesOf(folders: readonly IndexedFolder[], folder: IndexedFolder, items: readonly Found[]) {
  const modules = folder.indexer.store.modules();
  const counts = new Map<string, { key: string; path: string; items: number }>();
  for (const { file } of items) {
    const module = moduleOfFile(modules, file.name);
    if (!module) continue;
    const key = moduleKey(folders, folder, module);
    const path = shownPath(folders, folder, module.path) || '.';
    counts.set(key, { key, path, items: (counts.get(key)?.items ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.items - a.items || byText(a.path, b.path));
}

interface Found extends ImpactItem {
  readonly file: StoredFile;
  /** Absent for code at the top level of a file. */
  readonly symbol?: StoredSymbol;
}

/** What is touched, each thing once: as closely as it is, by its surest use. */
class Touched {
  private readonly found = new Map<string, Found>();
  private readonly lines: Lines;
  /** Names of which not all uses were looked at. */
  private readonly cutNames = new Set<string>();
  private notFollowed = 0;

  constructor(
    private readonly search: CodeSearch,
    private readonly folder: IndexedFolder,
    private readonly changed: StoredSymbol,
  ) {
    this.lines = new Lines(folder);
  }

  addDirect(references: readonly ReferenceInfo[]): void {
    const { store } = this.folder.indexer;
    const imports: StoredFile[] = [];
    for (const reference of references) {
      const file = store.file(reference.path);
      if (!file) continue;
      const { kind: use, line, confidence } = reference;
      const kind = classify(use, { isTest: isTestFile(file), kind: this.changed.kind });
      if (!kind) imports.push(file);
      else this.add(file, { symbol: symbolAt(store.symbolsOf(file.id), line), line, kind, confidence, distance: 1 });
    }
    const using = new Set([...this.found.values()].map(({ path }) => path));
    for (const file of imports) {
      // Who imports it and does nothing with it, as far as anybody can tell, breaks all the same.
      if (using.has(this.shown(file))) continue;
      const kind = isTestFile(file) ? 'test-dependency' : 'unknown';
      this.add(file, { symbol: undefined, line: 1, kind, confidence: LEAST_CONFIDENCE, distance: 1 });
    }
  }

  /** Callers of direct callers, and of those, level by level. */
  async addTransitive(request: AnalyzeImpactRequest): Promise<void> {
    const { depth = DEFAULT_DEPTH } = request;
    const { resolvers, signal } = this.search;
    const { store } = this.folder.indexer;
    const resolver = resolverOf(this.folder, resolvers);
    const calls = { store, resolver, maxUses: MOST_USES, isWanted: isAsked(request) };
    let level = this.toFollow(() => true);
    for (let distance = 2; distance <= depth && level.length > 0; distance++) {
      const before = new Set(this.found.keys());
      for (const [from, symbol] of level) {
        await pause(signal);
        const found = callersOf(symbol, calls);
        if (found.isCut) this.cutNames.add(symbol.name);
        for (const call of found.calls) this.addCall(call, from, distance);
      }
      level = this.toFollow(({ id }) => !before.has(id));
    }
  }

  /** Whose callers are touched, too: the surest first, and those that are too many counted. */
  private toFollow(isWanted: (item: Found) => boolean): readonly (readonly [Found, StoredSymbol])[] {
    const found = [...this.found.values()]
      .filter((item) => FOLLOWED.has(item.kind) && isWanted(item))
      .sort((a, b) => b.confidence - a.confidence || byText(a.id, b.id))
      .flatMap((item) => (item.symbol ? [[item, item.symbol] as const] : []));
    this.notFollowed += Math.max(0, found.length - MOST_FOLLOWED);
    return found.slice(0, MOST_FOLLOWED);
  }

  private addCall({ other: symbol, file, start, confidence: step }: Call, from: Found, distance: number): void {
    const confidence = Math.round(from.confidence * step * 1e6) / 1e6;
    const line = this.lines.lineOf(file, start);
    if (line === undefined || confidence < LEAST_CONFIDENCE) return;
    const kind = isTestFile(file) ? 'test-dependency' : 'transitive-caller';
    this.add(file, { symbol, line, kind, confidence, distance, via: from.name });
  }

  private add(
    file: StoredFile,
    use: Omit<Found, 'id' | 'name' | 'path' | 'uses' | 'symbol' | 'file'> & { symbol: StoredSymbol | undefined },
  ): void {
    const { symbol, ...rest } = use;
    const symbols = this.folder.indexer.store.symbolsOf(file.id);
    // What it does with itself touches nobody.
    if (symbol && file.id === this.changed.file && isWithin(symbols, symbol, this.changed)) return;
    const path = this.shown(file);
    const id = symbol ? symbolKey(this.search.folders, this.folder, symbol) : path;
    const known = this.found.get(id);
    if (known && known.distance < use.distance) return;
    const name = symbol ? qualifiedName(symbols, symbol) : path;
    const item = { id, name, path, file, ...rest, uses: 1, ...(symbol && { symbol }) };
    this.found.set(id, known ? closer(known, item) : item);
  }

  private shown(file: StoredFile): string {
    return shownPath(this.search.folders, this.folder, file.name);
  }

  items(isWanted: (item: ImpactItem) => boolean): readonly Found[] {
    return [...this.found.values()].filter(isWanted).sort(byImpact);
  }

  notes(): readonly string[] {
    const notes = followNotes(this.lines.reindexStale(), this.cutNames);
    const { notFollowed } = this;
    return notFollowed > 0 ? [...notes, t('Of {0} more symbols the callers were not looked for.', notFollowed)] : notes;
  }
}

/** Whose callers are touched, too. */
const FOLLOWED: ReadonlySet<ImpactKind> = new Set(['direct-caller', 'implements-interface', 'transitive-caller']);

/** The closer kind and the first line, the surer confidence, and all uses. */
function closer(a: Found, b: Found): Found {
  const isFirst = IMPACT_KINDS.indexOf(a.kind) <= IMPACT_KINDS.indexOf(b.kind);
  const { kind } = isFirst ? a : b;
  return {
    ...a,
    kind,
    line: Math.min(a.line, b.line),
    confidence: Math.max(a.confidence, b.confidence),
    uses: a.uses + b.uses,
  };
}

/** The innermost declaration around a line; of several on it the first. */
function symbolAt(symbols: readonly StoredSymbol[], line: number): StoredSymbol | undefined {
  const around = symbols.filter(
    ({ kind, startLine, endLine }) => kind !== 'section' && startLine <= line && line <= endLine,
  );
  return around.reduce<StoredSymbol | undefined>(
    (best, symbol) => (best && best.endLine - best.startLine <= symbol.endLine - symbol.startLine ? best : symbol),
    undefined,
  );
}

function isWithin(symbols: readonly StoredSymbol[], symbol: StoredSymbol, around: StoredSymbol): boolean {
  for (let at: StoredSymbol | undefined = symbol; at; at = symbols[at.parent ?? -1])
    if (at.place === around.place) return true;
  return false;
}
