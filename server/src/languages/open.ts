// The front door of the syntax layer: which language is this, and what is in this text.

import { t } from '@vscode/l10n';
import type { Source, Structure } from '../model/source.js';
import { readErrors } from './errors.js';
import { type GrammarFiles, Grammars } from './grammar.js';
import { type Language, type Languages, type ParseCheck, SyntaxUnavailable } from './languages.js';
import { checkParts, type PartReader, structureOfParts } from './parts.js';
import { identifyLanguage, type LanguageRow, languageRow } from './registry.js';
import { structureOf } from './structure.js';
import { readTags } from './tags.js';

export interface LanguagesOptions extends GrammarFiles {
  /** Longest time one parse of a text may hold the thread; `parseTimeLimitMs` where it is not given. */
  readonly timeLimitMs?: (text: string) => number;
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
  private readonly timeLimitMs: (text: string) => number;

  constructor({ timeLimitMs = parseTimeLimitMs, ...files }: LanguagesOptions) {
    this.grammars = new Grammars(files);
    this.timeLimitMs = timeLimitMs;
  }

  identify({ languageId, path }: Pick<Source, 'languageId' | 'path'>): Language | undefined {
    return identifyLanguage(languageId, path);
  }

  async structure(text: string, language: Language, signal?: AbortSignal): Promise<Structure> {
    const row = rowFor(text, language.id);
    if (row.isComponent) return structureOfParts(text, row.id, this.partReader(signal));
    const grammar = await this.grammars.load(row.id);
    return grammar.parse(text, { timeMs: this.timeLimitMs(text), signal }, (tree, stopper) => {
      const errors = readErrors(tree, stopper);
      return structureOf(text, row, readTags(tree, grammar, text, stopper), errors);
    });
  }

  async check(text: string, language: Language, signal?: AbortSignal): Promise<ParseCheck> {
    const row = rowFor(text, language.id);
    if (row.isComponent) return checkParts(text, row.id, this.partReader(signal));
    const grammar = await this.grammars.load(row.id);
    const limits = { timeMs: this.timeLimitMs(text), signal };
    const errors = grammar.parse(text, limits, readErrors);
    return { errors };
  }

  private partReader(signal: AbortSignal | undefined): PartReader {
    return {
      structure: (text, languageId) => this.structure(text, rowFor(text, languageId), signal),
      check: (text, languageId) => this.check(text, rowFor(text, languageId), signal),
    };
  }

  close(): void {
    this.grammars.close();
  }
}

function rowFor(text: string, id: string): LanguageRow {
  const row = languageRow(id);
  if (!row) throw new SyntaxUnavailable(t('there is no grammar for {0}', id));
  const refusal = row.refuses?.(text);
  if (refusal !== undefined) throw new SyntaxUnavailable(refusal);
  return row;
}
