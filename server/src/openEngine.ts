// Builds an engine from real parts. The only place that constructs capabilities; tests and hosts call it alike.

import type { Log } from './base/log.js';
import type { Settings } from './config.js';
import { Engine } from './engine.js';
import { createSecretMasker } from './indexing/maskSecrets.js';
import { Workspace } from './indexing/workspace.js';
import { cachedLanguages } from './languages/cached.js';
import type { Languages } from './languages/languages.js';
import { openLanguages } from './languages/open.js';
import { openOriginals } from './storage/openOriginals.js';
import { openLedger } from './telemetry/openLedger.js';
import { openCounter } from './tokens/open.js';

export interface EngineOptions {
  readonly settings: Settings;
  readonly version: string;
  /** Folder for what can be made again: indexes. */
  readonly cacheDirectory: string;
  /** Git's list of what is ignored in all repositories. */
  readonly globalIgnoreFile?: string | undefined;
  /** Bundle of the worker that reads and parses for the index; this thread does it where absent. */
  readonly workerFile?: string;
  /** Translations for the worker. */
  readonly l10n?: Record<string, string>;
  /** Folder of the store of originals and the ledger; made when it is first written to. */
  readonly dataDirectory: string;
  readonly log: Log;
  readonly grammarsDirectory: string;
  readonly runtimeWasm: string;
  /** better-sqlite3's native part; its own prebuilt one where absent. */
  readonly nativeBinding?: string;
  readonly now: () => Date;
}

/** Opens nothing yet: grammars, tables and files are opened when they are first needed. */
export function openEngine(options: EngineOptions): Engine {
  const { settings, dataDirectory: directory, log, grammarsDirectory, runtimeWasm, nativeBinding, now } = options;
  const languages = cachedLanguages(openLanguages({ grammarsDirectory, runtimeWasm }));
  return new Engine(
    {
      languages,
      workspace: workspaceOf(options, languages),
      version: options.version,
      openOriginals: (maxBytes) => openOriginals({ directory, maxBytes, log }),
      ledger: openLedger({ directory, log, ...(nativeBinding !== undefined && { nativeBinding }) }),
      masker: createSecretMasker(),
      openCounter,
      log,
      now,
    },
    settings,
  );
}

function workspaceOf(options: EngineOptions, languages: Languages): Workspace {
  const {
    cacheDirectory,
    log,
    now,
    globalIgnoreFile,
    workerFile,
    grammarsDirectory,
    runtimeWasm,
    nativeBinding,
    l10n,
  } = options;
  const worker =
    workerFile === undefined
      ? {}
      : { worker: { file: workerFile, grammarsDirectory, runtimeWasm, ...(l10n && { l10n }) } };
  return new Workspace(
    {
      cacheDirectory,
      languages,
      log,
      now,
      ...worker,
      ...(globalIgnoreFile !== undefined && { globalIgnoreFile }),
      ...(nativeBinding !== undefined && { nativeBinding }),
    },
    options.settings,
  );
}
