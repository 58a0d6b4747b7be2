// Answers as people read them in a terminal. Always in English notation, so that output does not depend on the machine.

import { formatDrilldown } from '../budget/drilldownText.js';
import type { Drilldown } from '../model/drilldown.js';

/** `1,204`, or `~1,204` for an estimate. */
export const tokensOf = (tokens: number, exact: boolean): string =>
  `${exact ? '' : '~'}${tokens.toLocaleString('en-US')}`;

/**
 * `−68 %`, `+3 %`, or `0 %`: the change, so savings are negative. Cut rather than rounded, with one decimal above 99 %,
 * so that it never says that all was saved.
 */
export function changeOf(savedPercent: number): string {
  const digits = savedPercent > 99 ? 1 : 0;
  const percent = Math.floor(Math.abs(savedPercent) * 10 ** digits) / 10 ** digits;
  if (percent === 0) return '0 %';
  return `${savedPercent > 0 ? '−' : '+'}${percent} %`;
}

/** Rows as columns: the first one to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** How to go on, as commands that can be pasted. */
export function waysOn(drilldowns: readonly Drilldown[], folder: string | undefined): string {
  const inFolder = folder === undefined ? '' : ` --folder='${folder.replaceAll("'", `'\\''`)}'`;
  return drilldowns.map((drilldown) => `${drilldown.label}: pith ${formatDrilldown(drilldown)}${inFolder}\n`).join('');
}
