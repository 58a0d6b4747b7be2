// The languages Pith reads, one row each: how files are recognised, how comments are written, and the two facts about
// a language that its grammar does not say (who can see a name, whether a preprocessor cuts through the syntax).

import type { CommentStyle, Language } from './languages.js';
import type { NameHabits } from './nameHabits.js';
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
  /** What means the same everywhere and is written like any other name, unless the file declares or imports it. */
  readonly builtins?: ReadonlySet<string>;
  /** `#if` … `#endif` may cut through the syntax; a body that holds one without the other is not cut. */
  readonly preprocessor?: true;
  /** Nodes end where the next one begins, see `trailing.ts`. */
  readonly endsLate?: true;
  /** What ends statements and declarations where that is no part of their nodes. */
  readonly terminator?: string;
  /** Why a text must not be handed to the grammar, or undefined. */
  readonly refuses?: (text: string) => string | undefined;
  /** Read through its parts, without a grammar of its own. */
  readonly isComponent?: true;
  /** How its files name each other, where that is not as `nameHabits.ts` takes it to be. */
  readonly names?: Partial<NameHabits>;
}

const SLASHES: CommentStyle = { line: '//', block: ['/*', '*/'] };
const HASH: CommentStyle = { line: '#' };
const MARKUP: CommentStyle = { block: ['<!--', '-->'] };

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const SCRIPT: Partial<NameHabits> = { family: 'script', modules: 'relative', sees: 'nothing', index: ['index'] };
const JVM: Partial<NameHabits> = {
  family: 'jvm',
  modules: 'names',
  sees: 'namespace',
  separator: '.',
  sourceRoot: /^(?:.*\/)?src\/[^/]+\/(?:java|kotlin|scala)\/|^(?:.*\/)?(?:src|tests?)\//,
};
const C: Partial<NameHabits> = { family: 'c', hasPrototypes: true, joins: ['::'] };

export const LANGUAGES: readonly LanguageRow[] = [
  {
    id: 'typescript',
    name: 'TypeScript',
    languageIds: ['typescript'],
    extensions: ['.ts', '.mts', '.cts'],
    comment: SLASHES,
    visibility: 'marked',
    names: SCRIPT,
  },
  {
    id: 'tsx',
    name: 'TSX',
    languageIds: ['typescriptreact'],
    extensions: ['.tsx'],
    comment: SLASHES,
    visibility: 'marked',
    names: SCRIPT,
  },
  {
    id: 'javascript',
    name: 'JavaScript',
    languageIds: ['javascript', 'javascriptreact'],
    extensions: ['.js', '.mjs', '.cjs', '.jsx'],
    comment: SLASHES,
    visibility: 'marked',
    names: SCRIPT,
  },
  {
    id: 'python',
    name: 'Python',
    languageIds: ['python'],
    extensions: ['.py', '.pyi', '.pyw'],
    comment: HASH,
    visibility: 'underscore',
    builtins: words(`
      bool bytearray bytes complex dict float frozenset int list memoryview object set slice str tuple type
      abs all any ascii bin breakpoint callable chr classmethod compile delattr dir divmod enumerate eval exec filter
      format getattr globals hasattr hash help hex id input isinstance issubclass iter len locals map max min next oct
      open ord pow print property range repr reversed round setattr sorted staticmethod sum super vars zip __import__`),
    names: {
      modules: 'dotted',
      sees: 'nothing',
      separator: '.',
      index: ['__init__'],
      self: ['self', 'cls'],
    },
  },
  {
    id: 'go',
    name: 'Go',
    languageIds: ['go'],
    extensions: ['.go'],
    comment: SLASHES,
    visibility: 'capital',
    builtins: words(`
      any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint
      uint8 uint16 uint32 uint64 uintptr append cap clear close complex copy delete imag len make max min new panic
      print println real recover`),
    names: { modules: 'folders', sees: 'folder', methodOf: /^func \(\w*\s*\*?\s*(\w+)/ },
  },
  {
    id: 'rust',
    name: 'Rust',
    languageIds: ['rust'],
    extensions: ['.rs'],
    comment: SLASHES,
    visibility: 'marked',
    membersAreMarked: true,
    builtins: words(`
      Self Box Err None Ok Option Result Some String Vec assert assert_eq assert_ne cfg concat dbg debug_assert
      debug_assert_eq debug_assert_ne env eprint eprintln format include_bytes include_str matches panic print println
      stringify todo unimplemented unreachable vec write writeln`),
    names: {
      sees: 'nothing',
      separator: '::',
      index: ['mod', 'lib', 'main'],
      roots: ['lib', 'main'],
      anchors: ['crate', 'self', 'super'],
      self: ['self', 'Self'],
      addsTo: /^(?:unsafe )?impl\b/,
    },
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
    builtins: words(`
      var Boolean Byte Character Deprecated Double Float FunctionalInterface Integer Long Number Object Override
      SafeVarargs Short String SuppressWarnings Void`),
    names: JVM,
  },
  {
    id: 'c',
    name: 'C',
    languageIds: ['c'],
    extensions: ['.c'],
    comment: SLASHES,
    visibility: 'unmarked',
    preprocessor: true,
    names: C,
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
    builtins: words('const_cast dynamic_cast reinterpret_cast static_cast'),
    names: C,
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
    builtins: words('nameof'),
    preprocessor: true,
    names: {
      modules: 'names',
      sees: 'namespaces',
      separator: '.',
      self: ['this'],
      parent: ['base'],
      reopens: true,
    },
  },
  {
    id: 'ruby',
    bareMembers: true,
    name: 'Ruby',
    languageIds: ['ruby'],
    extensions: ['.rb', '.rake', '.gemspec', 'rakefile', 'gemfile'],
    comment: HASH,
    visibility: 'unmarked',
    builtins: words(`
      Array Class Float Hash Integer Module Object Proc String Struct Symbol abort alias_method at_exit attr_accessor
      attr_reader attr_writer autoload binding block_given? catch caller define_method exit extend fail format gets
      include lambda load loop module_function p pp prepend print printf private private_class_method private_constant
      proc protected public puts raise rand require require_relative sleep sprintf throw warn`),
    parsesProse: 'words',
    names: { self: ['self'], reopens: true },
  },
  {
    id: 'php',
    name: 'PHP',
    languageIds: ['php'],
    extensions: ['.php', '.phtml'],
    comment: SLASHES,
    visibility: 'unmarked',
    parsesProse: 'words',
    opening: '<?php\n',
    builtins: words(`
      static self array_filter array_key_exists array_keys array_map array_merge array_values count define explode
      function_exists implode in_array is_array is_null is_string json_decode json_encode max min sprintf str_replace
      strlen strpos substr trim usort`),
    names: {
      modules: 'names',
      sees: 'namespace',
      separator: '\\',
      self: ['$this', 'self', 'static'],
      parent: ['parent'],
    },
  },
  {
    id: 'kotlin',
    bareMembers: true,
    name: 'Kotlin',
    languageIds: ['kotlin', 'kotlinscript'],
    extensions: ['.kt', '.kts'],
    comment: SLASHES,
    visibility: 'unmarked',
    parsesProse: 'words',
    builtins: words(`
      Any Boolean Byte Char Double Float Int Long Nothing Short String Unit
      arrayOf check emptyList emptyMap error lazy listOf listOfNotNull mapOf mutableListOf mutableMapOf mutableSetOf print
      println require requireNotNull setOf`),
    names: {
      ...JVM,
      methodOf: /^[\w ]*\bfun (?:<.*?> )?(\w+)(?:<[^()]*>)?\??\.\w+\(/,
      companion: 'companion',
    },
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
    parsesProse: 'words',
    builtins: words(`
      Any AnyRef Boolean Byte Char Double Float Int Long Nothing Null Short String Unit
      assert identity print println require this`),
    names: { ...JVM, sees: 'namespaces', reopens: true },
  },
  {
    id: 'lua',
    name: 'Lua',
    languageIds: ['lua'],
    extensions: ['.lua'],
    comment: { line: '--', block: ['--[[', ']]'] },
    visibility: 'unmarked',
    builtins: words(`
      assert collectgarbage dofile error getmetatable ipairs load loadstring next pairs pcall print rawequal rawget rawlen
      rawset require select setmetatable tonumber tostring type unpack xpcall`),
    names: { separator: '.', index: ['init'], self: ['self'], joins: ['.', ':'], handsOnMembers: true },
  },
  {
    id: 'bash',
    name: 'Bash',
    languageIds: ['shellscript'],
    extensions: ['.sh', '.bash', '.bashrc', '.bash_profile', '.profile'],
    comment: HASH,
    visibility: 'unmarked',
    parsesProse: 'lines',
    builtins: words(`
      . : [ alias bg bind break builtin caller cd command compgen complete continue declare dirs disown echo enable eval
      exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read
      readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset
      wait
      BASH BASH_SOURCE BASH_VERSION FUNCNAME HOME IFS LINENO OLDPWD OPTARG OPTIND PATH PIPESTATUS PWD RANDOM REPLY SECONDS
      SHELL USER`),
  },
  {
    id: 'zig',
    name: 'Zig',
    languageIds: ['zig'],
    extensions: ['.zig'],
    comment: { line: '//' },
    visibility: 'marked',
    membersAreMarked: true,
    names: { sees: 'nothing' },
  },
  {
    id: 'elixir',
    name: 'Elixir',
    languageIds: ['elixir'],
    extensions: ['.ex', '.exs'],
    comment: HASH,
    visibility: 'unmarked',
    parsesProse: 'words',
    builtins: words(`
      alias case cond def defdelegate defexception defguard defguardp defimpl defmacro defmacrop defmodule defoverridable
      defp defprotocol defstruct for if import quote raise receive reraise require super throw try unless unquote
      unquote_splicing use with
      any atom binary boolean float integer keyword list map no_return non_neg_integer number pid pos_integer reference
      term timeout tuple
      apply div elem hd inspect is_atom is_binary is_function is_integer is_list is_map is_nil is_number is_struct
      is_tuple length map_size max min not put_in rem self send spawn struct struct! tl to_string`),
    names: { modules: 'names', sees: 'nothing', separator: '.', self: ['__MODULE__'] },
  },
  {
    id: 'sql',
    bareMembers: true,
    name: 'SQL',
    languageIds: ['sql', 'mysql', 'pgsql', 'plpgsql', 'postgres', 'sqlite'],
    extensions: ['.sql', '.ddl', '.pgsql'],
    comment: { line: '--', block: ['/*', '*/'] },
    visibility: 'unmarked',
    terminator: ';',
    builtins: words(`
      abs avg cast ceil coalesce concat count current_timestamp extract floor greatest least length lower max min now
      nullif replace round row_number substring sum trim upper NEW OLD`),
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
    parsesProse: 'lines',
  },
  {
    id: 'html',
    name: 'HTML',
    languageIds: ['html'],
    extensions: ['.html', '.htm', '.xhtml'],
    comment: MARKUP,
    visibility: 'unmarked',
    parsesProse: 'lines',
  },
  {
    // Not less and scss: their nesting and variables are errors to this grammar.
    id: 'css',
    name: 'CSS',
    languageIds: ['css'],
    extensions: ['.css'],
    comment: { block: ['/*', '*/'] },
    visibility: 'unmarked',
    parsesProse: 'lines',
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
    names: SCRIPT,
  },
  {
    id: 'svelte',
    name: 'Svelte',
    languageIds: ['svelte'],
    extensions: ['.svelte'],
    comment: MARKUP,
    visibility: 'marked',
    isComponent: true,
    names: SCRIPT,
  },
];

/** Finds the row of a language. */
export interface Registry {
  /** By the id of a grammar or of VS Code. */
  row(id: string): LanguageRow | undefined;
  /**
   * The language of a document: its language id decides; where that is absent or says nothing (`plaintext`), the file
   * name does. A language id that names something else (`markdown`) is believed.
   */
  identify(languageId: string | undefined, path: string | undefined): LanguageRow | undefined;
}

export function registryOf(languages: readonly LanguageRow[]): Registry {
  const rows = [...languages, ...COMPONENTS];
  const indexBy = (keys: (row: LanguageRow) => readonly string[]): ReadonlyMap<string, LanguageRow> =>
    new Map(rows.flatMap((row) => keys(row).map((key) => [key, row] as const)));
  const byLanguageId = indexBy((row) => [row.id, ...row.languageIds]);
  const byExtension = indexBy((row) => row.extensions);
  return {
    row: (id) => byLanguageId.get(id),
    identify: (languageId, path) => {
      if (languageId !== undefined && languageId !== 'plaintext') return byLanguageId.get(languageId);
      const name = (path ?? '').replace(/^.*[\\/]/s, '').toLowerCase();
      const dot = name.lastIndexOf('.');
      return byExtension.get(name) ?? (dot === -1 ? undefined : byExtension.get(name.slice(dot)));
    },
  };
}

const OURS = registryOf(LANGUAGES);

/** The row of a grammar id. */
export function languageRow(id: string): LanguageRow | undefined {
  return OURS.row(id);
}
