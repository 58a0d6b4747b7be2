// Copies the compiled grammars from the npm packages that ship them into grammars/<language>/grammar.wasm, where
// git ignores them. Only the .wasm is taken (the packages weigh up to 70 MB each); files that are up to date stay.

import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Grammar id to its file in `node_modules`. */
const GRAMMARS = {
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
  rust: 'tree-sitter-rust/tree-sitter-rust.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  c: 'tree-sitter-c/tree-sitter-c.wasm',
  cpp: 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  'c-sharp': 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  ruby: 'tree-sitter-ruby/tree-sitter-ruby.wasm',
  php: 'tree-sitter-php/tree-sitter-php.wasm',
  kotlin: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  scala: 'tree-sitter-scala/tree-sitter-scala.wasm',
  lua: '@tree-sitter-grammars/tree-sitter-lua/tree-sitter-lua.wasm',
  bash: 'tree-sitter-bash/tree-sitter-bash.wasm',
  zig: '@tree-sitter-grammars/tree-sitter-zig/tree-sitter-zig.wasm',
  elixir: 'tree-sitter-elixir/tree-sitter-elixir.wasm',
  sql: '@l1xnan/tree-sitter-sql/tree-sitter-sql.wasm',
  json: 'tree-sitter-json/tree-sitter-json.wasm',
  yaml: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
  html: 'tree-sitter-html/tree-sitter-html.wasm',
  css: 'tree-sitter-css/tree-sitter-css.wasm',
};

/** The runtime that loads the grammars; the build puts it beside the bundle. */
export const runtimeWasm = join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm');

/** Brings `grammars/` up to date and returns the ids whose file was copied. */
export function copyGrammars() {
  return Object.entries(GRAMMARS).flatMap(([id, file]) => {
    const from = join(root, 'node_modules', file);
    const to = join(root, 'grammars', id, 'grammar.wasm');
    if (isUpToDate(from, to)) return [];
    mkdirSync(join(root, 'grammars', id), { recursive: true });
    copyFileSync(from, to);
    return [id];
  });
}

function isUpToDate(from, to) {
  if (!existsSync(to)) return false;
  const [source, copy] = [statSync(from), statSync(to)];
  return source.size === copy.size && source.mtimeMs <= copy.mtimeMs;
}

if (import.meta.filename === process.argv[1]) {
  const copied = copyGrammars();
  process.stderr.write(
    `grammars: ${copied.length} copied, ${Object.keys(GRAMMARS).length - copied.length} up to date\n`,
  );
}
