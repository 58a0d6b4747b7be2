// What is in this source text? The contract of the syntax layer: plain structure out, no trees, no grammar types.

import type { Span } from '../model/block.js';
import type { Source, Structure, Syntax } from '../model/source.js';

/** How a language writes comments; `block` is preferred where `line` is absent. */
export interface CommentStyle {
  readonly line?: string;
  readonly block?: readonly [open: string, close: string];
}

export interface Language {
  /** Name of the folder in `grammars/`. */
  readonly id: string;
  readonly name: string;
  readonly languageIds: readonly string[];
  /** With the dot, lower case; whole file names (`makefile`) without. */
  readonly extensions: readonly string[];
  /** Absent for JSON, which has no comments. */
  readonly comment?: CommentStyle;
  /**
   * What of prose is code to the grammar: `lines` where any line is a command or a value, `words` where two words in a
   * row are an expression. Absent where a syntax error tells prose from code.
   */
  readonly parsesProse?: 'lines' | 'words';
  /** What a text must open with to be read as code. */
  readonly opening?: string;
}

/** Result of a check of an edited text against its original. */
export interface ParseCheck {
  /** Error and missing nodes of the text. */
  readonly errors: readonly Span[];
}

export interface SyntaxOptions {
  readonly document?: string;
  readonly signal?: AbortSignal;
}

export interface Languages {
  /** The language of a source: its languageId first, then its file name; undefined where no grammar is known. */
  identify(source: Pick<Source, 'languageId' | 'path'>): Language | undefined;
  /**
   * Parses `text`. Throws a `SyntaxUnavailable` where the grammar cannot be loaded or the parse is cut short
   * (size limit, time limit, abort), so that the caller can fall back to text rules and say so.
   */
  structure(text: string, language: Language, signal?: AbortSignal): Promise<Structure>;
  /**
   * The structure with references and imports: what an index holds. Texts of one `document` (any name) are parsed from
   * the text before, so that an edit costs what it touches; `forget` ends that. Throws as `structure` does.
   */
  syntax(text: string, language: Language, options?: SyntaxOptions): Promise<Syntax>;
  forget(document: string): void;
  /** Parses `text` only to see whether it holds error nodes. Throws as `structure` does. */
  check(text: string, language: Language, signal?: AbortSignal): Promise<ParseCheck>;
  /** Frees parsers and trees. */
  close(): void;
}

export class SyntaxUnavailable extends Error {
  override readonly name = 'SyntaxUnavailable';
}
