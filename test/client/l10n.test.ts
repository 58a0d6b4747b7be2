// The manifest's texts and the file that holds them agree, both ways.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('every text of the manifest exists, and every text is used', () => {
  const used = new Set([...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
  expect(Object.keys(JSON.parse(read('client/l10n/package.nls.json'))).sort()).toEqual([...used].sort());
});
