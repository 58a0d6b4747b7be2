// The front door of the syntax layer: which language is this, and what is in this text.

import { t } from '@vscode/l10n';
import type { Source, Structure, Syntax } from '../model/source.js';
import { readErrors } from './errors.js';
import { type Grammar, type GrammarFiles, Grammars } from './grammar.js';
import { type Language, type Languages, type ParseCheck, type SyntaxOptions, SyntaxUnavailable } from './languages.js';
import { KeptTrees } from './keptTrees.js';
import { checkParts, type PartReader, structureOfParts, syntaxOfParts } from './parts.js';
import { namesOf } from './references.js';
import { LANGUAGES, type LanguageRow, type Registry, registryOf } from './registry.js';
import { structureOf } from './structure.js';
import { readTags } from './tags.js';
import type { Stopper } from './stopper.js';
import type { Tree } from 'web-tree-sitter';

export interface LanguagesOptions extends GrammarFiles {
  /** Longest time one parse of a text may hold the thread; `parseTimeLimitMs` where it is not given. */
  readonly timeLimitMs?: (text: string) => number;
  /** The languages it knows; those of `registry.ts` where they are not given. */
  readonly rows?: readonly LanguageRow[];
}

/**
 * Source parses at 3,000–8,000 characters a millisecond; a text that takes six times as long (100,000 open brackets)
 * is none. Two seconds more for a machine that is busy, ten at the most because nothing else is answered meanwhile.
 */
export function parseTimeLimitMs(text: string): number {
  return Math.min(10_000, 2_000 + text.length / 500);
}

/** Cheap: grammars are loaded when they are first needed. */
export function openLanguages(options: LanguagesOptions): Languages {
  return new OpenLanguages(options);
}

class OpenLanguages implements Languages {
  private readonly grammars: Grammars;
  private readonly trees = new KeptTrees();
  private readonly registry: Registry;
  private readonly timeLimitMs: (text: string) => number;

  constructor({ timeLimitMs = parseTimeLimitMs, rows = LANGUAGES, ...files }: LanguagesOptions) {
    this.grammars = new Grammars(files);
    this.registry = registryOf(rows);
    this.timeLimitMs = timeLimitMs;
  }

  identify({ languageId, path }: Pick<Source, 'languageId' | 'path'>): Language | undefined {
    return this.registry.identify(languageId, path);
  }

  async structure(text: string, language: Language, signal?: AbortSignal): Promise<Structure> {
    const row = this.rowFor(text, language.id);
    if (row.isComponent) return structureOfParts(text, row.id, this.partReader(signal));
    const grammar = await this.grammars.load(row.id);
    return grammar.parse(text, { timeMs: this.timeLimitMs(text), signal }, (tree, stopper) => {
      const errors = readErrors(tree, stopper);
      return structureOf(
        text,
        row,
        readTags(grammar.tagMatches(tree, text, stopper), text, grammar.marksLiterals),
        errors,
      );
    });
  }

  async syntax(text: string, language: Language, { document, signal }: SyntaxOptions = {}): Promise<Syntax> {
    const row = this.rowFor(text, language.id);
    if (row.isComponent) {
      return syntaxOfParts(text, row.id, {
        ...this.partReader(signal),
        structure: (part, id) => this.syntax(part, this.rowFor(part, id), { ...(signal && { signal }) }),
      });
    }
    const grammar = await this.grammars.load(row.id);
    const limits = { timeMs: this.timeLimitMs(text), signal };
    const read = (tree: Tree, stopper: Stopper) => syntaxOf(text, row, grammar, tree, stopper);
    if (document === undefined) return grammar.parse(text, limits, read);
    return this.trees.parse(document, text, grammar, limits, read);
  }

  forget(document: string): void {
    this.trees.forget(document);
  }

  async check(text: string, language: Language, signal?: AbortSignal): Promise<ParseCheck> {
    const row = this.rowFor(text, language.id);
    if (row.isComponent) return checkParts(text, row.id, this.partReader(signal));
    const grammar = await this.grammars.load(row.id);
    const limits = { timeMs: this.timeLimitMs(text), signal };
    const errors = grammar.parse(text, limits, readErrors);
    return { errors };
  }

  private rowFor(text: string, id: string): LanguageRow {
    const row = this.registry.row(id);
    if (!row) throw new SyntaxUnavailable(t('there is no grammar for {0}', id));
    const refusal = row.refuses?.(text);
    if (refusal !== undefined) throw new SyntaxUnavailable(refusal);
    return row;
  }

  private partReader(signal: AbortSignal | undefined): PartReader {
    return {
      structure: (text, languageId) => this.structure(text, this.rowFor(text, languageId), signal),
      check: (text, languageId) => this.check(text, this.rowFor(text, languageId), signal),
    };
  }

  close(): void {
    this.trees.clear();
    this.grammars.close();
  }
}

function syntaxOf(text: string, row: LanguageRow, grammar: Grammar, tree: Tree, stopper: Stopper): Syntax {
  const errors = readErrors(tree, stopper);
  const matches = grammar.allMatches(tree, text, stopper);
  const structure = structureOf(text, row, readTags(matches.tags, text, grammar.marksLiterals), errors);
  return { ...structure, ...namesOf(matches.names, text, structure, row) };
}
