// Which packages the benchmark of compression reads, by language. Chosen for being written by hand, widely used,
// small to fetch and of different houses; the benchmark sets that Pith is judged by hold none of these projects.

/** Where files of a language are: a folder of an npm package that we install anyway, or a Debian source package. */
export type Place =
  | { readonly npm: string }
  | {
      readonly debian: string;
      /** The part of the package to read, where the rest is broken on purpose (tests of a compiler). */
      readonly under?: string;
    };

export interface LanguageChoice {
  readonly extensions: readonly string[];
  readonly places: readonly Place[];
  /** Fewer files than of the others, where parsing them takes ten times as long. */
  readonly most?: number;
}

const npm = (...packages: readonly string[]): Place[] => packages.map((name) => ({ npm: name }));
const debian = (...packages: readonly string[]): Place[] => packages.map((name) => ({ debian: name }));

/** By grammar id. */
export const LANGUAGE_CHOICES: Readonly<Record<string, LanguageChoice>> = {
  typescript: {
    extensions: ['.ts'],
    places: npm('@azure/msal-browser/src', '@azure/msal-common/src', '@azure/msal-node/src', '@secretlint/core/src'),
  },
  javascript: {
    extensions: ['.js'],
    places: npm(
      'better-sqlite3/lib',
      'commander/lib',
      'jszip/lib',
      'mocha/lib',
      'pako/lib',
      'parse5/dist',
      'postcss/lib',
      'semver',
      'vscode-jsonrpc/lib',
      'vscode-languageclient/lib',
    ),
  },
  python: { extensions: ['.py'], places: debian('jinja2', 'mercurial', 'meson') },
  go: { extensions: ['.go'], places: debian('fzf', 'golang-github-spf13-viper', 'golang-golang-x-tools') },
  rust: { extensions: ['.rs'], places: debian('mercurial', 'rust-exa', 'rust-fd-find', 'rust-rand') },
  java: { extensions: ['.java'], places: debian('commons-io', 'jsoup', 'junit4', 'okio') },
  c: { extensions: ['.c'], places: debian('htop', 'lua5.4', 'lz4', 'nginx', 'zlib') },
  // Headers of C are read as C++ too (`registry.ts`), hence htop.
  cpp: { extensions: ['.cc', '.cpp', '.h'], places: debian('htop', 'leveldb', 'ninja-build', 're2', 'yaml-cpp') },
  'c-sharp': { extensions: ['.cs'], places: debian('keepass2', 'nunit') },
  ruby: { extensions: ['.rb'], places: debian('ruby-nokogiri') },
  php: { extensions: ['.php'], places: debian('composer', 'php-parser', 'php-twig') },
  kotlin: { extensions: ['.kt'], places: debian('kotlinx-coroutines') },
  scala: { extensions: ['.scala'], places: [{ debian: 'scala', under: 'src' }], most: 20 },
  lua: { extensions: ['.lua'], places: debian('awesome', 'luarocks') },
  bash: { extensions: ['.sh'], places: debian('dracut') },
};
