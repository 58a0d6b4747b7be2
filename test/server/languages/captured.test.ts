// What is read from the runtime's memory against what the library says: same matches, same nodes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, type Node, Parser, Query } from 'web-tree-sitter';
import { expect, test } from 'vitest';
import { type CapturedNode, matchesOf } from '../../../server/src/languages/captured.js';
import { startRuntime } from '../../../server/src/languages/runtime.js';
import { grammarFiles } from './open.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/languages');

const QUERIES: Readonly<Record<string, string>> = {
  typescript: `(identifier) @a (call_expression function: (_) @f arguments: (arguments (_)* @args)) @call
    ((identifier) @up (#match? @up "^[A-Z]")) (class_declaration) @c (program (_) @top) ((string) @s (#set! kind "text"))`,
  python: `(identifier) @a (call function: (_) @f) @call ((identifier) @x (#any-of? @x "self" "cls")) (class_definition) @c`,
  cpp: '(identifier) @a (function_definition declarator: (_) @d) @def (ERROR) @e',
};

const seen = (node: Node | CapturedNode | null) =>
  node && [node.startIndex, node.endIndex, node.type, node.hasError, node.childForFieldName('name')?.startIndex];

test.each(Object.keys(QUERIES))('%s', async (id) => {
  await startRuntime(grammarFiles.runtimeWasm);
  const language = await Language.load(readFileSync(join(grammarFiles.grammarsDirectory, id, 'grammar.wasm')));
  const query = new Query(language, QUERIES[id] ?? '');
  const parser = new Parser().setLanguage(language);
  const files = readdirSync(join(FIXTURES, id)).filter((name) => !/\.(structure|references)$/.test(name));
  for (const name of files) {
    const text = `${readFileSync(join(FIXTURES, id, name), 'utf8')}\nconst é = "漢😀"; f(é(`;
    const tree = parser.parse(text);
    if (!tree) throw new Error('not parsed');
    for (const maxStartDepth of [undefined, 0]) {
      const depth = maxStartDepth === undefined ? {} : { maxStartDepth };
      const theirs = query
        .matches(tree.rootNode, depth)
        .map(({ patternIndex, captures, setProperties }) => [
          patternIndex,
          setProperties,
          captures.map((capture) => [capture.name, ...(seen(capture.node) ?? []), seen(capture.node.namedChild(0))]),
        ]);
      const ours = matchesOf(query, tree, text, { ...depth, isOver: () => false }).map(
        ({ patternIndex, captures, setProperties }) => [
          patternIndex,
          setProperties,
          captures.map((capture) => [capture.name, ...(seen(capture.node) ?? []), seen(capture.node.namedChild(0))]),
        ],
      );
      if (maxStartDepth === undefined) expect(ours.length).toBeGreaterThan(0);
      expect(ours).toEqual(theirs);
    }
    tree.delete();
  }
});

test('a query that is over gives what it found', async () => {
  await startRuntime(grammarFiles.runtimeWasm);
  const language = await Language.load(
    readFileSync(join(grammarFiles.grammarsDirectory, 'typescript', 'grammar.wasm')),
  );
  const text = 'f(a);\n'.repeat(20_000);
  const tree = new Parser().setLanguage(language).parse(text);
  if (!tree) throw new Error('not parsed');
  const found = matchesOf(new Query(language, '(identifier) @a'), tree, text, { isOver: () => true });
  expect(found.length).toBeLessThan(40_000);
});
