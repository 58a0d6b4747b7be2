// Everything about contexts: the commands that ask, the view with what they gave, and the commands that change it.

import * as vscode from 'vscode';
import { tokenOf } from '../cancellation.js';
import { registerCommand } from '../commands/command.js';
import type { Host } from '../host.js';
import { selectionAnchors, whereabouts } from './anchors.js';
import { analyzeImpact } from './analyzeImpact.js';
import { askQuestion } from './askQuestion.js';
import { changeBudget, changeLevel, copyShown, putBack, removeBlocks } from './change.js';
import { type Contexts, copyContext } from './contexts.js';
import { copyFound } from './copyFound.js';
import { findReferences } from './findReferences.js';
import { isOmission, openOmission } from './openOmission.js';
import { questionOf } from './question.js';
import { isDrilldown, runDrilldown } from './runDrilldown.js';
import { searchCode } from './searchCode.js';
import { Session } from './session.js';
import { ContextView, VIEW } from './view.js';

export function contextCommands(host: Host): vscode.Disposable {
  const view = new ContextView();
  const session = new Session({
    ask: (request, signal) =>
      Promise.resolve(
        vscode.window.withProgress({ location: { viewId: VIEW } }, () =>
          host.server.request('getContext', request, tokenOf(signal)),
        ),
      ),
    changed: (shown) => view.show(shown),
  });
  const contexts: Contexts = { host, session, view };
  return vscode.Disposable.from(view, session, ...askingCommands(contexts), ...viewCommands(contexts));
}

function askingCommands(contexts: Contexts): vscode.Disposable[] {
  const { host } = contexts;
  return [
    registerCommand(host, 'pith.copyContext', (question) =>
      typeof question === 'string' ? copyContext(contexts, { query: question }) : askAndCopy(contexts),
    ),
    registerCommand(host, 'pith.copySelectionWithDependencies', () => copySelection(contexts)),
    registerCommand(host, 'pith.searchCode', (query) => searchCode(contexts, typeof query === 'string' ? query : '')),
    registerCommand(host, 'pith.findReferences', () => findReferences(contexts)),
    registerCommand(host, 'pith.analyzeImpact', () => analyzeImpact(contexts)),
  ];
}

function viewCommands(contexts: Contexts): vscode.Disposable[] {
  const { host, session } = contexts;
  return [
    registerCommand(host, 'pith.copyShownContext', () => copyShown(contexts)),
    registerCommand(host, 'pith.changeContextBudget', () => changeBudget(contexts)),
    registerCommand(host, 'pith.refreshContext', () => session.refresh()),
    registerCommand(host, 'pith.clearContext', async () => session.clear()),
    registerCommand(host, 'pith.changeBlockLevel', (...args) => changeLevel(contexts, args)),
    registerCommand(host, 'pith.removeBlock', (...args) => removeBlocks(contexts, args)),
    registerCommand(host, 'pith.putBackBlock', (...args) => putBack(contexts, args)),
    registerCommand(host, 'pith.copyFound', () => copyFound(contexts)),
    registerCommand(host, 'pith.openOmission', async (omission) => {
      if (isOmission(omission)) await openOmission(host, omission);
    }),
    registerCommand(host, 'pith.runDrilldown', async (drilldown) => {
      if (isDrilldown(drilldown)) await runDrilldown(contexts, drilldown);
    }),
  ];
}

async function askAndCopy(contexts: Contexts): Promise<void> {
  // Before the box takes the focus.
  const where = whereabouts();
  const typed = await askQuestion(contexts.session, where);
  if (typed === undefined) return;
  await copyContext(contexts, { query: questionOf(typed, where.selectedText), anchors: where.anchors });
}

async function copySelection(contexts: Contexts): Promise<void> {
  await copyContext(contexts, { query: '', anchors: selectionAnchors() });
}
