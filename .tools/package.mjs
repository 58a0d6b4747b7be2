// The extension as a .vsix for this platform, and its size.

import { cpSync, existsSync, globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtState, fingerprint } from './fresh.mjs';
import { withLock } from './lock.mjs';
import { vsceTarget } from './platform.mjs';
import { bin, cache, readJson, readText, root, runNode, say } from './toolchain.mjs';

/** Issue 2: small enough to install without a thought. */
const LARGEST_BYTES = 25_000_000;

/** What is in the package besides the build. */
const ALSO_INSIDE = [
  'package.json',
  'media',
  'client/l10n',
  'grammars',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.vscodeignore',
];

/** The package that tests and `npm run code` install: written again only where something in it has changed. */
export function ensurePackage() {
  const folder = join(cache, 'package');
  const stamp = join(folder, 'stamp');
  return withLock(join(cache, 'package.lock'), async () => {
    const state = builtState() + fingerprint(ALSO_INSIDE);
    const [made, file] = (readText(stamp) ?? '').split('\n');
    if (made === state && existsSync(file)) return file;
    const written = await writePackage(folder);
    if (written) writeFileSync(stamp, `${state}\n${written}`);
    return written;
  });
}

/** Writes `pith-<version>-<target>.vsix` into `folder`; gives its path, or undefined where that failed. */
export async function writePackage(folder = root) {
  const { name, version } = readJson(join(root, 'package.json'));
  const target = vsceTarget();
  const file = join(folder, `${name}-${version}-${target}.vsix`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const staged = stage();
  // Everything is bundled, so no node_modules; there is no public repository to link pictures to.
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const vsce = [bin('@vscode/vsce', 'vsce'), 'package', '--target', target, '--out', file, ...options];
  const code = await runNode(process.execPath, vsce, { stdio: ['ignore', 2, 2], cwd: staged });
  rmSync(staged, { recursive: true });
  if (code !== 0) return undefined;
  const { size } = statSync(file);
  say(`${file}: ${(size / 1e6).toFixed(1)} MB`);
  if (size <= LARGEST_BYTES) return file;
  say(`that is more than ${LARGEST_BYTES / 1e6} MB; see \`vsce ls --tree\` for what is inside`);
  return undefined;
}

/**
 * A folder with nothing but what `.vscodeignore` lets in: vsce matches its patterns against every file it finds,
 * and with the packages of the tests that takes it half a minute.
 */
function stage() {
  const folder = join(cache, 'package', `stage-${process.pid}`);
  const rules = (readText(join(root, '.vscodeignore')) ?? '').split('\n');
  const wanted = rules.flatMap((rule) => (rule.startsWith('!') ? [rule.slice(1)] : []));
  rmSync(folder, { recursive: true, force: true });
  for (const file of globSync(['.vscodeignore', ...wanted], { cwd: root })) {
    cpSync(join(root, file), join(folder, file));
  }
  return folder;
}

if (import.meta.filename === process.argv[1]) process.exitCode = (await writePackage()) ? 0 : 1;
