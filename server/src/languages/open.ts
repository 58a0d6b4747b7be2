// The front door of the syntax layer: which language is this, and what is in this text.

import type { Span } from '../model/block.js';
import type { Source, Structure } from '../model/source.js';
import { type GrammarFiles, Grammars } from './grammar.js';
import { type Language, type Languages, type ParseCheck, SyntaxUnavailable } from './languages.js';
import { identifyLanguage, languageRow } from './registry.js';
import { structureOf } from './structure.js';
import { readErrors, readTags } from './tags.js';

export interface LanguagesOptions extends GrammarFiles {
  /** Longest time one parse may hold the thread. */
  readonly timeLimitMs?: number;
}

/** Files parse at 5–8 MB/s: what takes longer than this is no source file anybody reads. */
export const PARSE_TIME_LIMIT_MS = 10_000;

/** Cheap: grammars are loaded when they are first needed. */
export function openLanguages(options: LanguagesOptions): Languages {
  return new OpenLanguages(options);
}

class OpenLanguages implements Languages {
  private readonly grammars: Grammars;
  private readonly timeMs: number;

  constructor({ timeLimitMs = PARSE_TIME_LIMIT_MS, ...files }: LanguagesOptions) {
    this.grammars = new Grammars(files);
    this.timeMs = timeLimitMs;
  }

  identify({ languageId, path }: Pick<Source, 'languageId' | 'path'>): Language | undefined {
    return identifyLanguage(languageId, path);
  }

  async structure(text: string, language: Language, signal?: AbortSignal): Promise<Structure> {
    const row = languageRow(language.id);
    if (!row) throw new SyntaxUnavailable(`there is no grammar for ${language.id}`);
    const grammar = await this.grammars.load(row.id);
    return grammar.parse(text, { timeMs: this.timeMs, signal }, (tree, stopper) => {
      const errors = readErrors(tree, grammar, stopper);
      return structureOf(text, row, readTags(tree, grammar, text, stopper), errors);
    });
  }

  async check(text: string, language: Language, signal?: AbortSignal): Promise<ParseCheck> {
    const grammar = await this.grammars.load(language.id);
    const limits = { timeMs: this.timeMs, signal };
    const errors: Span[] = grammar.parse(text, limits, (tree, stopper) => readErrors(tree, grammar, stopper));
    return { errors };
  }

  close(): void {
    this.grammars.close();
  }
}
