// An indexer with everything it needs, for one folder: the rules of what is in it, who extracts, and where the index is.

import { loadavg } from 'node:os';
import { availableParallelism } from 'node:os';
import { type Log, traceOf } from '../base/log.js';
import type { Languages } from '../languages/languages.js';
import type { IndexStore } from '../storage/indexStore.js';
import { StoreFull } from '../storage/indexStore.js';
import { openIndexStore } from '../storage/openIndexStore.js';
import { openPartCounter, partTables } from '../tokens/open.js';
import { openLocalExtractor } from './extractor.js';
import { Indexer, type IndexProgress } from './indexer.js';
import { listFiles, matcherOf, PathRules } from './list.js';
import { claim, type IndexLocation } from './location.js';
import { openPool, threadsFor } from './pool.js';

export interface IndexLimits {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** 0 takes the cores that are idle. */
  readonly threads: number;
}

export interface OpenIndexerOptions {
  readonly location: IndexLocation;
  readonly limits: IndexLimits;
  readonly languages: Languages;
  readonly log: Log;
  readonly globalIgnoreFile?: string;
  /** Bundle of the worker and what it needs; files are extracted on this thread where absent. */
  readonly worker?: {
    readonly file: string;
    readonly grammarsDirectory: string;
    readonly runtimeWasm: string;
    readonly l10n?: Record<string, string>;
  };
  readonly nativeBinding?: string;
  readonly onProgress?: (progress: IndexProgress) => void;
}

export interface OpenedIndexer {
  readonly indexer: Indexer;
  readonly rules: PathRules;
}

/** Opens the index, in memory where nothing can be written. */
export function openIndexer(options: OpenIndexerOptions): OpenedIndexer {
  const { location, limits, languages, log, globalIgnoreFile, worker, onProgress } = options;
  const { root } = location;
  const { include, exclude, maxFiles, maxFileBytes } = limits;
  const ruleOptions = { include, exclude, globalIgnoreFile, maxFileBytes };
  const rules = new PathRules(root, ruleOptions);
  const maxParseLength = maxFileBytes;
  const services = async () => ({ languages, counter: await openPartCounter(), maxParseLength });
  const local = openLocalExtractor(services, (error) => log.error(`A file cannot be parsed: ${traceOf(error)}`));
  const threads = () => threadsFor(limits.threads, availableParallelism(), loadavg()[0] ?? 0);
  const indexer = new Indexer({
    root,
    openStore: (onDamage) => openStore(options, onDamage),
    services,
    local,
    openPool: () =>
      worker
        ? openPool({
            workerFile: worker.file,
            grammarsDirectory: worker.grammarsDirectory,
            runtimeWasm: worker.runtimeWasm,
            ...(worker.l10n && { l10n: worker.l10n }),
            maxParseLength,
            threads: threads(),
            tables: partTables,
          })
        : local,
    list: (signal) => listFiles(root, { ...ruleOptions, maxFiles, signal }),
    reasonFor: (name) => rules.reason(name),
    isRuleFile: (name) => PathRules.isRuleFile(name),
    forgetRules: () => rules.forget(),
    isWanted: matcherOf(include),
    maxFileBytes,
    rulesKey: JSON.stringify([include, exclude, maxFileBytes]),
    log,
    ...(onProgress && { onProgress }),
  });
  return { indexer, rules };
}

function openStore({ location, log, nativeBinding }: OpenIndexerOptions, onDamage: () => void): IndexStore {
  const options = { log, onDamage, ...(nativeBinding !== undefined && { nativeBinding }) };
  try {
    claim(location);
    return openIndexStore({ path: location.database, ...options });
  } catch (error) {
    const code = error instanceof StoreFull || (error instanceof Error && 'code' in error);
    if (!code) throw error;
    log.warn('The cache folder cannot be written, so the index is kept in memory.');
    return openIndexStore(options);
  }
}
