// The commands of the view: other levels, fewer blocks, another budget, and copying what is shown.

import * as vscode from 'vscode';
import type { ContextBlock, Level } from '../../../server/src/protocol.js';
import { signalOf } from '../cancellation.js';
import { Failure } from '../failures.js';
import { levelWords } from '../levelWords.js';
import { withProgress } from '../progress.js';
import { type Contexts, handOut, progressTitle } from './contexts.js';
import type { ContextNode } from './nodes.js';
import { canBeAsked, type Pack, withBack, without, withRung } from './pack.js';
import { blockName, tokensText, totalText } from './words.js';

/** More than any model reads. */
const MOST_TOKENS = 10_000_000;

export async function copyShown(contexts: Contexts): Promise<void> {
  const { pack } = contexts.session.shown;
  if (pack === undefined || pack.blocks.length === 0) {
    throw new Failure(
      'empty-input',
      vscode.l10n.t('There is no code in the context. Ask a question, or put a block back, then copy it.'),
    );
  }
  const result = await withProgress(
    () => progressTitle(contexts),
    (token) => contexts.session.handOut(signalOf(token)),
  );
  if (result !== undefined) await handOut(contexts, result);
}

export async function changeBudget({ session }: Contexts): Promise<void> {
  const { pack } = session.shown;
  if (pack === undefined) return;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Pith: Budget of This Context'),
    prompt: vscode.l10n.t('Most tokens of the text. It has {0} now.', totalText(pack)),
    value: String(pack.budgetTokens),
    validateInput: (text) =>
      budgetIn(text) === undefined ? vscode.l10n.t('Type a number of tokens, such as 4000.') : undefined,
  });
  const budget = typed === undefined ? undefined : budgetIn(typed);
  const anew = budget === undefined ? undefined : await isAnew(pack, budget);
  if (budget !== undefined && anew !== undefined) await session.changeBudget(budget, { anew });
}

/** What was changed by hand is given up only where the user says so. */
async function isAnew(pack: Pack, budget: number): Promise<boolean | undefined> {
  if (!pack.isEdited) return true;
  if (pack.tokens <= budget || !canBeAsked(pack)) return false;
  const keep = {
    label: vscode.l10n.t('Keep the pieces as they are'),
    detail: vscode.l10n.t('The context is over its budget then; remove pieces or choose smaller levels'),
  };
  const anew = {
    label: vscode.l10n.t('Choose the pieces anew'),
    detail: vscode.l10n.t('What you have changed is given up'),
  };
  const placeHolder = vscode.l10n.t('What you have chosen does not fit into {0}', tokensText(budget, true));
  const picked = await vscode.window.showQuickPick([keep, anew], { placeHolder });
  return picked === undefined ? undefined : picked === anew;
}

/** `4000`, `4,000` and `4 000` are the same to people. */
function budgetIn(text: string): number | undefined {
  const digits = text.replaceAll(/[\s,._'’]/g, '');
  const tokens = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return tokens >= 1 && tokens <= MOST_TOKENS ? tokens : undefined;
}

interface RungItem extends vscode.QuickPickItem {
  readonly rung: Level;
}

export async function changeLevel({ session, view }: Contexts, args: readonly unknown[]): Promise<void> {
  const [node] = chosenNodes(args, view.selection).filter((each) => each.kind === 'block');
  if (node === undefined) return;
  const { block, isExact } = node;
  const pick = vscode.window.createQuickPick<RungItem>();
  pick.title = vscode.l10n.t('Pith: Level of {0}', blockName(block));
  pick.placeholder = vscode.l10n.t('How much of it is in the context');
  pick.items = block.rungs.map(({ rung, tokens }) => rungItem(rung, tokens, isExact, rung === block.rung));
  pick.activeItems = pick.items.filter(({ rung }) => rung === block.rung);
  const rung = await chosenRung(pick);
  if (rung !== undefined && rung !== block.rung) await session.change((pack) => withRung(pack, block, rung));
}

function rungItem(rung: Level, tokens: number, isExact: boolean, isCurrent: boolean): RungItem {
  const [label, detail] = levelWords(rung);
  const counted = tokensText(tokens, isExact);
  const description = isCurrent ? vscode.l10n.t('{0} – as it is now', counted) : counted;
  return { rung, label, description, detail };
}

function chosenRung(pick: vscode.QuickPick<RungItem>): Promise<Level | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]?.rung);
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/** Of a file, all of its blocks. */
export async function removeBlocks({ session, view }: Contexts, args: readonly unknown[]): Promise<void> {
  const blocks = chosenNodes(args, view.selection).flatMap((node): readonly ContextBlock[] => {
    if (node.kind === 'file') return node.blocks;
    return node.kind === 'block' ? [node.block] : [];
  });
  if (blocks.length > 0) await session.change((pack) => without(pack, blocks));
}

export async function putBack({ session, view }: Contexts, args: readonly unknown[]): Promise<void> {
  const nodes = chosenNodes(args, view.selection).filter((node) => node.kind === 'removed');
  if (nodes.length === 0) return;
  await session.change((pack) => nodes.reduce((each, { block }) => withBack(each, block), pack));
}

/** Menus pass the node they are of and, where several are selected, all of these; keys and the palette pass nothing. */
function chosenNodes(args: readonly unknown[], selection: readonly ContextNode[]): readonly ContextNode[] {
  const [one, several] = args;
  if (Array.isArray(several)) return several.filter(isNode);
  return isNode(one) ? [one] : selection;
}

/** The view hands out nodes of its own making only. */
const isNode = (value: unknown): value is ContextNode =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
