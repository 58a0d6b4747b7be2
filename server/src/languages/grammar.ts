// Loads grammars, each once and only when it is asked for, and parses within limits. What a tree means is said in
// `tags.ts`.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { Language, Parser, type QueryMatch, type Tree } from 'web-tree-sitter';
import { SyntaxUnavailable } from './languages.js';
import { openTagQueries, type TagQueries, tagMatches } from './query.js';
import { startRuntime } from './runtime.js';
import { type Limits, Stopper } from './stopper.js';

export interface GrammarFiles {
  /** Holds `<id>/grammar.wasm` and `<id>/tags.scm`. */
  readonly grammarsDirectory: string;
  /** Path of `web-tree-sitter.wasm`. */
  readonly runtimeWasm: string;
}

/** Levels of `; inherits:`; two are in use (tsx, typescript, javascript). */
const MAX_INHERITANCE = 4;

export class Grammar {
  private parser: Parser | undefined;

  constructor(
    readonly id: string,
    private readonly language: Language,
    private readonly tags: TagQueries,
  ) {}

  /** Parses `text`, hands the tree to `read` and frees it. Throws `SyntaxUnavailable` where a limit cuts it short. */
  parse<T>(text: string, limits: Limits, read: (tree: Tree, stopper: Stopper) => T): T {
    const stopper = new Stopper(this.id, limits);
    const tree = this.guard(() => this.parserOf().parse(text, null, { progressCallback: stopper.tick }));
    if (!tree) {
      this.parserOf().reset();
      throw stopper.reason();
    }
    try {
      return this.guard(() => read(tree, stopper));
    } finally {
      tree.delete();
    }
  }

  /** What `tags.scm` captures. */
  tagMatches(tree: Tree, stopper: Stopper): QueryMatch[] {
    const matches = tagMatches(this.tags, tree, stopper.tick);
    stopper.throwIfStopped();
    return matches;
  }

  /** Whether `tags.scm` captures the strings that span lines. */
  get marksLiterals(): boolean {
    return this.tags.captureNames.has('literal');
  }

  close(): void {
    this.parser?.delete();
    this.parser = undefined;
    this.tags.close();
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
    const [wasm, tags] = await Promise.all([readFile(this.file(id, 'grammar.wasm')), this.tags(id)]);
    await startRuntime(this.files.runtimeWasm);
    const language = await Language.load(wasm);
    return new Grammar(id, language, openTagQueries(language, tags));
  }

  /** The query of a language; a first line `; inherits: <id>` puts the query of another one before it. */
  private async tags(id: string, depth = 0): Promise<string> {
    if (depth > MAX_INHERITANCE) throw new Error(`tags.scm of ${id} inherits too deeply`);
    const own = await readFile(this.file(id, 'tags.scm'), 'utf8');
    const base = /^; inherits: (\S+)/.exec(own)?.[1];
    return base === undefined ? own : `${await this.tags(base, depth + 1)}\n${own}`;
  }

  private file(id: string, name: string): string {
    return join(this.files.grammarsDirectory, id, name);
  }
}
