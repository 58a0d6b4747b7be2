// Why a tag of ctags is not among Pith's declarations although Pith misses nothing: ctags is mistaken, or both see it and
// Pith lists it elsewhere. A rule says so from the source alone, has a name, and what it takes is counted and listed.

import type { Structure } from '../../../server/src/model/source.js';
import type { CtagsTag } from './ctags.js';
import { declaredIn } from './typescriptJudge.js';

export interface TagInFile {
  readonly tag: CtagsTag;
  readonly language: string;
  readonly text: string;
  /** The line of the tag, and the one before. */
  readonly line: string;
  readonly before: string;
  readonly structure: Structure;
  /** Offsets of the tag's line. */
  readonly start: number;
  readonly end: number;
  /** Names that any file of the tree defines as macros. */
  readonly macros: ReadonlySet<string>;
}

export interface Rule {
  readonly name: string;
  /** `wrong`: there is no definition; `apart`: Pith has it as something else, on purpose. */
  readonly verdict: 'wrong' | 'apart';
  readonly languages?: readonly string[];
  readonly holds: (found: TagInFile) => boolean;
}

const C = ['c', 'cpp'];
const SCRIPTS = ['typescript', 'javascript'];

export const RULES: readonly Rule[] = [
  {
    name: 'has no name, so that ctags made one',
    verdict: 'wrong',
    holds: ({ tag }) => /^(?:__anon|AnonymousFunction|AnonymousClass)[0-9a-f]/.test(tag.name),
  },
  {
    // Where the file has a syntax error, what Pith takes for a text may be none.
    name: 'is in a comment or a text',
    verdict: 'wrong',
    holds: ({ structure, start, end, tag, text }) =>
      structure.errors.length === 0 &&
      [...structure.comments, ...(structure.literals ?? [])].some(
        (span) => span.start < end && span.end > start && text.slice(span.start, span.end).includes(tag.name),
      ),
  },
  {
    name: 'is no declaration to the TypeScript compiler, or a local one',
    verdict: 'wrong',
    languages: SCRIPTS,
    holds: ({ tag, text, language }) => declaredIn(text, language).get(tag.line)?.has(tag.name) !== true,
  },
  {
    name: "is a type behind 'static",
    verdict: 'wrong',
    languages: ['rust'],
    holds: ({ tag, line }) =>
      tag.kind === 'variable' &&
      line.includes(`'static ${tag.name}`) &&
      !/\bstatic [A-Z]/.test(line.replace(/'static/g, '')),
  },
  {
    name: '`mod a;` is an import',
    verdict: 'apart',
    languages: ['rust'],
    holds: ({ tag, line }) => tag.kind === 'module' && new RegExp(`\\bmod ${tag.name}\\s*;`).test(line),
  },
  {
    name: 'is the default value of an annotation',
    verdict: 'wrong',
    languages: ['java'],
    holds: ({ line, before }) => /\bdefault\b/.test(before + line),
  },
  {
    name: 'is a lambda in a local variable',
    verdict: 'apart',
    languages: ['python'],
    holds: ({ tag, line }) => /^\s/.test(line) && new RegExp(`^\\s+${tag.name}\\s*=\\s*(?:\\\\|lambda\\b)`).test(line),
  },
  {
    name: 'is the call of a macro',
    verdict: 'wrong',
    languages: C,
    holds: ({ tag, macros, line }) =>
      tag.kind === 'function' &&
      macros.has(tag.name) &&
      new RegExp(`^\\s*(?:(?:static|inline|extern)\\s+)*${tag.name}\\s*\\(`).test(line),
  },
  {
    name: 'is an argument of a macro',
    verdict: 'wrong',
    languages: C,
    holds: ({ tag, line }) =>
      tag.kind === 'variable' && new RegExp(`\\b[A-Z][A-Z0-9_]+\\s*\\([^()]*\\b${tag.name}\\b`).test(line),
  },
  {
    name: 'is a variable of an enum, struct or union',
    verdict: 'wrong',
    languages: C,
    holds: ({ tag, line }) =>
      /^(?:enum|struct|union|class)$/.test(tag.kind) &&
      !new RegExp(`\\b${tag.kind}\\b[^={;]*\\b${tag.name}\\b\\s*(?:[:{<]|$|final\\b|/[/*])`).test(line),
  },
  {
    name: 'is a macro without parameters inside a function',
    verdict: 'apart',
    languages: C,
    holds: ({ tag, structure, start, line }) =>
      tag.kind === 'macro' &&
      !line.includes(`${tag.name}(`) &&
      structure.declarations.some(
        ({ kind, span }) => /function|method/.test(kind) && span.start < start && span.end > start,
      ),
  },
  {
    name: 'is a constraint of a type parameter, or inside a scope that ctags made of one',
    verdict: 'wrong',
    languages: ['c-sharp'],
    holds: ({ tag, line, text }) => {
      const scope = tag.scope.replace(/^.*\./, '');
      const isConstraint = scope !== '' && new RegExp(`\\bwhere \\w+ ?:.*\\b${scope}\\b`).test(text);
      return /\bwhere \w+ ?:/.test(line) || scope.startsWith('__anon') || isConstraint;
    },
  },
  {
    name: '`using A = B` is an import',
    verdict: 'apart',
    languages: ['c-sharp'],
    holds: ({ tag, line }) => tag.kind === 'typedef' && /^\s*using\b/.test(line),
  },
  {
    name: 'is no `function name` and no `name = function`',
    verdict: 'wrong',
    languages: ['lua'],
    holds: ({ tag, line }) =>
      !new RegExp(`\\bfunction\\s+${escaped(tag.name)}\\s*\\(|${escaped(tag.name)}["'\\]]*\\s*=\\s*function\\b`).test(
        line,
      ),
  },
  {
    name: 'is an array',
    verdict: 'wrong',
    languages: ['bash'],
    holds: ({ tag }) => tag.name.endsWith('='),
  },
];

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The first rule that holds. */
export const ruleFor = (found: TagInFile): Rule | undefined =>
  RULES.find(({ languages, holds }) => (languages?.includes(found.language) ?? true) && holds(found));
