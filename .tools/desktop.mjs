// The suites of the extension host on desktop VS Code, for people who have a screen: @vscode/test-electron
// downloads VS Code once into .cache/, or takes the one that PITH_VSCODE names.

import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './e2e.mjs';
import { cache, giveUp, root } from './toolchain.mjs';

await bundleSuite();
const executable = process.env.PITH_VSCODE;
await runTests({
  ...(executable ? { vscodeExecutablePath: executable } : {}),
  cachePath: join(cache, 'vscode-test'),
  extensionDevelopmentPath: root,
  extensionTestsPath: join(cache, 'e2e', 'suite', 'index.js'),
  launchArgs: [join(root, 'test', 'fixtures'), '--disable-extensions', '--disable-workspace-trust'],
}).catch((error) => giveUp(`desktop VS Code: ${error.message}. PITH_VSCODE may name the program of an installed one.`));
