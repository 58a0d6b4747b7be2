// Keeps the index of one folder in step with its files: the only writer. Wishes (a whole look, changed files, edited
// documents) wait in one place and are worked off one run at a time; of several wishes for a file the last one counts.

import { join } from 'node:path';
import type { Log } from '../base/log.js';
import { traceOf } from '../base/log.js';
import {
  type Change,
  type IndexStore,
  StoreBusy,
  StoreDamaged,
  StoreFull,
  type StoredFile,
} from '../storage/indexStore.js';
import { packFacts } from '../storage/packedFacts.js';
import { type ExtractServices, extract } from './extract.js';
import { allOrFirst, BATCH_BYTES, BATCH_FILES, batchesOf, type SizedTask } from './batches.js';
import { contentHash, type FileTask, unwanted } from './extractFile.js';
import { type Extractor, unparsed } from './extractor.js';
import type { LeftOut, Listing } from './list.js';
import { modulesOf } from './modules.js';
import { inOrderOfInterest } from './order.js';
import { statsOf } from './walk.js';

export interface IndexerOptions {
  /** Absolute. */
  readonly root: string;
  /** Opens the index, and opens it anew where it was damaged or deleted. */
  readonly openStore: (onDamage: () => void) => IndexStore;
  readonly services: () => Promise<ExtractServices>;
  /** For few files. */
  readonly local: Extractor;
  /** For many; opened for a run and closed after it, so that nothing of it stays in memory. */
  readonly openPool: () => Extractor;
  readonly list: (signal: AbortSignal) => Promise<Listing>;
  /** Why a single file is left out, by its name and the rules. */
  readonly reasonFor: (name: string) => Promise<string | undefined>;
  readonly isRuleFile: (name: string) => boolean;
  readonly forgetRules: () => void;
  /** Globs of the settings bring it in. */
  readonly isWanted: (name: string) => boolean;
  readonly maxFileBytes: number;
  /** Of all settings that decide what is in the index: another value means that every file is read again. */
  readonly rulesKey: string;
  readonly log: Log;
  readonly onProgress?: (progress: IndexProgress) => void;
}

/** `problem` is set where the index cannot be kept up to date, in a word for `status`. */
export interface IndexProgress {
  readonly phase: 'idle' | 'listing' | 'indexing';
  /** Files of this run. */
  readonly done: number;
  readonly total: number;
  /** Files that are there and not in the index yet, or not as they are. */
  readonly missing: number;
  readonly hasLooked: boolean;
  readonly problem?: 'storage' | 'failed';
  /** A change of the disk that the user should hear of: the index was damaged and built anew. */
  readonly rebuilt: boolean;
}

interface Document {
  readonly text: string;
  readonly languageId?: string;
  /** Counts up with each edit, so that what was extracted from an older text is not taken for the newest. */
  readonly version: number;
}

/** Files that are worth a pool: below it threads take longer to start than to work. */
const POOL_FROM_FILES = 24;
/** More changed files than this are found faster by one look at all. */
const MOST_SINGLE_CHANGES = 2_000;
/** Runs for single files begin at most this often: a file that is written 100 times a second is read ten times. */
const RUN_EVERY_MS = 100;
const BUSY_RETRIES = 120;
const BUSY_PAUSE_MS = 250;
/** An index that is damaged again and again is on a disk that fails. */
const MOST_DAMAGES = 3;

export class Indexer {
  store: IndexStore;
  private readonly documents = new Map<string, Document>();
  private readonly changed = new Set<string>();
  private readonly edited = new Set<string>();
  private wantsLook = false;
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastRunEnd = 0;
  private readonly abort = new AbortController();
  private progress: IndexProgress = { phase: 'idle', done: 0, total: 0, missing: 0, hasLooked: false, rebuilt: false };
  private leftOutByRules: readonly LeftOut[] = [];
  private leftOutCount = 0;
  private isTruncated = false;
  /** A run failed, and with it went what it was to do: only a look at everything makes up for that. */
  private isBehind = false;
  /** The index is to be replaced. */
  private isDamaged = false;
  /** How often that was so since everything was last looked at. */
  private damages = 0;
  /** Files came or went since modules were noted. */
  private hasOtherNames = false;

  constructor(private readonly options: IndexerOptions) {
    this.store = this.opened();
  }

  get status(): IndexProgress & {
    readonly leftOut: readonly LeftOut[];
    readonly leftOutCount: number;
    readonly truncated: boolean;
  } {
    const { leftOutByRules: leftOut, leftOutCount, isTruncated: truncated } = this;
    return { ...this.progress, leftOut, leftOutCount, truncated };
  }

  /** Looks at every file: a stat of each, and a read of those that are new or have another time or size. */
  look(): Promise<void> {
    this.wantsLook = true;
    return this.flush();
  }

  /** Files and folders that were made, written or deleted. Names as in the index. */
  filesChanged(names: Iterable<string>): void {
    for (const name of names) {
      if (this.options.isRuleFile(name)) {
        this.options.forgetRules();
        this.wantsLook = true;
      }
      this.changed.add(name);
    }
    if (this.changed.size > MOST_SINGLE_CHANGES) this.wantsLook = true;
    this.kick();
  }

  documentChanged(name: string, text: string, languageId?: string): void {
    const version = (this.documents.get(name)?.version ?? 0) + 1;
    this.documents.set(name, { text, version, ...(languageId !== undefined && { languageId }) });
    this.edited.add(name);
    this.kick();
  }

  documentClosed(name: string): void {
    if (!this.documents.delete(name)) return;
    this.edited.delete(name);
    this.changed.add(name);
    void this.options.services().then(({ languages }) => languages.forget(name));
    this.kick();
  }

  /** The text of a document that is open. */
  documentText(name: string): string | undefined {
    return this.documents.get(name)?.text;
  }

  get openDocuments(): ReadonlySet<string> {
    return new Set(this.documents.keys());
  }

  /** Resolves when every wish so far is done. Rejects with `StoreFull` and the like where it cannot be. */
  async flush(): Promise<void> {
    while (this.running || this.hasWishes()) {
      this.running ??= this.run();
      await this.running;
    }
  }

  /** Deletes the index and builds it anew. */
  async rebuild(): Promise<void> {
    this.wantsLook = false;
    this.changed.clear();
    await this.running?.catch(() => undefined);
    await this.patiently(() => this.store.clear());
    await this.look();
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.abort.abort();
    await this.running?.catch(() => undefined);
    this.report({ phase: 'idle' });
    this.store.close();
  }

  private hasWishes(): boolean {
    return this.wantsLook || this.changed.size > 0 || this.edited.size > 0;
  }

  /** Begins a run at once, or as soon as the last one is long enough ago. */
  private kick(): void {
    if (this.running || this.timer || this.abort.signal.aborted) return;
    const wait = Math.max(0, this.lastRunEnd + RUN_EVERY_MS - Date.now());
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        if (this.running) return;
        this.running = this.run();
        // Its failure is in the status; whoever waits for it gets it from `flush`.
        this.running.catch(() => undefined);
      },
      Math.min(wait, RUN_EVERY_MS),
    );
  }

  private async run(): Promise<void> {
    try {
      if (this.isDamaged) this.reopen();
      if (this.wantsLook || this.isBehind) await this.lookAtAll();
      else await this.lookAtSome();
      this.report({ phase: 'idle' });
    } catch (error) {
      this.abort.signal.throwIfAborted();
      await this.recover(error);
    } finally {
      this.running = undefined;
      this.lastRunEnd = Date.now();
      if (this.hasWishes()) this.kick();
    }
  }

  /** A damaged index is opened anew and built again; one that cannot be written is left as it is. */
  private async recover(error: unknown): Promise<void> {
    const isDamage = error instanceof StoreDamaged;
    if (isDamage && this.damages < MOST_DAMAGES) {
      this.damages++;
      this.damaged();
      this.report({ phase: 'idle' });
      return;
    }
    const problem = isDamage || error instanceof StoreFull || error instanceof StoreBusy ? 'storage' : 'failed';
    if (problem === 'failed') this.options.log.error(`Indexing failed: ${traceOf(error)}`);
    this.changed.clear();
    this.edited.clear();
    this.wantsLook = false;
    this.isBehind = true;
    this.report({ phase: 'idle', problem });
    throw error;
  }

  /** Readers find it out as well: it is built again as soon as nothing else is done. */
  private damaged(): void {
    this.isDamaged = true;
    this.wantsLook = true;
    this.kick();
  }

  private reopen(): void {
    const { isDamaged } = this;
    if (isDamaged) this.options.log.error('The index was damaged; it is built again.');
    try {
      if (isDamaged) this.store.discard();
      else this.store.close();
    } catch (error) {
      this.options.log.warn(`An index could not be closed: ${traceOf(error)}`);
    }
    this.store = this.opened();
    this.isDamaged = false;
    if (isDamaged) this.report({ rebuilt: true });
  }

  private opened(): IndexStore {
    const store = this.options.openStore(() => this.damaged());
    if (store.wasDamaged) this.progress = { ...this.progress, rebuilt: true };
    return store;
  }

  private async lookAtAll(): Promise<void> {
    this.wantsLook = false;
    this.changed.clear();
    if (this.store.isGone()) this.reopen();
    this.options.forgetRules();
    this.report({ phase: 'listing', done: 0, total: 0 });
    const listing = await this.options.list(this.abort.signal);
    this.leftOutByRules = listing.leftOut;
    this.leftOutCount = listing.leftOutCount;
    this.isTruncated = listing.truncated;
    const known = new Map(this.store.files().map((file) => [file.name, file]));
    const isSameRules = this.store.note('rules') === this.options.rulesKey;
    const stale = listing.files.filter((file) => !isFresh(file, known.get(file.name), isSameRules));
    const names = new Set(listing.files.map(({ name }) => name));
    const gone: string[] = [];
    for (const name of known.keys()) {
      const isOpen = this.documents.has(name) && !(await this.isLeftOut(name));
      if (!names.has(name) && !isOpen) gone.push(name);
    }
    await this.writeAll(gone.map((name) => ({ kind: 'remove', name })));
    const ordered = inOrderOfInterest(stale, this.openDocuments);
    await this.extractAll(ordered.map(({ name, bytes }) => ({ ...this.taskOf(name, known.get(name)), bytes })));
    for (const name of this.documents.keys()) this.edited.add(name);
    await this.extractDocuments();
    // A process that was killed may have written files and not their modules.
    this.hasOtherNames = true;
    await this.noteModules();
    if (!isSameRules) await this.patiently(() => this.store.setNote('rules', this.options.rulesKey));
    this.isBehind = false;
    this.damages = 0;
    this.report({ hasLooked: true, missing: 0 });
  }

  /** What is open in an editor is judged by its own size, and is indexed whether or not it is on disk. */
  private async isLeftOut(name: string): Promise<boolean> {
    const reason = await this.options.reasonFor(name);
    return reason !== undefined && !(reason === 'too large' && this.documents.has(name));
  }

  private async lookAtSome(): Promise<void> {
    const names = [...this.changed];
    this.changed.clear();
    const tasks: SizedTask[] = [];
    const removals: Change[] = [];
    for (const name of names) {
      const known = this.store.file(name);
      if (await this.needsLook(name, known)) {
        this.wantsLook = true;
        return;
      }
      const isOpen = this.documents.has(name);
      if (await this.isLeftOut(name)) removals.push({ kind: 'remove', name });
      else if (isOpen) this.edited.add(name);
      else tasks.push({ ...this.taskOf(name, known), bytes: known?.bytes ?? 0 });
    }
    await this.writeAll(removals);
    await this.extractAll(tasks);
    await this.extractDocuments();
    await this.noteModules();
  }

  /** A folder, of which watchers name nothing else and whose rules came or went; a new file where there is no more room. */
  private async needsLook(name: string, known: StoredFile | undefined): Promise<boolean> {
    if (this.store.filesBelow(`${name}/`).length > 0) return true;
    if (await this.isLeftOut(name)) return false;
    const stats = statsOf(join(this.options.root, name));
    if (typeof stats === 'string') return false;
    return stats.isDirectory() || (known === undefined && this.isTruncated);
  }

  private taskOf(name: string, known: StoredFile | undefined): FileTask {
    const isKept = known !== undefined && known.hash !== '' && known.leftOut === undefined && known.note === undefined;
    const wanted = this.options.isWanted(name) ? { isWanted: true } : {};
    if (!isKept) return { name, ...wanted };
    return {
      name,
      knownHash: known.hash,
      ...(known.language !== undefined && { knownLanguage: known.language }),
      ...wanted,
    };
  }

  private async extractAll(tasks: readonly SizedTask[]): Promise<void> {
    if (tasks.length === 0) return;
    const isLarge = tasks.length >= POOL_FROM_FILES || tasks.some(({ bytes }) => bytes > BATCH_BYTES);
    const extractor = isLarge ? this.options.openPool() : this.options.local;
    const total = tasks.length;
    let done = 0;
    this.report({ phase: 'indexing', done, total, missing: total });
    const isPool = extractor !== this.options.local;
    const { small, large } = batchesOf(tasks, isPool);
    // The tree of a large file takes a hundred times its bytes: one lane has them all, so that no two are there at once.
    const work = async (lane: number): Promise<void> => {
      const next = () => (lane === 0 ? large.shift() : undefined) ?? small.shift();
      for (let files = next(); files; files = next()) {
        const batch = { root: this.options.root, files, limits: { maxFileBytes: this.options.maxFileBytes } };
        const changes = await extractor.run(batch, this.abort.signal);
        this.abort.signal.throwIfAborted();
        // What is open in an editor is indexed as it is there.
        await this.write(changes.filter((change) => !this.documents.has(nameOf(change)) || change.kind === 'touch'));
        done += files.length;
        this.report({ phase: 'indexing', done, total, missing: total - done });
      }
    };
    // One batch more than there are threads, so that none waits while another one's is written.
    const lanes = isPool ? extractor.width + 1 : 1;
    const stop = () => void extractor.close();
    if (!isLarge) return work(0);
    this.abort.signal.addEventListener('abort', stop, { once: true });
    try {
      await this.patiently(() => this.store.beginBulk());
      await allOrFirst(
        Array.from({ length: lanes }, (_, lane) => work(lane)),
        stop,
      );
    } catch (error) {
      // Of two failures the first is told.
      await this.patiently(() => this.store.endBulk()).catch(() => undefined);
      throw error;
    } finally {
      this.abort.signal.removeEventListener('abort', stop);
      await extractor.close();
    }
    await this.patiently(() => this.store.endBulk());
  }

  private async extractDocuments(): Promise<void> {
    for (const name of [...this.edited]) {
      this.edited.delete(name);
      const document = this.documents.get(name);
      if (!document || (await this.isLeftOut(name))) continue;
      const change = await this.changeOf(name, document);
      // An edit that came meanwhile is waiting already.
      if (change && this.documents.get(name)?.version === document.version) await this.write([change]);
    }
  }

  /** Undefined where the index knows the document as it is. */
  private async changeOf(name: string, { text, languageId }: Document): Promise<Change | undefined> {
    const bytes = Buffer.from(text);
    const state = { name, bytes: bytes.length, mtimeMs: -1, hash: contentHash(bytes) };
    const services = await this.options.services();
    const known = this.store.file(name);
    const isTooLarge = bytes.length > this.options.maxFileBytes;
    const reason = isTooLarge ? 'too large' : unwanted(this.taskOf(name, undefined), bytes);
    const said = languageId === undefined ? {} : { languageId };
    const language = reason === undefined ? services.languages.identify({ path: name, ...said })?.id : undefined;
    if (known?.hash === state.hash && known.leftOut === reason && known.language === language) return undefined;
    if (reason !== undefined) return { kind: 'leftOut', state, reason };
    const task = { name, text, document: name, signal: this.abort.signal, ...said };
    try {
      return { kind: 'put', state, facts: packFacts(await extract(task, services)) };
    } catch (error) {
      this.abort.signal.throwIfAborted();
      this.options.log.error(`A document cannot be parsed: ${traceOf(error)}`);
      return unparsed(name);
    }
  }

  /** Modules follow from the names of files alone. */
  private async noteModules(): Promise<void> {
    if (!this.hasOtherNames) return;
    this.hasOtherNames = false;
    const names = this.store.files().flatMap(({ name, leftOut }) => (leftOut === undefined ? [name] : []));
    const modules = modulesOf(names);
    if (JSON.stringify(modules) === JSON.stringify(this.store.modules())) return;
    await this.patiently(() => this.store.setModules(modules));
  }

  private async writeAll(changes: readonly Change[]): Promise<void> {
    for (let at = 0; at < changes.length; at += BATCH_FILES) {
      await this.write(changes.slice(at, at + BATCH_FILES));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private async write(changes: readonly Change[]): Promise<void> {
    // Most of what watchers report is about files that were never here.
    const telling = changes.filter((change) => change.kind !== 'remove' || this.store.file(change.name) !== undefined);
    if (telling.length === 0) return;
    this.hasOtherNames ||= telling.some((change) => this.changesNames(change));
    await this.patiently(() => this.store.apply(telling));
  }

  private changesNames(change: Change): boolean {
    if (change.kind === 'touch') return false;
    const known = this.store.file(nameOf(change));
    return change.kind !== 'put' || known === undefined || known.leftOut !== undefined;
  }

  /** Another process may be writing: it is done in a moment. */
  private async patiently(work: () => void): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof StoreBusy) || attempt === BUSY_RETRIES) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
      this.abort.signal.throwIfAborted();
    }
  }

  private report(news: Partial<IndexProgress>): void {
    const { problem: _, ...before } = this.progress;
    this.progress = { ...before, ...news };
    this.options.onProgress?.(this.progress);
  }
}

const nameOf = (change: Change): string => (change.kind === 'remove' ? change.name : change.state.name);

function isFresh(
  { bytes, mtimeMs }: { readonly bytes: number; readonly mtimeMs: number },
  known: StoredFile | undefined,
  isSameRules: boolean,
): boolean {
  return isSameRules && known?.mtimeMs === mtimeMs && known.bytes === bytes;
}
