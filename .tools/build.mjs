// Sources to `dist/`: the client as one CommonJS file (VS Code loads it with require), the server as ES modules
// split so that rank tables and secret rules load only when they are needed. `--watch` builds again on each change.
// Does not check types; `npm run check` does.

import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, context } from 'esbuild';
import { fingerprint, markBuilt } from './fresh.mjs';
import { copyGrammars, runtimeWasm } from './grammars.mjs';
import { thirdPartyLicences } from './licences.mjs';
import { nativeName } from './platform.mjs';
import { root, say } from './toolchain.mjs';

const dist = join(root, 'dist');

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  // The oldest Node inside a VS Code that `engines.vscode` admits.
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
};

const client = {
  ...common,
  entryPoints: ['client/src/extension.ts'],
  outfile: 'dist/client/extension.js',
  format: 'cjs',
  external: ['vscode'],
};

const server = {
  ...common,
  entryPoints: { main: 'server/src/main.ts', worker: 'server/src/indexing/worker.ts' },
  outdir: 'dist/server',
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  splitting: true,
  // CommonJS packages inside an ES module still ask for these three.
  banner: {
    js: [
      "import { createRequire as pithCreateRequire } from 'node:module';",
      'const require = pithCreateRequire(import.meta.url);',
      'const __filename = import.meta.filename;',
      'const __dirname = import.meta.dirname;',
    ].join('\n'),
  },
};

const watching = process.argv.includes('--watch');
if (watching) await watch();
else await buildOnce().catch(tellFailure);

async function buildOnce() {
  const started = performance.now();
  const state = fingerprint();
  copyAssets();
  const results = await Promise.all([build(client), build(server)]);
  removeOldChunks(results[1].metafile);
  writeFileSync(join(dist, 'LICENSES.txt'), thirdPartyLicences(results.map((result) => result.metafile)));
  markBuilt(state);
  say(`built dist/ in ${Math.round(performance.now() - started)} ms`);
}

/** esbuild has printed what is wrong in the sources; our own mistakes keep their stack. */
function tellFailure(error) {
  if (!Array.isArray(error.errors)) throw error;
  process.exitCode = 1;
}

async function watch() {
  copyAssets();
  const report = { name: 'report', setup: (on) => on.onEnd(() => say(`built at ${new Date().toLocaleTimeString()}`)) };
  for (const options of [client, server]) {
    const builder = await context({ ...options, logLevel: 'info', plugins: [report] });
    await builder.watch();
  }
}

/** What the bundles read at run time and esbuild does not see. */
function copyAssets() {
  mkdirSync(join(dist, 'server'), { recursive: true });
  copyGrammars();
  copyFileSync(runtimeWasm, join(dist, 'server', 'web-tree-sitter.wasm'));
  const prebuilt = join(root, 'node_modules', 'better-sqlite3', 'prebuilds', `${nativeName()}.node`);
  if (existsSync(prebuilt)) copyFileSync(prebuilt, join(dist, 'server', 'better_sqlite3.node'));
  else say(`better-sqlite3 has no build for ${nativeName()}; Pith falls back to node:sqlite`);
  // The manifest's folder is CommonJS for the client's sake; the server's files are ES modules.
  writeFileSync(join(dist, 'server', 'package.json'), '{ "type": "module" }\n');
  // VS Code reads these beside the manifest only, and the top level is no place for them in the repository.
  for (const file of readdirSync(join(root, 'client', 'l10n'))) {
    if (file.startsWith('package.nls')) copyFileSync(join(root, 'client', 'l10n', file), join(root, file));
  }
}

function removeOldChunks(metafile) {
  const written = new Set(Object.keys(metafile.outputs));
  const chunks = join(dist, 'server', 'chunks');
  if (!existsSync(chunks)) return;
  for (const file of readdirSync(chunks)) {
    const path = join(chunks, file);
    if (!written.has(relative(root, path).replaceAll('\\', '/'))) rmSync(path);
  }
}
