// A workspace's SCIP index (github.com/sourcegraph/scip), imported into a store beside Pith's own index. The import is
// done again when the file has another size or time; it never takes more memory than the largest document.

import type { Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { buildScipStore, openScipStore, type ScipStoreOptions } from '../storage/openScipStore.js';
import type { ScipFacts, ScipStore } from '../storage/scipStore.js';
import { Malformed } from './scipFields.js';
import { pathRuleOf } from './scipFolder.js';
import { type Imported, importInto } from './scipImport.js';

export interface ScipOptions {
  /** Workspace folder, absolute. */
  readonly root: string;
  /** The SCIP index, absolute. */
  readonly scipPath: string;
  /** Where the store is or will be. */
  readonly storePath: string;
  readonly log: Log;
  readonly nativeBinding?: string;
  readonly signal?: AbortSignal;
  /** Import it although it is the same, as where the store turned out to be damaged. */
  readonly rebuild?: boolean;
}

/**
 * Undefined where there is no SCIP index. Throws a UserError where it cannot be read, and `StoreFull` and the like where
 * the store cannot be written; the store of an older index is left then, and not opened.
 */
export async function openScip(options: ScipOptions): Promise<ScipStore | undefined> {
  const { scipPath, storePath, log, nativeBinding } = options;
  const found = await inspected(scipPath, (path) => stat(path));
  if (!found) return undefined;
  if (!found.isFile()) {
    throw new UserError('unreadable', t('{0} is not a file. Name the SCIP index in pith.index.scipPath.', scipPath));
  }
  const storeOptions = { path: storePath, log, ...(nativeBinding !== undefined && { nativeBinding }) };
  const store = openScipStore(storeOptions);
  if (store && !options.rebuild && isSame(store.facts, scipPath, found)) return store;
  store?.close();
  const file = await inspected(scipPath, (path) => open(path, 'r'));
  if (!file) return undefined;
  try {
    await build(file, options, storeOptions);
  } finally {
    await file.close();
  }
  return openScipStore(storeOptions);
}

const isSame = (facts: ScipFacts, scipPath: string, { size, mtimeMs }: Stats): boolean =>
  facts.scipPath === scipPath && facts.bytes === size && facts.mtimeMs === mtimeMs;

/** What `inspect` gives, or undefined where there is no such file. */
async function inspected<T>(path: string, inspect: (path: string) => Promise<T>): Promise<T | undefined> {
  try {
    return await inspect(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError('unreadable', t('{0} cannot be read. Check its permissions.', path), { cause });
  }
}

async function build(file: FileHandle, options: ScipOptions, storeOptions: ScipStoreOptions): Promise<void> {
  const { scipPath, log, signal } = options;
  const started = performance.now();
  const before = await file.stat();
  const builder = buildScipStore(storeOptions);
  let facts: ScipFacts;
  try {
    const imported = await importInto(builder, file, before.size, signal);
    await checkUnchanged(file, before, scipPath);
    facts = factsOf(imported, options, before);
    await builder.finish(facts);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    // An indexer that is still writing is the likelier reason.
    await checkUnchanged(file, before, scipPath);
    throw notScip(scipPath, error);
  } finally {
    builder.discard();
  }
  const { documents, occurrences } = facts;
  const elapsedMs = Math.round(performance.now() - started);
  log.info(`Imported a SCIP index: ${documents} documents, ${occurrences} occurrences, ${elapsedMs} ms.`);
}

function factsOf({ metadata, sample, ...sums }: Imported, { root, scipPath }: ScipOptions, file: Stats): ScipFacts {
  const rule = pathRuleOf(root, scipPath, metadata.projectRoot, sample);
  const { tool = '', toolVersion = '' } = metadata;
  return { format: 1, scipPath, bytes: file.size, mtimeMs: file.mtimeMs, ...sums, ...rule, tool, toolVersion };
}

async function checkUnchanged(file: FileHandle, before: Stats, path: string): Promise<void> {
  const { size, mtimeMs } = await file.stat();
  if (size === before.size && mtimeMs === before.mtimeMs) return;
  throw new UserError('changed-while-read', t('{0} is being written to. Try again when that is done.', path));
}

const notScip = (path: string, cause: unknown) =>
  new UserError(
    'unreadable',
    t('{0} is not a whole SCIP index. Run the indexer again, or correct pith.index.scipPath.', path),
    { cause },
  );
