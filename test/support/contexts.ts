// What must be true of every context, whatever was asked: the budget, the text against the files it shows, and all its
// handles. Texts are read again here and counted by another tokenizer.

import { encode as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { encode as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { expect } from 'vitest';
import type { Engine } from '../../server/src/engine.js';
import type { GetContextResult } from '../../server/src/model/query.js';
import { operations, runOperation } from '../../server/src/operations/index.js';

/** Text of a file as it was indexed, by the path that answers write. */
export type ReadFile = (path: string) => string;

const PLAIN = { disallowedSpecial: new Set<string>() };

export function holdsItsBudget({ text, tokens, tokenizer, exact, budgetTokens }: GetContextResult): void {
  expect(tokens).toBeLessThanOrEqual(budgetTokens);
  const counted = (tokenizer === 'cl100k_base' ? cl100k : o200k)(text, PLAIN).length;
  // An estimate is never below the count it is made from.
  if (exact) expect(tokens).toBe(counted);
  else expect(tokens).toBeGreaterThanOrEqual(counted);
}

const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** The text is its files line by line, but for what its omissions name; and blocks claim only lines that are shown. */
export function showsItsFiles({ text, blocks, omissions, masked }: GetContextResult, read: ReadFile): void {
  const paths = [...new Set(blocks.map(({ path }) => path))];
  const shown = linesOf(text);
  let at = shown.findIndex((line) => line.endsWith(headOf(blocks, paths[0])));
  if (paths.length === 0) {
    expect(text).toBe('');
    return;
  }
  expect(at === 0 || (at === 1 && shown[0]?.includes('first-last: lines left out')), text).toBe(true);
  for (const path of paths) {
    const sign = (shown[at] ?? '').split(' ')[0] ?? '';
    expect(shown[at++]).toBe(`${sign}${headOf(blocks, path)}`);
    const lines = linesOf(read(path));
    const gaps = new Map(omissions.flatMap((gap) => (gap.path === path ? [[gap.startLine, gap.endLine]] : [])));
    const claimed = new Set(blocks.flatMap((block) => (block.path === path ? block.ranges.flatMap(numbers) : [])));
    for (let line = 1; line <= lines.length; line++) {
      const end = gaps.get(line);
      if (end !== undefined) {
        expect(shown[at++]).toMatch(new RegExp(`^…\\S*${line}-${end}$`));
        for (; line <= end; line++) expect(claimed.has(line), `${path}:${line} is claimed and left out`).toBe(false);
        line--;
        continue;
      }
      const isShown = shown[at++] === lines[line - 1];
      if (!isShown) expect(masked, `${path}:${line} is not what is shown`).toBeGreaterThan(0);
      if (claimed.has(line)) expect(isShown, `${path}:${line} is claimed and masked`).toBe(true);
      claimed.delete(line);
    }
    expect([...claimed], `lines of ${path} that it does not have`).toEqual([]);
  }
  expect(at).toBe(shown.length);
}

const numbers = ([first, last]: readonly [number, number]): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** The end of the line that names a file. */
function headOf(blocks: GetContextResult['blocks'], path: string | undefined): string {
  const [, id] = blocks.find((block) => block.path === path)?.handle.split(':') ?? [];
  return ` ${path} pith:${id}`;
}

/** Each handle gives back the lines that it names. */
export async function handlesOpen(
  engine: Engine,
  { blocks, omissions }: GetContextResult,
  read: ReadFile,
): Promise<void> {
  for (const { handle, path = '', startLine, endLine } of [...blocks, ...omissions]) {
    const opened = await runOperation(operations.expand, engine, { handle, mask: false });
    expect(opened, handle).toMatchObject({ startLine, endLine });
    expect(linesOf(opened.text)).toEqual(linesOf(read(path)).slice(startLine - 1, endLine));
  }
}
