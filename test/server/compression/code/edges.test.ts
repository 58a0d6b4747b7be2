// Edge cases of whole drafts: line ends, odd shapes, errors, selections, hostile input.
// `draftAt` checks each draft: cuts sound, bytes restored, no new syntax error, not larger.

import { describe, expect, test } from 'vitest';
import { draftAt, LEVELS, type Sample, textAt } from './support.js';

const BODY = [
  'const sum = items.reduce((a, b) => a + b.price * b.amount, 0);',
  'report(sum, "the total of all items");',
];

const check = async (level: (typeof LEVELS)[number], sample: Sample, expected: string) =>
  expect(await textAt(level, sample)).toBe(expected);

describe('what there is nothing to leave out of comes back as it is', () => {
  test.each(['', ' ', '\n', '\uFEFF', 'x', '// a comment\n', '# not a comment here'])('%j', async (text) => {
    for (const level of LEVELS.slice(1)) expect(await draftAt(level, { text, path: 'a.ts' })).toBeUndefined();
  });

  test('languages that are unknown or cannot hold a marker have no compressor', async () => {
    expect(await draftAt('skeleton', { text: 'x'.repeat(999), path: 'a.unknown' })).toBeUndefined();
    expect(await draftAt('skeleton', { text: '{"a": [1, 2, 3]}', path: 'a.json' })).toBeUndefined();
  });

  test('a body that costs no more than its marker stays', async () => {
    expect(await draftAt('skeleton', { text: 'function a() {\n  return 1;\n}\n', path: 'a.ts' })).toBeUndefined();
  });
});

describe('line ends', () => {
  test('CRLF stays CRLF', async () => {
    const text = `// One.\r\nfunction a(items) {\r\n\t${BODY.join('\r\n\t')}\r\n}\r\n`;
    await check(
      'skeleton',
      { text, path: 'a.js' },
      '// One.\r\nfunction a(items) {\r\n\t// … 2 lines pith:482913750216:3-4\r\n}\r\n',
    );
  });

  test('a BOM and a missing last line end stay', async () => {
    const text = `\uFEFFdef a(items):\n    ${'print(items, "and a few words more")\n    '.repeat(3)}return items`;
    await check('skeleton', { text, path: 'a.py' }, '\uFEFFdef a(items):\n    ...  # … 4 lines pith:482913750216:2-5');
  });
});

describe('shapes', () => {
  test('a body on one line is cut between its braces', async () => {
    const text = `function a(items) { ${BODY.join(' ')} }\nb();\n`;
    await check(
      'skeleton',
      { text, path: 'a.js' },
      'function a(items) { /* … 1 line pith:482913750216:c20-121 */ }\nb();\n',
    );
  });

  test('offsets count UTF-16 code units, wherever emoji stand', async () => {
    const text = `const s = '👩‍👩‍👧 日本語';\nfunction a(items) {\n  ${BODY.join('\n  ')}\n}\n`;
    await check(
      'skeleton',
      { text, path: 'a.ts' },
      `const s = '👩‍👩‍👧 日本語';\nfunction a(items) {\n  // … 2 lines pith:482913750216:3-4\n}\n`,
    );
  });

  test('a function inside a small function goes with it', async () => {
    const text = `def outer(items):\n    def inner(a):\n        return a * 2\n    ${'x = inner(items)\n    '.repeat(5)}return x\n`;
    await check('skeleton', { text, path: 'a.py' }, 'def outer(items):\n    ...  # … 8 lines pith:482913750216:2-9\n');
  });

  test('a large body that holds functions shows them', async () => {
    const inner = (name: string) => `  function ${name}(items) {\n    ${BODY.join('\n    ')}\n  }\n`;
    const gap = `  settings.set('${'a'.repeat(20)}', "some words to make it long");\n`.repeat(30);
    const text = `function factory(settings) {\n${gap}${inner('first')}${gap}${inner('second')}  return { first, second };\n}\n`;
    await check(
      'skeleton',
      { text, path: 'a.js' },
      [
        'function factory(settings) {',
        '  // … 30 lines pith:482913750216:2-31',
        '  function first(items) {',
        '    // … 2 lines pith:482913750216:33-34',
        '  }',
        '  // … 30 lines pith:482913750216:36-65',
        '  function second(items) {',
        '    // … 2 lines pith:482913750216:67-68',
        '  }',
        '  return { first, second };',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('decorators stay with their class', async () => {
    const text = `@Component({ selector: 'a' })\nclass A {\n  @Input() x = 1;\n  @On('y')\n  run(items) {\n    ${BODY.join('\n    ')}\n  }\n}\n`;
    const skeleton = await textAt('skeleton', { text, path: 'a.ts' });
    expect(skeleton).toContain("@Component({ selector: 'a' })\nclass A {");
    expect(skeleton).toContain("  @On('y')\n  run(items) {\n    // … 2 lines");
  });

  test('statements and the comments between them share one marker, directives divide', async () => {
    const line = (n: number) => `app.use(middleware${n}({ name: "the middleware with the number ${n}" }));\n`;
    const text = `import a from 'a';\n${line(1)}\n// why\n${line(2)}// eslint-disable-next-line\n${line(3)}${line(4)}`;
    await check(
      'skeleton',
      { text, path: 'a.js' },
      "import a from 'a';\n// … 4 lines pith:482913750216:2-5\n// eslint-disable-next-line\n// … 2 lines pith:482913750216:7-8\n",
    );
  });
});

describe('syntax errors', () => {
  test('cost only the declaration they stand in', async () => {
    const text = `function good(items) {\n  ${BODY.join('\n  ')}\n}\n\nfunction bad(items) {\n  const = 3;\n  ${BODY.join('\n  ')}\n}\n`;
    const skeleton = await textAt('skeleton', { text, path: 'a.js' });
    expect(skeleton).toContain('function good(items) {\n  // … 2 lines');
    expect(skeleton).toContain(`  const = 3;\n  ${BODY.join('\n  ')}`);
  });

  test('text that is not code at all', async () => {
    const text = 'Dear all,\n\nthis is {not} code (at all [ and nobody says so.\n'.repeat(20);
    for (const level of LEVELS) await draftAt(level, { text, path: 'a.rs' });
  });
});

describe('a selection', () => {
  const text = `class A {\n  first(items) {\n    ${BODY.join('\n    ')}\n  }\n\n  second(items) {\n    ${BODY.join('\n    ')}\n  }\n}\n`;

  test('only what lies in it is cut', async () => {
    const span = { start: text.indexOf('  second'), end: text.lastIndexOf('}\n') };
    await check(
      'skeleton',
      { text, path: 'a.ts', span },
      '  second(items) {\n    // … 2 lines pith:482913750216:8-9\n  }\n',
    );
  });

  test('half a declaration is cut only if its body is inside', async () => {
    const from = text.indexOf('(items)');
    await check(
      'skeleton',
      { text, path: 'a.ts', span: { start: from, end: text.indexOf('second') } },
      '(items) {\n    // … 2 lines pith:482913750216:3-4\n  }\n\n  ',
    );
    const span = { start: 0, end: text.indexOf('report') };
    expect(await draftAt('skeleton', { text, path: 'a.ts', span })).toBeUndefined();
  });

  test('an outline names what it touches', async () => {
    const method = (n: number) =>
      `  method${n}(items: readonly Item[], report: Report): void {\n    ${BODY.join('\n    ')}\n  }\n`;
    const long = `class A {\n${[1, 2, 3, 4, 5].map(method).join('')}}\n`;
    const span = { start: long.indexOf('  method4'), end: long.length };
    const outline = await textAt('outline', { text: long, path: 'a.ts', span });
    expect(outline).toBe(
      '/* … 9 lines pith:482913750216:14-22\nclass A 1-22\n  method method4 14-17\n  method method5 18-21 */\n',
    );
  });
});

describe('outline', () => {
  const functions = (count: number, name: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => `function ${name(n)}(items) {\n  ${BODY.join('\n  ')}\n}\n`).join('');

  test('has a bounded number of entries', async () => {
    const outline = await textAt('outline', { text: functions(300, (n) => `f${n}`), path: 'a.js' });
    expect(outline.match(/^function/gm)).toHaveLength(200);
    expect(outline).toContain('\n100 more */');
  });

  test('a name cannot end the comment it stands in', async () => {
    const text = `export default {\n  '*/ evil() /*': function (items) {\n    ${BODY.join('\n    ').concat('\n    ').repeat(20)}\n  },\n};\nclass A {\n  '*/ evil() /*'(items) {\n    ${BODY.join('\n    ').concat('\n    ').repeat(20)}\n  }\n}\n`;
    const outline = await textAt('outline', { text, path: 'a.js' });
    expect(outline.indexOf('*/')).toBe(outline.trimEnd().length - 2);
  });
});

describe('hostile input ends soon and loses nothing', () => {
  const cases: Readonly<Record<string, string>> = {
    'deep nesting': `${'function f() {'.repeat(2_000)}${'}'.repeat(2_000)}`,
    'open brackets': '([{'.repeat(30_000),
    'one line of stars': `/*${'*'.repeat(200_000)}`,
    'one line of blanks': `x();${' '.repeat(300_000)}y();\n`,
    'a comment of blanks': `// ${' '.repeat(300_000)}x\n// x;\nf();`,
    'lone surrogates': `function a(items) {\n  ${'report("\uD800 and \uDFFF", items);\n  '.repeat(9)}\n}\n`,
    'many small comments': '// a;\n\n'.repeat(20_000),
    'many small functions': 'function a(){}\n'.repeat(10_000),
    'abbreviations without end': `/* ${'e.g. '.repeat(40_000)}\n * two\n */\nx();`,
    nul: 'function a() {\n\u0000\n}\n'.repeat(50),
  };
  test.each(Object.entries(cases))('%s', async (_, text) => {
    for (const level of LEVELS) await draftAt(level, { text, path: 'a.js', question: 'what does f report?' });
  });
});

test('without a question a function by itself stays, and of two the one that matters more', async () => {
  const declared = (name: string) =>
    `${name}(values: number[]): void {\n${'  values.push(values.length + 1);\n'.repeat(12)}}\n`;
  const one = `function ${declared('alone')}`;
  const two = `function ${declared('inner')}\nexport function ${declared('outer')}`;
  expect(await textAt('focus', { text: one, path: 'a.ts' })).toBe(one);
  const focused = await textAt('focus', { text: two, path: 'a.ts' });
  expect(focused).toContain(`export function ${declared('outer')}`);
  expect(focused).not.toContain(declared('inner'));
  const long = one.replace('}\n', `${'  values.push(0);\n'.repeat(500)}}\n`);
  expect((await textAt('focus', { text: long, path: 'a.ts' })).length).toBeLessThan(200);
});
