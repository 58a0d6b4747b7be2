// The tree: every piece is in it once, under a name of its own.
import { expect, test } from 'vitest';
import { fileGroups } from '../../../client/src/context/found.js';
import { childrenOf, type ContextNode, MOST_LISTED, rootsOf } from '../../../client/src/context/nodes.js';
import { packOf, without } from '../../../client/src/context/pack.js';
import type { Shown } from '../../../client/src/context/session.js';
import type { Omission } from '../../../server/src/protocol.js';
import { answer, block } from './answers.js';

/** Indented lines of kind and id, as deep as the tree goes. */
const drawn = (nodes: readonly ContextNode[], depth = 0): string[] =>
  nodes.flatMap((node) => [`${'  '.repeat(depth)}${node.kind} ${node.id}`, ...drawn(childrenOf(node), depth + 1)]);

const draw = (shown: Shown) => drawn(rootsOf(shown));

const omission = (startLine: number): Omission => ({
  handle: `pith:123456789012:${startLine}-${startLine}`,
  reason: 'body',
  path: 'a.ts',
  startLine,
  endLine: startLine,
  tokens: 3,
});
const drilldown = { command: 'getStatus', args: {}, label: 'Look', relevance: 1, reason: 'why' } as const;

test('nothing is nothing', () => expect(draw({})).toEqual([]));

test('files with their blocks, what is left out, and how to go on', () => {
  const [a, b, c] = [block('a.ts'), block('b.ts'), block('a.ts', 20)];
  const result = answer([a, b, c], {
    omissions: [omission(11)],
    truncations: [{ reason: 'max-modules', originalCount: 12, returnedCount: 10, droppedCount: 2 }],
    drilldowns: [drilldown],
    completeness: { score: 0.4, reason: 'workspace-not-ready' },
    notes: ['A note.'],
  });
  expect(draw({ pack: without(packOf({ query: 'why' }, result), [b]) })).toEqual([
    'pack pack',
    '  incomplete pack/incomplete',
    '  note pack/note/0',
    '  file file/a.ts',
    '    block file/a.ts/1-10/0',
    '    block file/a.ts/20-29/1',
    '  leftOut leftOut',
    '    removed removed/0',
    '    truncation cut/0',
    '    omission omission/0',
    '  goOn pack/goOn',
    '    drilldown pack/goOn/0',
  ]);
});

test('a complete answer says nothing of it', () => {
  expect(draw({ pack: packOf({ query: 'why' }, answer([])) })).toEqual(['pack pack']);
});

test('places in their groups', () => {
  const place = (path: string, line: number) => ({ label: 'send', details: [], path, line });
  const found = {
    title: 'References of send',
    summary: '3 in 2 files',
    subject: 'send',
    groups: fileGroups([place('a.ts', 1), place('b.ts', 2), place('a.ts', 3)]),
    truncations: [{ reason: 'max-refs', originalCount: 5, returnedCount: 3, droppedCount: 2 }],
    completeness: { score: 1, reason: 'full-backend' },
    notes: ['A note.'],
    drilldowns: [drilldown],
  } as const;
  expect(draw({ found })).toEqual([
    'found found',
    '  note found/note/0',
    '  group found/0/a.ts',
    '    place found/0/a.ts/0',
    '    place found/0/a.ts/1',
    '  group found/1/b.ts',
    '    place found/1/b.ts/0',
    '  truncation found/cut/0',
    '  goOn found/goOn',
    '    drilldown found/goOn/0',
  ]);
});

test('no two nodes have the same name, even where blocks are alike', () => {
  const result = answer([block('a.ts'), block('a.ts'), block('a.ts/1-10')], { omissions: [omission(1), omission(1)] });
  const ids = draw({ pack: packOf({ query: '' }, result) }).map((line) => line.trim().split(' ')[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('many omissions are counted and not listed', () => {
  const omissions = Array.from({ length: MOST_LISTED + 5 }, (_, index) => omission(index + 1));
  const lines = draw({ pack: packOf({ query: '' }, answer([], { omissions })) });
  expect(lines).toHaveLength(2 + MOST_LISTED + 1);
  expect(lines.at(-1)).toBe('    more omission/more');
});
