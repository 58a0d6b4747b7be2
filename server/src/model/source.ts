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
  /** Where the name stands; absent where the source does not write it (`static { … }`, a default export). */
  readonly nameStart?: number;
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

/**
 * How a name is used. `call` covers macros and decorators, `new` what makes an instance; `value` is any other use of a
 * name that the file imports or declares.
 */
export type ReferenceKind = 'call' | 'new' | 'type' | 'extends' | 'implements' | 'value';

/** A use of a name that is declared elsewhere, perhaps in another file. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly name: string;
  /** The name alone, without what stands before it. */
  readonly span: Span;
  /** What stands before the name and a dot, as written: `this`, `fs`, `a.b`; `?` where it is an expression. */
  readonly receiver?: string;
  /** Type of the receiver, where the syntax tells: `const a: Upload = …`, `a = new Upload()`. */
  readonly receiverType?: string;
}

/** A name that a statement brings into the file, or hands on. */
export interface ImportBinding {
  /** The module as written, without quotes: `./upload.js`, `os.path`, `crate::io`, `<stdio.h>`. */
  readonly from: string;
  /** Its name in that module; `*` for the module itself or everything in it, `default` for its default export. */
  readonly name: string;
  /** Its name in this file; absent where none is bound (side effects, wildcards). */
  readonly local?: string;
  /** `export … from`: the name is handed on under `local`, and not visible in this file. */
  readonly isReexport?: true;
  /** Where the statement stands. */
  readonly start: number;
}

/** What a source text says of names: `Structure`, and all that connects it with other files. */
export interface Syntax extends Structure {
  /** In source order, one for a place. */
  readonly references: readonly Reference[];
  readonly bindings: readonly ImportBinding[];
}
