// The savings in words: totals, how they are counted, and the commands that belong to them.

import * as vscode from 'vscode';
import type { MeterResult, SavingsReport, SavingsTotal } from '../../../server/src/protocol.js';
import { formatTokens } from '../format.js';

interface CommandLink {
  readonly title: string;
  readonly command: string;
}

/** A function because texts are known only after the language is. */
export const commandsOf = (): readonly CommandLink[] => [
  { title: vscode.l10n.t('Compress selection to clipboard'), command: 'pith.compressSelection' },
  { title: vscode.l10n.t('Compress selection…'), command: 'pith.compressSelectionAs' },
  { title: vscode.l10n.t('Copy context for a question'), command: 'pith.copyContext' },
  { title: vscode.l10n.t('Open handle…'), command: 'pith.openHandle' },
  { title: vscode.l10n.t('Show status'), command: 'pith.showStatus' },
  { title: vscode.l10n.t('Delete my data…'), command: 'pith.deleteData' },
];

/** One fact a line, the first ones the totals. */
export function savingsLines(report: SavingsReport | undefined): string[] {
  if (report === undefined) return [vscode.l10n.t('The savings are not read yet.')];
  return [
    vscode.l10n.t('Today: {0}', totalText(report.today)),
    report.since === undefined
      ? vscode.l10n.t('In total: {0}', totalText(report.total))
      : vscode.l10n.t('Since {0}: {1}', localDate(report.since), totalText(report.total)),
    report.total.exact
      ? vscode.l10n.t('Exact counts; the tokens of markers are taken off.')
      : vscode.l10n.t('The tokens of markers are taken off. ~ marks estimates: the model’s tokenizer is not public.'),
  ];
}

export function savingsTooltip(
  report: SavingsReport | undefined,
  selection: MeterResult | undefined,
  index: string,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, true);
  const commands = commandsOf();
  tooltip.isTrusted = { enabledCommands: commands.map(({ command }) => command) };
  tooltip.appendMarkdown(`**${vscode.l10n.t('Pith: saved tokens')}**\n\n`);
  const lines = [...(selection === undefined ? [] : [selectionLine(selection)]), ...savingsLines(report), index];
  for (const line of lines) tooltip.appendText(line).appendMarkdown('\n\n');
  tooltip.appendMarkdown('---\n\n');
  tooltip.appendMarkdown(commands.map(({ title, command }) => `[${title}](command:${command})`).join(' · '));
  return tooltip;
}

function selectionLine({ before, after, exact, tokenizer, level }: MeterResult): string {
  const locale = vscode.env.language;
  return vscode.l10n.t(
    'Selection: {0} tokens, {1} at the level “{2}” ({3})',
    formatTokens(before, exact, locale),
    formatTokens(after, exact, locale),
    level,
    tokenizer,
  );
}

function totalText({ savedTokens, results, exact }: SavingsTotal): string {
  const locale = vscode.env.language;
  const saved = formatTokens(savedTokens, exact, locale);
  if (results === 1) return vscode.l10n.t('{0} tokens saved by 1 result', saved);
  return vscode.l10n.t('{0} tokens saved by {1} results', saved, new Intl.NumberFormat(locale).format(results));
}

/** The ledger's dates are local days: noon keeps them from slipping over a time zone. */
const localDate = (day: string): string =>
  new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium' }).format(new Date(`${day}T12:00:00`));
