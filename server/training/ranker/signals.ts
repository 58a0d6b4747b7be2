// An item to rows: the signals of every candidate at the commit before the change, and whether the change touched it.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../src/base/log.js';
import { FolderHistory } from '../../src/indexing/history.js';
import { locationOf } from '../../src/indexing/location.js';
import { openIndexer } from '../../src/indexing/openIndexer.js';
import type { Languages } from '../../src/languages/languages.js';
import { packagesOf } from '../../src/indexing/packages.js';
import { type Corpus, CorpusFacts } from '../../src/retrieval/corpus.js';
import { usesBetween } from '../../src/retrieval/edges.js';
import { Resolvers } from '../../src/retrieval/folderIndex.js';
import { Ranker } from '../../src/retrieval/rank.js';
import { SIGNALS } from '../../src/retrieval/signals.js';
import type { Item } from './items.js';

export interface Row {
  /** In the order of `SIGNALS`. */
  readonly values: readonly number[];
  readonly isChanged: boolean;
}

export interface Answered {
  readonly repository: string;
  readonly rows: readonly Row[];
}

const LIMITS = { maxFiles: 50_000, maxFileBytes: 1_000_000, include: [], exclude: [], threads: 1 };

/** Items whose state cannot be had (a snapshot lacks large files) are left out. */
export async function answersOf(
  items: readonly Item[],
  {
    gitDirectory,
    work,
    languages,
  }: { readonly gitDirectory: string; readonly work: string; readonly languages: Languages },
): Promise<readonly Answered[]> {
  const [first] = items;
  if (!first) return [];
  const folder = join(work, first.repository.replace('/', '+'));
  if (!existsSync(folder)) execFileSync('git', ['clone', '-q', '--no-checkout', '--shared', gitDirectory, folder]);
  const answers: Answered[] = [];
  const location = locationOf(folder, join(work, 'cache'));
  let opened: ReturnType<typeof openIndexer> | undefined;
  const ranker = new Ranker();
  const resolvers = new Resolvers();
  const packages = packagesOf(folder, () => opened?.indexer.store ?? raise(folder));
  try {
    for (const item of items) {
      if (!checkout(folder, item.parent)) continue;
      opened ??= openIndexer({ location, limits: LIMITS, languages, log: silentLog });
      const { indexer } = opened;
      await indexer.look();
      const { store } = indexer;
      const commits = await new FolderHistory({
        root: folder,
        directory: location.directory,
        log: silentLog,
      }).commits();
      const textOf = ({ name }: { readonly name: string }): string => readFileSync(join(folder, name), 'utf8');
      const resolver = resolvers.of({ root: folder, store: () => store, packages });
      const corpus: Corpus = {
        store,
        facts: new CorpusFacts(store),
        textOf,
        usesIn: (file, stretch) => usesBetween(store, resolver, file, stretch),
        history: commits && { commits },
      };
      const { chunks } = ranker.rank(corpus, item.question, { includeTests: false });
      const rows = chunks.map(({ chunk, file, signals }) => ({
        values: SIGNALS.map((signal) => signals[signal]),
        isChanged: item.gold.some(
          ({ path, ranges }) =>
            path === file.name && ranges.some(([from, to]) => from <= chunk.endLine && to >= chunk.startLine),
        ),
      }));
      answers.push({ repository: item.repository, rows });
    }
  } finally {
    await opened?.indexer.close();
  }
  return answers;
}

function checkout(folder: string, commit: string): boolean {
  try {
    const args = ['-C', folder, '-c', 'advice.detachedHead=false', 'checkout', '-q', '-f', commit];
    execFileSync('git', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    return true;
  } catch {
    process.stderr.write(`${folder}: ${commit} cannot be checked out\n`);
    return false;
  }
}

function raise(folder: string): never {
  throw new Error(`${folder} is not open`);
}
