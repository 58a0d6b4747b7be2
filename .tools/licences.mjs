// The licences of everything that is inside the extension, as they ask to be shipped with it.
// Knows only what the bundler put into the bundles and the grammar packages; the rest of node_modules is not shipped.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, root } from './toolchain.mjs';

const PACKAGE_OF = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** One text with the licence of each package, in alphabetical order. */
export function thirdPartyLicences(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const bundled = inputs.flatMap((file) => PACKAGE_OF.exec(file)?.[1] ?? []);
  const packages = [...new Set([...bundled, ...grammarPackages()])].sort();
  return `${packages.map(licenceOf).join('\n\n')}\n`;
}

/** The grammars are copied, not bundled: every development dependency that is one. */
function grammarPackages() {
  const { devDependencies } = readJson(join(root, 'package.json'));
  return Object.keys(devDependencies).filter((name) => name.includes('tree-sitter-'));
}

function licenceOf(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = readJson(join(folder, 'package.json'));
  const file = readdirSync(folder).find((entry) => /^licen[sc]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `---- ${name} ${version} (${license}) ----\n\n${text}`;
}
