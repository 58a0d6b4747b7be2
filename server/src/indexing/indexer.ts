// Keeps the index of one folder in step with its files: the only writer. Wishes (a whole look, changed files, edited
// documents) wait in one place and are worked off one run at a time; of several wishes for a file the last one counts.

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
import { contentHash, type FileTask } from './extractFile.js';
import type { Extractor } from './extractor.js';
import type { LeftOut, Listing } from './list.js';
import { modulesOf } from './modules.js';
import { inOrderOfInterest } from './order.js';

export interface IndexerOptions {
  /** Absolute. */
  readonly root: string;
  /** Opens the index, and opens it anew where it was damaged or deleted. */
  readonly openStore: () => IndexStore;
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
  /** Of all settings that decide what is in the index: another value means that files left out are looked at again. */
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
/** Bytes and files of a batch: large enough that its way to a thread costs nothing, small enough to write in 20 ms. */
const BATCH_BYTES = 256 * 1024;
const BATCH_FILES = 32;
/** More changed files than this are found faster by one look at all. */
const MOST_SINGLE_CHANGES = 2_000;
/** Runs for single files begin at most this often: a file that is written 100 times a second is read ten times. */
const RUN_EVERY_MS = 100;
const BUSY_RETRIES = 20;
const BUSY_PAUSE_MS = 250;

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
  /** Files came or went since modules were noted. */
  private hasOtherNames = false;

  constructor(private readonly options: IndexerOptions) {
    this.store = options.openStore();
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
      if (this.wantsLook) await this.lookAtAll();
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
    if (error instanceof StoreDamaged) {
      this.options.log.error('The index was damaged; it is built again.');
      this.reopen();
      this.wantsLook = true;
      this.report({ phase: 'idle', rebuilt: true });
      return;
    }
    const problem = error instanceof StoreFull || error instanceof StoreBusy ? 'storage' : 'failed';
    if (problem === 'failed') this.options.log.error(`Indexing failed: ${traceOf(error)}`);
    this.changed.clear();
    this.edited.clear();
    this.wantsLook = false;
    this.report({ phase: 'idle', problem });
    throw error;
  }

  private reopen(): void {
    try {
      this.store.close();
    } catch (error) {
      this.options.log.warn(`An index could not be closed: ${traceOf(error)}`);
    }
    this.store = this.options.openStore();
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
    for (const name of known.keys()) if (!names.has(name) && !(await this.isOpenDocument(name))) gone.push(name);
    await this.writeAll(gone.map((name) => ({ kind: 'remove', name })));
    const ordered = inOrderOfInterest(stale, this.openDocuments);
    await this.extractAll(ordered.map(({ name, bytes }) => ({ ...this.taskOf(name, known.get(name)), bytes })));
    for (const name of this.documents.keys()) this.edited.add(name);
    await this.extractDocuments();
    if (this.store.modules().length === 0) this.hasOtherNames = true;
    await this.noteModules();
    if (!isSameRules) this.store.setNote('rules', this.options.rulesKey);
    this.report({ hasLooked: true, missing: 0 });
  }

  /** A document that is open and not left out: it is indexed whether or not it is on disk. */
  private async isOpenDocument(name: string): Promise<boolean> {
    return this.documents.has(name) && (await this.options.reasonFor(name)) === undefined;
  }

  private async lookAtSome(): Promise<void> {
    const names = [...this.changed];
    this.changed.clear();
    const tasks: SizedTask[] = [];
    const removals: Change[] = [];
    for (const name of names) {
      if (this.documents.has(name)) continue;
      if ((await this.options.reasonFor(name)) === undefined)
        tasks.push({ ...this.taskOf(name, this.store.file(name)), bytes: 0 });
      else removals.push({ kind: 'remove', name });
      // A folder is gone with all that was in it.
      const inside = this.store.filesBelow(`${name}/`);
      tasks.push(...inside.map((file) => ({ ...this.taskOf(file.name, file), bytes: file.bytes })));
    }
    await this.writeAll(removals);
    await this.extractAll(tasks);
    await this.extractDocuments();
    await this.noteModules();
  }

  private taskOf(name: string, known: StoredFile | undefined): FileTask {
    const isKept = known !== undefined && known.hash !== '' && known.leftOut === undefined && known.note === undefined;
    return { name, ...(isKept && { knownHash: known.hash }), ...(this.options.isWanted(name) && { isWanted: true }) };
  }

  private async extractAll(tasks: readonly SizedTask[]): Promise<void> {
    if (tasks.length === 0) return;
    const isLarge = tasks.length >= POOL_FROM_FILES || tasks.some(({ bytes }) => bytes > BATCH_BYTES);
    const extractor = isLarge ? this.options.openPool() : this.options.local;
    const total = tasks.length;
    let done = 0;
    this.report({ phase: 'indexing', done, total, missing: total });
    const { small, large } = batchesOf(tasks);
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
    if (isLarge) this.store.beginBulk();
    try {
      // One batch more than there are threads, so that none waits while another one's is written.
      const lanes = extractor.width + (extractor.width > 1 ? 1 : 0);
      await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
    } finally {
      // Of two failures the first is told.
      if (isLarge) await extractor.close().finally(() => this.store.endBulk());
    }
  }

  private async extractDocuments(): Promise<void> {
    for (const name of [...this.edited]) {
      this.edited.delete(name);
      const document = this.documents.get(name);
      if (!document || (await this.options.reasonFor(name)) !== undefined) continue;
      const { text, languageId, version } = document;
      const bytes = Buffer.from(text);
      const hash = contentHash(bytes);
      if (bytes.length > this.options.maxFileBytes || this.store.file(name)?.hash === hash) continue;
      const task = {
        name,
        text,
        document: name,
        signal: this.abort.signal,
        ...(languageId !== undefined && { languageId }),
      };
      const facts = packFacts(await extract(task, await this.options.services()));
      // An edit that came meanwhile is waiting already.
      if (this.documents.get(name)?.version !== version) continue;
      await this.write([{ kind: 'put', state: { name, bytes: bytes.length, mtimeMs: -1, hash }, facts }]);
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
    if (changes.length === 0) return;
    this.hasOtherNames ||= changes.some((change) => this.changesNames(change));
    await this.patiently(() => this.store.apply(changes));
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

interface SizedTask extends FileTask {
  readonly bytes: number;
}

const nameOf = (change: Change): string => (change.kind === 'remove' ? change.name : change.state.name);

function isFresh(
  { bytes, mtimeMs }: { readonly bytes: number; readonly mtimeMs: number },
  known: StoredFile | undefined,
  isSameRules: boolean,
): boolean {
  if (!known || known.mtimeMs !== mtimeMs || known.bytes !== bytes) return false;
  return isSameRules || (known.leftOut === undefined && known.note === undefined);
}

/** Neighbours stay together, so that what is interesting is there first; large files are alone. */
function batchesOf(tasks: readonly SizedTask[]): { readonly small: FileTask[][]; readonly large: FileTask[][] } {
  const [small, large]: [FileTask[][], FileTask[][]] = [[], []];
  let bytes = Infinity;
  for (const { bytes: size, ...task } of tasks) {
    const last = small.at(-1);
    if (size > BATCH_BYTES) large.push([task]);
    else if (!last || bytes + size > BATCH_BYTES || last.length >= BATCH_FILES) {
      small.push([task]);
      bytes = size;
    } else {
      last.push(task);
      bytes += size;
    }
  }
  return { small, large };
}
