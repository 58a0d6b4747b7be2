// Loads grammars, each once and only when it is asked for, and parses within limits. What a tree means is said in
// `tags.ts`.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { LateNodes, type Match } from './captured.js';
import { SyntaxUnavailable } from './languages.js';
import { openTagQueries, type TagQueries, tagMatches } from './query.js';
import { PLAIN_VALUE, type ReferenceMatches } from './references.js';
import { startRuntime } from './runtime.js';
import { type Limits, Stopper } from './stopper.js';

export interface GrammarFiles {
  /** Holds `<id>/grammar.wasm`, `<id>/tags.scm` and, where the language has names that refer to others, `<id>/references.scm`. */
  readonly grammarsDirectory: string;
  /** Path of `web-tree-sitter.wasm`. */
  readonly runtimeWasm: string;
}

type QueryFile = 'tags.scm' | 'references.scm';

/** Levels of `; inherits:`; two are in use (tsx, typescript, javascript). */
const MAX_INHERITANCE = 4;

/** The texts of the two queries of a language. */
interface QuerySources {
  readonly tags: string;
  readonly references: string;
}

export class Grammar {
  private parser: Parser | undefined;
  /** Each is compiled when it is first used, which takes up to 200 ms: compression needs one of them, indexing the other. */
  private tags: TagQueries | undefined;
  private tagsAndReferences: TagQueries | undefined;

  constructor(
    readonly id: string,
    private readonly language: Language,
    private readonly sources: QuerySources,
  ) {}

  /** Parses `text`, hands the tree to `read` and frees it. Throws `SyntaxUnavailable` where a limit cuts it short. */
  parse<T>(text: string, limits: Limits, read: (tree: Tree, stopper: Stopper) => T): T {
    const { tree, value } = this.parseAndKeep(text, limits, read);
    tree.delete();
    return value;
  }

  /**
   * As `parse`, but the caller has to free the tree. `previous` is the tree of the text before, with its edits told:
   * what they did not touch is taken from it.
   */
  parseAndKeep<T>(
    text: string,
    limits: Limits,
    read: (tree: Tree, stopper: Stopper) => T,
    previous: Tree | null = null,
  ): { readonly tree: Tree; readonly value: T } {
    const stopper = new Stopper(this.id, limits);
    const tree = this.guard(() => this.parserOf().parse(text, previous, { progressCallback: stopper.tick }));
    if (!tree) {
      this.parserOf().reset();
      throw stopper.reason();
    }
    try {
      return { tree, value: this.guard(() => read(tree, stopper)) };
    } catch (error) {
      tree.delete();
      throw error;
    }
  }

  /** What `tags.scm` captures. */
  tagMatches(tree: Tree, text: string, stopper: Stopper): Match[] {
    const matches = tagMatches(this.tagQueries(), tree, text, { isOver: stopper.tick });
    stopper.throwIfStopped();
    return matches;
  }

  /** What `tags.scm` and `references.scm` capture, in one walk over the tree. */
  allMatches(tree: Tree, text: string, stopper: Stopper): { readonly tags: Match[]; readonly names: ReferenceMatches } {
    const { tags, references } = this.sources;
    this.tagsAndReferences ??= openTagQueries(this.language, tags, references);
    const { firstCount } = this.tagsAndReferences;
    const late = new LateNodes(PLAIN_VALUE);
    const split = { tags: [] as Match[], names: { matches: [] as Match[], values: late } };
    for (const match of tagMatches(this.tagsAndReferences, tree, text, { isOver: stopper.tick, late })) {
      (match.patternIndex < firstCount ? split.tags : split.names.matches).push(match);
    }
    stopper.throwIfStopped();
    return split;
  }

  /** Whether `tags.scm` captures the strings that span lines. */
  get marksLiterals(): boolean {
    return (this.tagsAndReferences ?? this.tagQueries()).captureNames.has('literal');
  }

  close(): void {
    this.parser?.delete();
    this.parser = undefined;
    this.tags?.close();
    this.tagsAndReferences?.close();
  }

  private tagQueries(): TagQueries {
    this.tags ??= openTagQueries(this.language, this.sources.tags);
    return this.tags;
  }

  private parserOf(): Parser {
    this.parser ??= new Parser().setLanguage(this.language);
    return this.parser;
  }

  /** A trap inside WebAssembly leaves the parser in an unknown state: it is not used again, others are not touched. */
  private guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (!isTrap(cause)) throw cause;
      if (this.parser) RETIRED.push(this.parser);
      this.parser = undefined;
      throw new SyntaxUnavailable(t('the {0} grammar failed on this text', this.id), { cause });
    }
  }
}

/**
 * Parsers that trapped. web-tree-sitter frees a parser when it is garbage, and to free one of these traps once more,
 * where nobody can catch it. A few kilobytes for each text that nests 250 levels of YAML or the like.
 */
const RETIRED: Parser[] = [];

/** Memory is full or was left, or (the TypeError) an assertion of a scanner failed: they call a function that is not there. */
function isTrap(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'RuntimeError' || (error.name === 'TypeError' && error.message === 'resolved is not a function')
  );
}

/** The grammars of a directory, loaded on first use. */
export class Grammars {
  private readonly loaded = new Map<string, Promise<Grammar>>();

  constructor(private readonly files: GrammarFiles) {}

  /** Throws `SyntaxUnavailable` where a file is missing or does not fit this runtime. */
  load(id: string): Promise<Grammar> {
    const known = this.loaded.get(id);
    if (known) return known;
    const loading = this.open(id).catch((cause: unknown) => {
      this.loaded.delete(id);
      throw new SyntaxUnavailable(t('the {0} grammar could not be loaded', id), { cause });
    });
    this.loaded.set(id, loading);
    return loading;
  }

  close(): void {
    for (const loading of this.loaded.values()) {
      loading.then(
        (grammar) => grammar.close(),
        () => undefined, // its caller has been told
      );
    }
    this.loaded.clear();
  }

  private async open(id: string): Promise<Grammar> {
    const [wasm, tags, references] = await Promise.all([
      readFile(this.file(id, 'grammar.wasm')),
      this.query(id, 'tags.scm'),
      this.query(id, 'references.scm'),
    ]);
    await startRuntime(this.files.runtimeWasm);
    const language = await Language.load(wasm);
    return new Grammar(id, language, { tags, references });
  }

  /**
   * The query of a language; a first line `; inherits: <id>` puts the query of another one before it, without what stands
   * there below a line `; own: …`.
   */
  private async query(id: string, name: QueryFile, depth = 0): Promise<string> {
    if (depth > MAX_INHERITANCE) throw new Error(`${name} of ${id} inherits too deeply`);
    const own = await this.read(id, name);
    const base = /^; inherits: (\S+)/.exec(own)?.[1];
    if (base === undefined) return own;
    const inherited = await this.query(base, name, depth + 1);
    return `${inherited.replace(/^; own:.*/ms, '')}\n${own}`;
  }

  /** Data formats have no references, and so no file of them. */
  private async read(id: string, name: QueryFile): Promise<string> {
    try {
      return await readFile(this.file(id, name), 'utf8');
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (name === 'references.scm' && isMissing) return '';
      throw error;
    }
  }

  private file(id: string, name: string): string {
    return join(this.files.grammarsDirectory, id, name);
  }
}
