// Blocks to one text. A single block is its rung's text; several get a line each that says where they come from.

import type { Block, PlacedBlock, Rung } from '../model/block.js';

/** The text of several blocks; each starts with its path and lines so that a model can cite them. */
export function renderBlocks(blocks: readonly PlacedBlock[]): string {
  const [first, ...rest] = blocks;
  if (!first) return '';
  if (rest.length === 0) return first.rung.text;
  return blocks.map(({ block, rung }) => `${headerOf(block)}\n${endedLine(rung.text)}`).join('\n');
}

/** Texts put one after the other as `cat` does. */
export function joinOriginals(texts: readonly string[]): string {
  const [only, ...rest] = texts;
  if (rest.length === 0) return only ?? '';
  return texts.map(endedLine).join('');
}

/** A rung that says no more than that its block is left out. */
export const isMention = ({ omissions }: Rung): boolean => omissions.some(({ reason }) => reason === 'budget-exceeded');

/** Stands for a block that did not fit. */
export function mentionOf({ startLine, endLine, handle }: Block): string {
  const lines = endLine - startLine + 1;
  return `… ${lines} line${lines === 1 ? '' : 's'} ${handle}\n`;
}

const headerOf = ({ path, startLine, endLine }: Block): string => `=== ${path ?? 'text'}:${startLine}-${endLine}`;

const endedLine = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
