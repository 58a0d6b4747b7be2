import { decode } from '@toon-format/toon';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJson } from '../../../server/src/compression/json.js';
import { checkDraft, checkFixture, draftOf, fixturesOf, taskOf, textAt, tokensOf } from '../../support/blocks.js';

test.for(fixturesOf('json'))('json: $name', async (fixture) => {
  await checkFixture(openJson, fixture);
});

const check = async (text: string, tidy: string) => expect(await textAt(openJson, text, 'tidy')).toBe(tidy);

test('white space goes and every literal stays byte for byte', async () => {
  await check('{ "id" : 12345678901234567890 }', '{"id":12345678901234567890}');
  await check('[ 1.0, 1e3, -0, 0.1000 ]', '[1.0,1e3,-0,0.1000]');
  await check('{ "a": 1, "a": 2 }', '{"a":1,"a":2}');
  await check('[ "\\ud800", "a\\/b", "\\u0041" ]', '["\\ud800","a\\/b","\\u0041"]');
  await check('{\r\n  "a": 1.0\r\n}\r\n', '{"a":1.0}\r\n');
  await check('{\n  "a": 1.0\n}', '{"a":1.0}');
  await check('\uFEFF{ "a": [ 1.0 ] }\n', '\uFEFF{"a":[1.0]}\n');
  await check('{ "two  spaces": "stay  \\"here  \\\\" }', '{"two  spaces":"stay  \\"here  \\\\"}');
});

test('comments and trailing commas stay', async () => {
  await check('{ // one\n  "a": 1, /* two */\n}\n', '{// one\n"a":1,/* two */}\n');
  await check('[ "http://not.a.comment", ]', '["http://not.a.comment",]');
});

test('JSON Lines keep their lines, a selection of members keeps its commas', async () => {
  await check('{ "a": 1 }\n{ "b": [ 2 ] }\n', '{"a":1}\n{"b":[2]}\n');
  await check('"a": 1,\n"b": [ 1,  2 ],\n', '"a":1,"b":[1,2],\n');
});

test('G50: a table of two rows is smaller as TOON and decodes to the same, awkward values included', async () => {
  const rows = [
    { id: 1, name: 'a,b', note: 'x|y]' },
    { id: 2, name: 'Bob', note: 'line\nbreak "quoted"' },
    { id: 3, name: '', note: ' true ' },
  ];
  const text = await textAt(openJson, JSON.stringify(rows, null, 2), 'tidy');
  expect(text).toMatch(/^\[3\]\{id,name,note\}:/);
  expect(decode(text)).toEqual(rows);
  for (const small of ['[1,2,3]', '{}', '[]', 'null', '"a"']) await check(small, small);
});

test('G63: five hundred rows cost about half', async () => {
  const rows = Array.from({ length: 500 }, (_, id) => ({ id, name: `user ${id}`, active: id % 2 === 0 }));
  const compact = JSON.stringify(rows);
  const text = await textAt(openJson, JSON.stringify(rows, null, 2), 'tidy');
  expect(tokensOf(text)).toBeLessThan(0.75 * tokensOf(compact));
});

test('TOON is not used where a value would change', async () => {
  const row = (extra: string) => `[${Array.from({ length: 9 }, (_, id) => `{"id":${id},"v":${extra}}`).join(', ')}]`;
  for (const value of ['1.0', '1e3', '-0', '12345678901234567890', '0.1234567890123456789', '"\\ud800"'])
    expect(await textAt(openJson, row(value), 'tidy')).toMatch(/^\[\{"id":0/);
  expect(await textAt(openJson, row('1'), 'tidy')).toMatch(/^\[9\]\{id,v\}/);
  expect(await textAt(openJson, '[{ "2": 1, "1": 2 }, { "2": 3, "1": 4 }, { "2": 3, "1": 4 }]', 'tidy')).toMatch(
    /^\[\{"2"/,
  );
  const proto = Array.from({ length: 5 }, () => '{ "__proto__": 1, "a": 2 }').join(', ');
  expect(JSON.parse(await textAt(openJson, `{ "rows": [ ${proto}, { "a": 1, "a": 2 } ] }`, 'tidy')).rows).toHaveLength(
    6,
  );
});

const literal = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('-0', '1.50', '1E+2', '123456789012345678901234567890', '1e-400', 'true', 'false', 'null'),
  fc.string({ unit: 'binary' }).map((value) => JSON.stringify(value)),
  fc.constantFrom('"\\ud83d"', '"\\/"', '"\\u00e9"', '"a\\\\"', '"// no comment"', '"/*"'),
);
const space = fc.constantFrom('', ' ', '\n', '\r\n  ', '\t');
const joined = (open: string, close: string, items: string[], gap: string) =>
  `${open}${gap}${items.join(`${gap},${gap}`)}${gap}${close}`;
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal,
    fc.tuple(fc.array(tie('value'), { maxLength: 6 }), space).map(([items, gap]) => joined('[', ']', items, gap)),
    fc
      .tuple(fc.array(fc.tuple(fc.constantFrom('a', 'b', '1', 'é'), tie('value')), { maxLength: 5 }), space)
      .map(([items, gap]) =>
        joined(
          '{',
          '}',
          items.map(([key, item]) => `${JSON.stringify(key)}${gap}:${gap}${item}`),
          gap,
        ),
      ),
  ),
}));

/** The tokens of JSON: what must be the same before and after. */
const tokens = (text: string): string[] => text.match(/"(?:[^"\\]|\\.)*"|[^\s"{}[\],:]+|[{}[\],:]/g) ?? [];

test('tidy JSON has the same tokens, or decodes to the same value', async () => {
  await fc.assert(
    fc.asyncProperty(value, async (text) => {
      const draft = await draftOf(openJson, text, 'tidy');
      if (!draft) return;
      expect(draft.lossless).toBe(true);
      if (JSON.stringify(tokens(draft.text)) === JSON.stringify(tokens(text))) return;
      expect(JSON.stringify(decode(draft.text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
    { numRuns: 300 },
  );
});

test('every smaller level of JSON is JSON', async () => {
  const rich = fc.array(value, { minLength: 8, maxLength: 40 }).map((items) => joined('[', ']', items, '\n'));
  await fc.assert(
    fc.asyncProperty(rich, async (text) => {
      for (const level of ['focus', 'skeleton', 'outline'] as const) {
        const draft = await draftOf(openJson, text, level, level === 'focus' ? 'where is true or é' : undefined);
        if (draft) JSON.parse(draft.text);
      }
    }),
    { numRuns: 60 },
  );
});

test('long strings are cut between characters', async () => {
  const text = JSON.stringify({ a: '😀'.repeat(400), b: '\\"'.repeat(400), c: '\u0001'.repeat(300) });
  const { a, b } = JSON.parse(await textAt(openJson, text, 'skeleton'));
  expect(a.isWellFormed()).toBe(true);
  expect(a).toMatch(/^(?:😀)+… \d+ characters pith:482913750216:c5-807$/);
  expect(b).toMatch(/^(?:\\")+… \d+ characters pith:/);
});

test('what the question names stays, with all that is in it', async () => {
  const users = Array.from({ length: 200 }, (_, id) => ({
    id,
    name: `user ${id}`,
    city: id === 150 ? 'Lindholm' : 'Oslo',
  }));
  const text = await textAt(openJson, JSON.stringify({ users }), 'focus', 'Who lives in Lindholm?');
  expect(text).toContain('{"id":150,"name":"user 150","city":"Lindholm"}');
  expect(JSON.parse(text).users).toHaveLength(6);
});

test('text that is no JSON says where and is compressed by its lines', async () => {
  const compressor = openJson(taskOf('{\n  "a": 1,\n  b: 2\n}\n'));
  expect(compressor.notes).toEqual(['Not valid JSON (line 3: a name is missing): compressed by its lines.']);
  for (const broken of [
    '',
    ' ',
    '{"a"',
    '{"a":}',
    '[1 2]',
    '[1,,2]',
    '{,}',
    ']',
    '{"a":1]',
    '"open',
    '/* open',
    '{"a" 1}',
  ]) {
    const task = taskOf(broken);
    const draft = await openJson(task).draft('tidy');
    if (draft) checkDraft(task, draft);
  }
});

test('JSON that is cut off in the middle is still compressed', async () => {
  const whole = JSON.stringify({ rows: Array.from({ length: 90 }, (_, id) => ({ id })) }, null, 2);
  const compressor = openJson(taskOf(whole.slice(0, 900)));
  expect(compressor.notes).toEqual(['The JSON is cut off: what is left of it was compressed.']);
  expect((await compressor.draft('skeleton'))?.text).toMatch(
    /^\{"rows":\[\{"id":0\},\{"id":1\},\{"id":2\},"… \d+ items pith:/,
  );
});

test('100,000 nested brackets and a hundred thousand values do not crash', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(await textAt(openJson, deep, 'outline')).toBe('["… 1 item pith:482913750216:1-1",["1 item","1 item"]]');
  const wide = `[${'{"a": 1},'.repeat(50_000)}{}]`;
  expect((await textAt(openJson, wide, 'skeleton')).length).toBeLessThan(100);
});

test('cuts stay inside a selection', async () => {
  const text = `[\n${'  { "a": 1, "b": [ 1, 2 ] },\n'.repeat(40)}  {}\n]\n`;
  const span = { start: 2, end: text.indexOf('  {}') };
  const task = taskOf(text, undefined, span);
  for (const level of ['tidy', 'focus', 'skeleton', 'outline'] as const) {
    const draft = await openJson(task).draft(level);
    if (draft) checkDraft(task, draft);
  }
});
