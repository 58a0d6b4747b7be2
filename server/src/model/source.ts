// What compression reads: a text with its identity, and the syntactic structure of source code.
// Structure is plain data so that compressors never see a syntax tree.

import type { Span } from './block.js';

/** A document as it was when it was read. `id` names its exact bytes (see `base/hash.ts`). */
export interface Source {
  readonly id: string;
  readonly text: string;
  /** Shown to users and models: workspace-relative or as the user typed it. */
  readonly path?: string;
  /** VS Code's language id, or the name of a grammar; decides before content does. */
  readonly languageId?: string;
}

export type DeclarationKind =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'enum'
  | 'type'
  | 'module'
  | 'field'
  | 'constant'
  | 'section';

/** A declaration in source order. Children follow their parent. */
export interface Declaration {
  readonly kind: DeclarationKind;
  readonly name: string;
  /** The declaration with its decorators, without its doc comment. */
  readonly span: Span;
  /**
   * The part that a signature does without: the statements between (not including) the braces, or an
   * indented block as whole lines. Absent where the declaration has no body worth cutting.
   */
  readonly body?: Span;
  /** What takes the body's place where a comment alone would not parse, e.g. ` ...` for Python. */
  readonly filler?: string;
  /** Index of the enclosing declaration in the same list. */
  readonly parent?: number;
  readonly doc?: Span;
  readonly exported: boolean;
  /** True where a syntax error stands inside the span: such a declaration is never cut. */
  readonly hasError: boolean;
}

/** What the grammar says of a text. All spans are in UTF-16 code units of the text given. */
export interface Structure {
  readonly languageId: string;
  readonly declarations: readonly Declaration[];
  /** Every comment, in source order; consecutive line comments are one entry each. */
  readonly comments: readonly Span[];
  /** Import, include and use statements at the top level. */
  readonly imports: readonly Span[];
  /** Top-level code that is neither declaration, import nor comment; one span per statement. */
  readonly statements: readonly Span[];
  /** Error and missing nodes. */
  readonly errors: readonly Span[];
  /**
   * Strings, templates and heredocs that span lines: their white space is content (captured as `@literal`).
   * In source order. Absent where the grammar does not mark them: white space is then left alone.
   */
  readonly literals?: readonly Span[];
}
