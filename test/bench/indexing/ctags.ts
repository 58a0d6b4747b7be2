// Definitions as universal-ctags lists them. It is no parser, so not all of them are any (`mistakes.ts`). Kinds that
// Pith has no symbols for are left out here, each with the reason.

import { spawnSync } from 'node:child_process';

export interface CtagsTag {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** In ctags's words. */
  readonly kind: string;
  readonly file: string;
  readonly scope: string;
}

/** By grammar id, in ctags's words. Headers are C++ to it as they are to Pith. */
const LANGUAGES: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  javascript: 'JavaScript',
  python: 'Python',
  go: 'Go',
  rust: 'Rust',
  java: 'Java',
  c: 'C,C++',
  cpp: 'C++',
  'c-sharp': 'C#',
  ruby: 'Ruby',
  php: 'PHP',
  lua: 'Lua',
  bash: 'Sh',
};

export const CTAGS_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

/** Structs and enums are the signature of their data and stay whole: their members are no symbols. */
const MEMBERS = ['enumerator', 'enumConstant', 'field', 'member', 'anonMember', 'methodSpec'];

const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  TypeScript: MEMBERS,
  // Imports.
  Python: ['unknown', 'namespace', 'module'],
  // The package clause and imports.
  Go: [...MEMBERS, 'package', 'packageName'],
  Rust: MEMBERS,
  // The package clause. Fields of classes are symbols.
  Java: ['enumConstant', 'package'],
  C: MEMBERS,
  'C++': MEMBERS,
  'C#': ['enumerator'],
  // Imports and calls of `attr_reader`.
  Ruby: ['library', 'accessor'],
  // Imports.
  PHP: ['alias'],
  // What is sourced, and texts.
  Sh: ['script', 'heredoc'],
};

const VARIABLES = ['variable', 'constant', 'property', 'var', 'const', 'alias', 'field'];
/** A variable inside one of these is local. */
const BODIES = [...VARIABLES, 'function', 'method', 'func', 'generator', 'getter', 'setter', 'singletonMethod'];

/** Undefined where universal-ctags is not installed. */
export function ctagsVersion(): string | undefined {
  const run = spawnSync('ctags', ['--version'], { encoding: 'utf8' });
  return /^Universal Ctags [\d.]+/.exec(run.stdout ?? '')?.[0];
}

/** The definitions that both could know, in files given relative to `folder`. */
export function ctagsOf(folder: string, files: readonly string[], language: string): CtagsTag[] {
  const format = ['%l', '%N', '%n', '%K', '%F', '%p', '%Z'].join('\t');
  const options = [`--languages=${LANGUAGES[language]}`, '--sort=no', '-x', `--_xformat=${format}`, '-L', '-'];
  const input = files.join('\n');
  const run = spawnSync('ctags', options, { cwd: folder, input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Error(`ctags failed: ${run.stderr}`);
  return run.stdout.split('\n').flatMap((row) => {
    const [own = '', name = '', line = '', kind = '', file = '', scopeKind = '', scope = ''] = row.split('\t');
    const isLocal = VARIABLES.includes(kind) && BODIES.includes(scopeKind);
    // Members of an interface are its signature.
    const isSignature = own === 'TypeScript' && scopeKind === 'interface';
    if (name === '' || isLocal || isSignature || LEFT_OUT[own]?.includes(kind)) return [];
    return [{ name, line: Number(line), kind, file, scope }];
  });
}
