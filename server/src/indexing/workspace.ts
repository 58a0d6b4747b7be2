// The folders that are indexed: one index each, opened and closed as folders come and go. Paths from outside are mapped
// to the folders they lie in; a file in nested folders belongs to all of them.

import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../base/log.js';
import type { Settings } from '../config.js';
import type { Languages } from '../languages/languages.js';
import type { WorkspaceFolders } from '../model/index.js';
import type { StoredFile } from '../storage/indexStore.js';
import { contentHash } from './extractFile.js';
import { FolderScip } from './folderScip.js';
import { FolderHistory } from './history.js';
import type { Indexer, IndexProgress } from './indexer.js';
import type { PathRules } from './list.js';
import { collectGone, type IndexLocation, locationOf, rememberedExclude, rememberExclude } from './location.js';
import { type OpenIndexerOptions, openIndexer } from './openIndexer.js';
import { packagesOf } from './packages.js';

export interface WorkspaceOptions {
  readonly cacheDirectory: string;
  readonly languages: Languages;
  readonly log: Log;
  readonly globalIgnoreFile?: string;
  readonly worker?: NonNullable<OpenIndexerOptions['worker']>;
  readonly nativeBinding?: string;
  readonly now: () => Date;
}

export interface IndexedFolder {
  readonly name: string;
  /** As the user names it. */
  readonly path: string;
  readonly location: IndexLocation;
  readonly indexer: Indexer;
  readonly rules: PathRules;
  readonly scip: FolderScip;
  readonly history: FolderHistory;
  /** See `packages.ts`. */
  packages(): ReadonlyMap<string, string>;
}

export interface FolderProgress extends IndexProgress {
  readonly folder: string;
}

/** A watcher may miss events: everything is looked at this often, which costs a stat of each file. */
const RECONCILE_MS = 5 * 60_000;

export class Workspace {
  private folders: IndexedFolder[] = [];
  private wanted: WorkspaceFolders = { folders: [], exclude: [] };
  private settings: Settings;
  private changing: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<(progress: FolderProgress) => void>();
  private readonly reconcile: NodeJS.Timeout;

  constructor(
    private readonly options: WorkspaceOptions,
    settings: Settings,
  ) {
    this.settings = settings;
    this.reconcile = setInterval(() => void this.look(), RECONCILE_MS).unref();
  }

  get all(): readonly IndexedFolder[] {
    return this.folders;
  }

  onProgress(listener: (progress: FolderProgress) => void): void {
    this.listeners.add(listener);
  }

  async configure(settings: Settings): Promise<void> {
    const before = JSON.stringify([this.settings.index, this.settings.limits]);
    this.settings = settings;
    if (before === JSON.stringify([settings.index, settings.limits])) return;
    const { wanted } = this;
    await this.setFolders({ folders: [], exclude: [] });
    await this.setFolders(wanted);
  }

  /** Opens and closes what changed and looks at what is new; returns before that is done. One call after the other. */
  setFolders(wanted: WorkspaceFolders): Promise<void> {
    // The failure of one call is its caller's.
    this.changing = this.changing.catch(() => undefined).then(() => this.change(wanted));
    return this.changing;
  }

  private async change(wanted: WorkspaceFolders): Promise<void> {
    const hasOtherRules = JSON.stringify(wanted.exclude) !== JSON.stringify(this.wanted.exclude);
    this.wanted = wanted;
    const paths = new Map(wanted.folders.flatMap(({ uri, name }) => pathOf(uri, name)));
    const leaving = this.folders.filter(
      ({ path }) => !paths.has(path) || hasOtherRules || !this.settings.index.enabled,
    );
    this.folders = this.folders.filter((folder) => !leaving.includes(folder));
    await Promise.all(leaving.map(closed));
    if (!this.settings.index.enabled) return;
    for (const [path, name] of paths) {
      if (this.folders.some((folder) => folder.path === path)) continue;
      const folder = this.open(path, name);
      this.folders.push(folder);
      // What goes wrong is in its status.
      folder.indexer.look().catch(() => undefined);
    }
    collectGone(this.cacheDirectory, this.options.now());
  }

  get cacheDirectory(): string {
    return this.settings.index.directory || this.options.cacheDirectory;
  }

  /** Looks at every file of every folder. Never rejects: failures are in the status. */
  async look(): Promise<void> {
    await Promise.allSettled(this.folders.map(({ indexer }) => indexer.look()));
  }

  /** Resolves when nothing waits to be indexed; never rejects. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.folders.map(({ indexer }) => indexer.flush()));
  }

  filesChanged(paths: readonly string[]): void {
    for (const folder of this.folders) {
      const names = paths.flatMap((path) => nameIn(folder, path) ?? []);
      if (names.length > 0) folder.indexer.filesChanged(names);
    }
  }

  documentChanged(path: string, text: string, languageId?: string): void {
    for (const { folder, name } of this.foldersOf(path)) folder.indexer.documentChanged(name, text, languageId);
  }

  documentClosed(path: string): void {
    for (const { folder, name } of this.foldersOf(path)) folder.indexer.documentClosed(name);
  }

  foldersOf(path: string): readonly { readonly folder: IndexedFolder; readonly name: string }[] {
    return this.folders.flatMap((folder) => {
      const name = nameIn(folder, path);
      return name === undefined ? [] : [{ folder, name }];
    });
  }

  async close(): Promise<void> {
    clearInterval(this.reconcile);
    const { folders } = this;
    this.folders = [];
    await Promise.all(folders.map(closed));
  }

  private open(path: string, name: string): IndexedFolder {
    const { index, limits } = this.settings;
    const location = locationOf(path, this.cacheDirectory);
    // The editor says what it hides; the terminal, which cannot ask it, keeps to what it said last.
    if (this.wanted.exclude.length > 0) rememberExclude(location, this.wanted.exclude);
    const exclude = this.wanted.exclude.length > 0 ? this.wanted.exclude : rememberedExclude(location);
    const { languages, log, globalIgnoreFile, worker, nativeBinding } = this.options;
    const { indexer, rules } = openIndexer({
      location,
      limits: {
        maxFiles: index.maxFiles,
        maxFileBytes: limits.maxParseBytes,
        include: index.include,
        exclude: [...exclude, ...index.exclude],
        threads: index.threads,
      },
      languages,
      log,
      ...(globalIgnoreFile !== undefined && { globalIgnoreFile }),
      ...(worker && { worker }),
      ...(nativeBinding !== undefined && { nativeBinding }),
      onProgress: (progress) => {
        for (const listener of this.listeners) listener({ ...progress, folder: name });
      },
    });
    const scip = new FolderScip({
      root: location.root,
      scipPath: index.scipPath,
      storePath: location.scip,
      maxMegabytes: limits.maxScipMegabytes,
      log,
      ...(nativeBinding !== undefined && { nativeBinding }),
      changedSince: (timeMs) => indexer.store.files().filter(({ mtimeMs }) => mtimeMs < 0 || mtimeMs > timeMs).length,
    });
    const history = new FolderHistory({ root: location.root, directory: location.directory, log });
    return {
      name,
      path,
      location,
      indexer,
      rules,
      scip,
      history,
      packages: packagesOf(location.root, () => indexer.store),
    };
  }
}

/** The text that is indexed, from the editor or the disk; undefined where the file is another one by now. */
export function textOf({ indexer, location }: IndexedFolder, { name, hash }: StoredFile): string | undefined {
  const open = indexer.documentText(name);
  if (open !== undefined) return contentHash(Buffer.from(open)) === hash ? open : undefined;
  try {
    const bytes = readFileSync(join(location.root, name));
    return contentHash(bytes) === hash ? bytes.toString('utf8') : undefined;
  } catch {
    // Gone or closed to us meanwhile: the next look will tell.
    return undefined;
  }
}

async function closed({ indexer, scip }: IndexedFolder): Promise<void> {
  scip.close();
  await indexer.close();
}

/** Only folders on disk are indexed. */
function pathOf(uri: string, name: string): [string, string][] {
  if (!uri.startsWith('file:')) return [];
  const path = fileURLToPath(uri);
  return existsSync(path) ? [[path, name]] : [];
}

/** With `/`, relative to the folder; undefined for what is not in it. */
function nameIn({ path, location }: Pick<IndexedFolder, 'path' | 'location'>, file: string): string | undefined {
  for (const root of [path, location.root]) {
    const name = relative(root, file);
    if (name !== '' && !name.startsWith(`..${sep}`) && name !== '..' && !isAbsolute(name))
      return name.split(sep).join('/');
  }
  return undefined;
}
