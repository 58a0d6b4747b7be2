// One start of the extension: prints the milliseconds to load and to activate it as JSON, then ends whatever it began.

import { createRequire, registerHooks } from 'node:module';
import { resolve } from 'node:path';

const standIn = new URL('./vscode.cjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: standIn, format: 'commonjs', shortCircuit: true } : next(specifier, context),
});
const require = createRequire(import.meta.url);
const vscode = require('vscode');

const started = performance.now();
const { activate } = require(resolve('dist/client/extension.js'));
const loaded = performance.now();
await activate(vscode.context);
const active = performance.now();

if (vscode.commandsRegistered() === 0) throw new Error('activate() registered no command: the stand-in is not enough.');
process.stdout.write(JSON.stringify([loaded - started, active - loaded]));
process.exit(0);
