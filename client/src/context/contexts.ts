// What every command about contexts is given, and the one way by which it hands a context out.

import * as vscode from 'vscode';
import type { GetContextParams, GetContextResult, Verb, Verbs } from '../../../server/src/protocol.js';
import { detached, settled } from '../commands/command.js';
import type { Host } from '../host.js';
import { withProgress } from '../progress.js';
import { type Found, listText } from './found.js';
import { packOf } from './pack.js';
import type { Session } from './session.js';
import type { ContextView } from './view.js';
import { incompleteText, savedText, tokensText } from './words.js';

export interface Contexts {
  readonly host: Host;
  readonly session: Session;
  readonly view: ContextView;
}

/** What a verb is asked with. */
export type Params<V extends Verb> = Verbs[V]['params'];

/** A request whose purpose is decided by what is done with the answer. */
export type Wanted = Omit<GetContextParams, 'purpose' | 'explain'>;

export const progressTitle = ({ host }: Contexts): string =>
  host.server.isReady
    ? vscode.l10n.t('Pith: putting the context together…')
    : vscode.l10n.t('Pith: waiting for its server to start…');

/** Asks and shows the answer in the view; what is on the clipboard stays there. */
export async function preview(contexts: Contexts, wanted: Wanted): Promise<void> {
  const result = await request(contexts, { ...wanted, purpose: 'preview' });
  showResult(contexts, wanted, result);
}

/** Asks a verb for a list of places, and shows it in the view with what it costs as text. */
export async function present<V extends Verb>(
  { host, session, view }: Contexts,
  { title, verb, params, foundOf }: Lookup<V>,
): Promise<void> {
  const found = await withProgress(title, async (token) => {
    const places = foundOf(await host.server.request(verb, params, token));
    const input = { uri: 'pith-list:/list', text: listText(places), languageId: 'plaintext' };
    const { tokens, exact } = await host.server.request('count', { inputs: [input] }, token);
    return { ...places, tokens: { count: tokens, isExact: exact } };
  });
  session.showFound(found);
  await view.reveal('found');
}

export interface Lookup<V extends Verb> {
  /** What a progress notification says. */
  readonly title: () => string;
  readonly verb: V;
  readonly params: Params<V>;
  readonly foundOf: (result: Verbs[V]['result']) => Found;
}

/** Asks, copies, and says what it is worth. An answer without code leaves the clipboard alone, and what is shown, too. */
export async function copyContext(contexts: Contexts, wanted: Wanted): Promise<void> {
  const result = await request(contexts, { ...wanted, purpose: 'clipboard' });
  const isEmpty = result.blocks.length === 0;
  const hasOther = (contexts.session.shown.pack?.blocks.length ?? 0) > 0;
  if (!isEmpty || !hasOther) showResult(contexts, wanted, result);
  if (!isEmpty) await handOut(contexts, result);
  else detached(settled(contexts.host, announceNothing(contexts, result, { isShown: !hasOther })));
}

/** To the clipboard, the savings and the user's eyes; what is over its budget is said to be. */
export async function handOut(contexts: Contexts, result: GetContextResult): Promise<void> {
  await vscode.env.clipboard.writeText(result.text);
  contexts.host.savingsChanged.fire(result);
  detached(settled(contexts.host, announce(contexts, result)));
}

function request(contexts: Contexts, params: GetContextParams): Promise<GetContextResult> {
  return withProgress(
    () => progressTitle(contexts),
    (token) => contexts.host.server.request('getContext', { ...params, explain: true }, token),
  );
}

function showResult({ session }: Contexts, wanted: Wanted, result: GetContextResult): void {
  const { blocks, ...asked } = wanted;
  const pack = packOf(asked, result);
  if (blocks === undefined) session.show(pack);
  else session.show({ ...pack, isEdited: true, budgetTokens: asked.budgetTokens ?? budgetSetting() });
}

/** Blocks that are chosen are asked for without a budget, so that the answer names none. */
const budgetSetting = (): number =>
  vscode.workspace.getConfiguration('pith').get('budget.tokens', 0) || DEFAULT_BUDGET_TOKENS;

/** What 0 stands for. */
const DEFAULT_BUDGET_TOKENS = 4_000;

async function announce(contexts: Contexts, result: GetContextResult): Promise<void> {
  const show = { title: vscode.l10n.t('Show') };
  const buttons = contexts.view.isVisible ? [] : [show];
  const budgetTokens = contexts.session.shown.pack?.budgetTokens ?? result.budgetTokens;
  const chosen = await vscode.window.showInformationMessage(messageOf(result, budgetTokens), ...buttons);
  if (chosen === show) await contexts.view.reveal('pack');
}

function messageOf(result: GetContextResult, budgetTokens: number): string {
  const { tokens, completeness, masked, notes } = result;
  const sentences = [vscode.l10n.t('Context copied: {0}', savedText({ result, tokens }))];
  if (tokens > budgetTokens) sentences.push(vscode.l10n.t('over the budget of {0}', tokensText(budgetTokens, true)));
  if (completeness.score < 1) sentences.push(incompleteText(completeness));
  if (masked === 1) sentences.push(vscode.l10n.t('1 secret masked.'));
  if (masked > 1) sentences.push(vscode.l10n.t('{0} secrets masked.', masked));
  const [note] = notes;
  if (note !== undefined) sentences.push(note);
  if (notes.length > 1) sentences.push(vscode.l10n.t('(and {0} more notes)', notes.length - 1));
  return sentences.join(' · ');
}

async function announceNothing(
  contexts: Contexts,
  { completeness, notes }: GetContextResult,
  { isShown }: { readonly isShown: boolean },
): Promise<void> {
  const again = { title: vscode.l10n.t('Ask Again'), run: () => executeAgain() };
  const show = { title: vscode.l10n.t('Show'), run: () => contexts.view.reveal('pack') };
  const nothing = vscode.l10n.t('Nothing was found for this; the clipboard is as it was.');
  const sentences = [nothing, ...(completeness.score < 1 ? [incompleteText(completeness)] : []), ...notes];
  const buttons = isShown ? [again, show] : [again];
  const chosen = await vscode.window.showWarningMessage(sentences.join(' · '), ...buttons);
  await chosen?.run();
}

const executeAgain = async (): Promise<void> => {
  await vscode.commands.executeCommand('pith.copyContext');
};
