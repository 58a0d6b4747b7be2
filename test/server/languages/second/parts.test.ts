import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkParts, type PartReader, partsOf, structureOfParts } from '../../../../server/src/languages/parts.js';
import type { Span } from '../../../../server/src/model/block.js';

const check = (text: string, expected: readonly string[], languageId = 'vue') => {
  const parts = partsOf({ text, languageId });
  expect(parts.map(({ span, languageId }) => `${languageId} ${text.slice(span.start, span.end)}`)).toEqual(expected);
};

test('scripts and styles of a component are parts in its own order', () => {
  check('<template><a/></template>\n<script>a()</script>\n<style>b{}</style>', ['javascript a()', 'css b{}']);
  check('<script setup lang="ts">a</script><script lang=tsx>b</script>', ['typescript a', 'tsx b']);
  check("<SCRIPT LANG='TS'>a</Script >", ['typescript a'], 'svelte');
  check('<script generics="T extends Record<string, X>" lang="ts">a</script>', ['typescript a'], 'svelte');
});

test('the type of a script says what it is, and data of no known kind is not a part', () => {
  check('<script type="module">a</script>', ['javascript a'], 'html');
  check('<script type="application/ld+json">{}</script><script type=importmap>{}</script>', ['json {}', 'json {}']);
  check('<script type="text/x-template">a</script><script type="constructor">a</script>', []);
  check('<script lang="coffee">a</script><style lang="scss">a</style><style type="text/css">b</style>', ['css b']);
});

test('what only looks like an element is none', () => {
  check('<!-- <script>a</script> --><script>b</script>', ['javascript b']);
  check('<p title="<script>a</script>">x</p><script>b</script>', ['javascript b']);
  check('<scripted>a</scripted><script src="x.js"></script><script src="x.js" /> <script> \n</script>', []);
});

test('text that is not well formed still gives the parts that can be told', () => {
  check('<script>a', ['javascript a']);
  check('<script>"<!--" + "</scriptx>"</script>', ['javascript "<!--" + "</scriptx>"']);
  check('{#if a <b}<script>x</script>{/if}', ['javascript x'], 'svelte');
  check('<a on:click={() => b > c ? "d" : \'e\'}><script>x</script>', ['javascript x'], 'svelte');
  check('<p title="open><script>x</script>', ['javascript x']);
  check('<script', []);
  check('', []);
});

test('only hosts have parts: by language id first, then by file name', () => {
  const text = '<script>a</script>';
  expect(partsOf({ text, path: 'src/App.VUE' })).toHaveLength(1);
  expect(partsOf({ text, path: 'index.htm' })).toHaveLength(1);
  expect(partsOf({ text, path: 'App.vue', languageId: 'markdown' })).toEqual([]);
  expect(partsOf({ text, path: 'readme.md' })).toEqual([]);
});

test('any text gives ordered parts inside it', () => {
  const pieces = [
    '<script',
    ' lang="ts"',
    '>',
    '</script>',
    '<style>',
    '</style>',
    '<!--',
    '-->',
    '"',
    "'",
    '=',
    'a',
    '<',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces)), (words) => {
      const text = words.join('');
      let at = 0;
      for (const { span } of partsOf({ text, languageId: 'vue' })) {
        expect(span.start).toBeGreaterThanOrEqual(at);
        expect(span.end).toBeGreaterThan(span.start);
        at = span.end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('hostile markup costs one pass', () => {
  const started = performance.now();
  for (const piece of ['<', '<a ="', "<a ='x", '<script', '<!--', '<script>', '<style></', '<a b = ', '</script']) {
    partsOf({ text: piece.repeat(1_000_000 / piece.length), languageId: 'html' });
  }
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a structure made of parts speaks of places in the whole text', async () => {
  const text = '<script>ab</script>  <script lang="ts">cd</script>';
  const reader: PartReader = {
    structure: async (part, languageId) => ({
      languageId,
      declarations: [
        { kind: 'class', name: part, span: { start: 0, end: 2 }, exported: false, hasError: false },
        {
          kind: 'method',
          name: part,
          span: { start: 0, end: 2 },
          body: { start: 1, end: 2 },
          doc: { start: 0, end: 1 },
          parent: 0,
          exported: true,
          hasError: false,
        },
      ],
      comments: [{ start: 0, end: 1 }],
      imports: [],
      statements: [{ start: 1, end: 2 }],
      errors: [],
      ...(languageId === 'javascript' && { literals: [] }),
    }),
    check: async () => ({ errors: [{ start: 0, end: 1 }] }),
  };
  const textOf = (span: Span | undefined) => span && text.slice(span.start, span.end);
  const structure = await structureOfParts(text, 'vue', reader);
  expect(structure.languageId).toBe('vue');
  expect(structure.declarations.map(({ span, parent }) => [textOf(span), parent])).toEqual([
    ['ab', undefined],
    ['ab', 0],
    ['cd', undefined],
    ['cd', 2],
  ]);
  const last = structure.declarations[3];
  expect([textOf(last?.body), textOf(last?.doc)]).toEqual(['d', 'c']);
  expect(structure.comments.map(textOf)).toEqual(['a', 'c']);
  expect(structure.statements.map(textOf)).toEqual(['b', 'd']);
  // White space is content around the parts, and inside those whose grammar does not say what is a string.
  expect(structure.literals?.map(textOf)).toEqual(['<script>', '</script>  <script lang="ts">', 'cd', '</script>']);
  expect((await checkParts(text, 'vue', reader)).errors.map(textOf)).toEqual(['a', 'c']);
});
