// A real engine over a temporary data folder, for tests that want the whole path.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { silentLog } from '../../server/src/base/log.js';
import { parseSettings } from '../../server/src/config.js';
import type { Engine } from '../../server/src/engine.js';
import { openEngine } from '../../server/src/openEngine.js';

const require = createRequire(import.meta.url);

export interface TestEngine {
  readonly engine: Engine;
  readonly directory: string;
  /** Tests need not wait for it. */
  close(): Promise<void>;
}

export function openTestEngine(settings: object = {}, now: () => Date = () => new Date(2026, 0, 2, 12)): TestEngine {
  const directory = mkdtempSync(join(tmpdir(), 'pith-test-'));
  const engine = openEngine({
    settings: parseSettings(settings),
    dataDirectory: directory,
    cacheDirectory: directory,
    version: '0.0.0',
    log: silentLog,
    grammarsDirectory: join(import.meta.dirname, '../../grammars'),
    runtimeWasm: join(dirname(require.resolve('web-tree-sitter')), 'web-tree-sitter.wasm'),
    now,
  });
  return {
    engine,
    directory,
    close: async () => {
      await engine.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
