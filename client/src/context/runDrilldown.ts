// A way to go on, as the answer named it: the same verb with the same arguments, and its result where results of its kind
// are shown.

import * as vscode from 'vscode';
import type { Drilldown } from '../../../server/src/protocol.js';
import { runDoctor } from '../index/doctor.js';
import { showImpact } from './analyzeImpact.js';
import { showCallGraph } from './callGraph.js';
import { type Contexts, preview } from './contexts.js';
import { showReferences } from './findReferences.js';
import { showModules } from './moduleOverview.js';
import { showOutline } from './outline.js';
import { showHits } from './searchHits.js';
import { showSymbols } from './searchSymbols.js';

/** Commands take anything; ours are made by `items.ts` from the server's answers. */
export const isDrilldown = (value: unknown): value is Drilldown =>
  typeof value === 'object' && value !== null && 'command' in value && 'args' in value && 'label' in value;

export async function runDrilldown(contexts: Contexts, { command, args }: Drilldown): Promise<void> {
  switch (command) {
    case 'getContext':
      await preview(contexts, { query: '', ...args });
      return contexts.view.reveal('pack');
    case 'searchCode':
      return showHits(contexts, { query: '', ...args });
    case 'findReferences':
      return showReferences(contexts, { symbol: '', ...args });
    case 'expand':
      return execute('pith.openHandle', String(args.handle ?? ''));
    case 'getStatus':
      return execute('pith.showStatus');
    case 'doctor':
      return runDoctor(contexts.host, { ...args });
    case 'searchSymbols':
      return showSymbols(contexts, { query: '', ...args });
    case 'getModuleOverview':
      return showModules(contexts, { ...args });
    case 'analyzeImpact':
      return showImpact(contexts, { symbol: '', ...args });
    case 'getCallGraph':
      return showCallGraph(contexts, { symbol: '', ...args });
    case 'getOutline':
      return showOutline(contexts, { ...args });
  }
}

async function execute(command: string, ...args: readonly string[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
