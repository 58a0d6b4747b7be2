// The facts of the fixtures of every language hold together: what the store and the queries rely on without looking.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extract } from '../../../server/src/indexing/extract.js';
import { unpackPlaces } from '../../../server/src/storage/places.js';
import { openPartCounter } from '../../../server/src/tokens/open.js';
import { languages } from '../languages/open.js';

const folder = join(import.meta.dirname, '../../fixtures/languages');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
  return statSync(join(folder, name)).isFile() && languages.identify({ path: name }) !== undefined;
});
const services = { languages, counter: await openPartCounter(), maxParseLength: 1_000_000 };

test.each(files)('%s', async (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { symbols, uses, chunks } = await extract({ name, text }, services);

  for (const [at, symbol] of symbols.entries()) {
    expect(symbol.start).toBeGreaterThanOrEqual(symbols[at - 1]?.start ?? 0);
    expect(symbol.nameStart).toBeGreaterThanOrEqual(symbol.start);
    expect(symbol.nameStart).toBeLessThanOrEqual(symbol.end);
    const parent = symbol.parent === undefined ? undefined : symbols[symbol.parent];
    if (parent) expect([parent.start <= symbol.start, symbol.end <= parent.end]).toEqual([true, true]);
    expect(symbol.tokens.skeleton).toBeLessThanOrEqual(symbol.tokens.full);
  }
  expect(new Set(symbols.map(({ id }) => id)).size).toBe(symbols.length);
  expect(chunks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text.trim() === '' ? '' : text);

  const starts = symbols.map(({ start }) => start);
  const innermost = (offset: number) => symbols.findLastIndex(({ start, end }) => start <= offset && offset < end);
  const language = languages.identify({ path: name });
  const { references } = language ? await languages.syntax(text, language, {}) : { references: [] };
  const packed = uses.names.flatMap((used, at) =>
    unpackPlaces(uses.bytes.subarray(at === 0 ? 0 : uses.ends[at - 1], uses.ends[at]), starts, uses.strings).map(
      (place) => ({ name: used, ...place }),
    ),
  );
  const expected = references.map(({ span, ...reference }) => ({
    ...reference,
    start: span.start,
    symbol: innermost(span.start),
  }));
  const order = (a: { start: number; name: string }, b: { start: number; name: string }) =>
    a.start - b.start || (a.name < b.name ? -1 : 1);
  expect(packed.sort(order)).toEqual(expected.sort(order));
});
