// The languages Pith reads, one row each: how files are recognised, how comments are written, and the two facts about
// a language that its grammar does not say (who can see a name, whether a preprocessor cuts through the syntax).

import type { CommentStyle, Language } from './languages.js';
import { tooDeepForYaml } from './yamlDepth.js';

/**
 * What makes a declaration visible outside its file.
 * `marked`: a keyword captured as `@export` (Rust's `pub`, Java's `public`, JavaScript's `export`);
 * `unmarked`: everything that no keyword hides (C's `static`, Kotlin's `private`);
 * `capital`: names in upper case (Go); `underscore`: names that do not begin with `_` (Python).
 * Members of a class are as visible as the class unless they are hidden; what a function declares is not.
 */
export type Visibility = 'marked' | 'unmarked' | 'capital' | 'underscore';

export interface LanguageRow extends Language {
  readonly visibility: Visibility;
  /** Members need their own mark: `pub fn` in an `impl`, `public` in a Java class. */
  readonly membersAreMarked?: true;
  /** A member is used by its name alone, without `this.` before it. */
  readonly bareMembers?: true;
  /** `#if` … `#endif` may cut through the syntax; a body that holds one without the other is not cut. */
  readonly preprocessor?: true;
  /** Nodes end where the next one begins, see `trailing.ts`. */
  readonly endsLate?: true;
  /** Why a text must not be handed to the grammar, or undefined. */
  readonly refuses?: (text: string) => string | undefined;
  /** Read through its parts, without a grammar of its own. */
  readonly isComponent?: true;
}

const SLASHES: CommentStyle = { line: '//', block: ['/*', '*/'] };
const HASH: CommentStyle = { line: '#' };
const MARKUP: CommentStyle = { block: ['<!--', '-->'] };

export const LANGUAGES: readonly LanguageRow[] = [
  {
    id: 'typescript',
    name: 'TypeScript',
    languageIds: ['typescript'],
    extensions: ['.ts', '.mts', '.cts'],
    comment: SLASHES,
    visibility: 'marked',
  },
  {
    id: 'tsx',
    name: 'TSX',
    languageIds: ['typescriptreact'],
    extensions: ['.tsx'],
    comment: SLASHES,
    visibility: 'marked',
  },
  {
    id: 'javascript',
    name: 'JavaScript',
    languageIds: ['javascript', 'javascriptreact'],
    extensions: ['.js', '.mjs', '.cjs', '.jsx'],
    comment: SLASHES,
    visibility: 'marked',
  },
  {
    id: 'python',
    name: 'Python',
    languageIds: ['python'],
    extensions: ['.py', '.pyi', '.pyw'],
    comment: HASH,
    visibility: 'underscore',
  },
  { id: 'go', name: 'Go', languageIds: ['go'], extensions: ['.go'], comment: SLASHES, visibility: 'capital' },
  {
    id: 'rust',
    name: 'Rust',
    languageIds: ['rust'],
    extensions: ['.rs'],
    comment: SLASHES,
    visibility: 'marked',
    membersAreMarked: true,
  },
  {
    id: 'java',
    bareMembers: true,
    name: 'Java',
    languageIds: ['java'],
    extensions: ['.java'],
    comment: SLASHES,
    visibility: 'marked',
    membersAreMarked: true,
  },
  {
    id: 'c',
    name: 'C',
    languageIds: ['c'],
    extensions: ['.c'],
    comment: SLASHES,
    visibility: 'unmarked',
    preprocessor: true,
  },
  {
    // Headers are read as C++: its grammar accepts what C headers hold, the other way round it does not.
    id: 'cpp',
    bareMembers: true,
    name: 'C++',
    languageIds: ['cpp', 'cuda-cpp'],
    extensions: ['.cpp', '.cc', '.cxx', '.h', '.hpp', '.hh', '.hxx', '.ipp', '.inl'],
    comment: SLASHES,
    visibility: 'unmarked',
    preprocessor: true,
  },
  {
    id: 'c-sharp',
    bareMembers: true,
    name: 'C#',
    languageIds: ['csharp'],
    extensions: ['.cs', '.csx'],
    comment: SLASHES,
    visibility: 'marked',
    membersAreMarked: true,
    preprocessor: true,
  },
  {
    id: 'ruby',
    bareMembers: true,
    name: 'Ruby',
    languageIds: ['ruby'],
    extensions: ['.rb', '.rake', '.gemspec', 'rakefile', 'gemfile'],
    comment: HASH,
    visibility: 'unmarked',
  },
  {
    id: 'php',
    name: 'PHP',
    languageIds: ['php'],
    extensions: ['.php', '.phtml'],
    comment: SLASHES,
    visibility: 'unmarked',
  },
  {
    id: 'kotlin',
    bareMembers: true,
    name: 'Kotlin',
    languageIds: ['kotlin', 'kotlinscript'],
    extensions: ['.kt', '.kts'],
    comment: SLASHES,
    visibility: 'unmarked',
  },
  {
    id: 'scala',
    bareMembers: true,
    name: 'Scala',
    languageIds: ['scala', 'sbt'],
    extensions: ['.scala', '.sc', '.sbt'],
    comment: SLASHES,
    visibility: 'unmarked',
    endsLate: true,
  },
  {
    id: 'lua',
    name: 'Lua',
    languageIds: ['lua'],
    extensions: ['.lua'],
    comment: { line: '--', block: ['--[[', ']]'] },
    visibility: 'unmarked',
  },
  {
    id: 'bash',
    name: 'Bash',
    languageIds: ['shellscript'],
    extensions: ['.sh', '.bash', '.bashrc', '.bash_profile', '.profile'],
    comment: HASH,
    visibility: 'unmarked',
  },
  {
    id: 'json',
    name: 'JSON',
    languageIds: ['json', 'jsonc', 'jsonl'],
    extensions: ['.json', '.jsonc', '.jsonl', '.webmanifest', '.code-workspace'],
    visibility: 'unmarked',
  },
  {
    id: 'yaml',
    name: 'YAML',
    languageIds: ['yaml', 'dockercompose', 'github-actions-workflow'],
    extensions: ['.yaml', '.yml'],
    comment: HASH,
    visibility: 'unmarked',
    refuses: tooDeepForYaml,
  },
  {
    id: 'html',
    name: 'HTML',
    languageIds: ['html'],
    extensions: ['.html', '.htm', '.xhtml'],
    comment: MARKUP,
    visibility: 'unmarked',
  },
  {
    // Not less and scss: their nesting and variables are errors to this grammar.
    id: 'css',
    name: 'CSS',
    languageIds: ['css'],
    extensions: ['.css'],
    comment: { block: ['/*', '*/'] },
    visibility: 'unmarked',
  },
];

/** Files whose scripts and styles are read, while their markup stays as it is (`parts.ts`); they have no grammar. */
const COMPONENTS: readonly LanguageRow[] = [
  {
    id: 'vue',
    name: 'Vue',
    languageIds: ['vue'],
    extensions: ['.vue'],
    comment: MARKUP,
    visibility: 'marked',
    isComponent: true,
  },
  {
    id: 'svelte',
    name: 'Svelte',
    languageIds: ['svelte'],
    extensions: ['.svelte'],
    comment: MARKUP,
    visibility: 'marked',
    isComponent: true,
  },
];

const BY_LANGUAGE_ID = indexBy((row) => [row.id, ...row.languageIds]);
const BY_EXTENSION = indexBy((row) => row.extensions);

/** The row of a grammar id. */
export function languageRow(id: string): LanguageRow | undefined {
  return BY_LANGUAGE_ID.get(id);
}

/**
 * The language of a document: its language id decides; where that is absent or says nothing (`plaintext`), the file
 * name does. A language id that names something else (`markdown`) is believed.
 */
export function identifyLanguage(languageId: string | undefined, path: string | undefined): LanguageRow | undefined {
  if (languageId !== undefined && languageId !== 'plaintext') return BY_LANGUAGE_ID.get(languageId);
  const name = (path ?? '').replace(/^.*[\\/]/s, '').toLowerCase();
  const dot = name.lastIndexOf('.');
  return BY_EXTENSION.get(name) ?? (dot === -1 ? undefined : BY_EXTENSION.get(name.slice(dot)));
}

function indexBy(keys: (row: LanguageRow) => readonly string[]): ReadonlyMap<string, LanguageRow> {
  return new Map([...LANGUAGES, ...COMPONENTS].flatMap((row) => keys(row).map((key) => [key, row] as const)));
}
