// Builds an engine from real parts. The only place that constructs capabilities; tests and hosts call it alike.

import type { Log } from './base/log.js';
import type { Settings } from './config.js';
import { Engine } from './engine.js';
import { createSecretMasker } from './indexing/maskSecrets.js';
import { cachedLanguages } from './languages/cached.js';
import { openLanguages } from './languages/open.js';
import { openOriginals } from './storage/openOriginals.js';
import { openLedger } from './telemetry/openLedger.js';
import { openCounter } from './tokens/open.js';

export interface EngineOptions {
  readonly settings: Settings;
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
  return new Engine(
    {
      languages: cachedLanguages(openLanguages({ grammarsDirectory, runtimeWasm })),
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
