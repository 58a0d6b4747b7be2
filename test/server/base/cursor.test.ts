import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../server/src/base/canonical.js';
import { formatCursor, parseCursor } from '../../../server/src/base/cursor.js';

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: [1, { d: 2, c: 3 }] }, '{"a":[1,{"c":3,"d":2}],"b":1}'],
    [{ a: 0.123456789, b: -0.123456789, c: 3 }, '{"a":0.123457,"b":-0.123457,"c":3}'],
    [{ a: [], b: null, c: undefined, d: {}, e: '', f: false, g: 0 }, '{"e":"","f":false,"g":0}'],
    [[], 'null'],
    [[1, null, 2], '[1,null,2]'],
    ['text', '"text"'],
  ])('%j', (value, expected) => {
    for (let run = 0; run < 10; run++) expect(canonicalJson(value)).toBe(expected);
  });
});

describe('a cursor', () => {
  const binding = { verb: 'searchSymbols', request: { query: 'send', limit: 15 }, state: 'one' };
  const cursor = formatCursor(15, binding);

  test('says where the next page begins', () => {
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(parseCursor(cursor, { ...binding, request: { limit: 15, query: 'send' } })).toBe(15);
    expect(parseCursor('', binding)).toBe(0);
    expect(parseCursor(undefined, binding)).toBe(0);
  });

  test.each([
    ['another verb', cursor, { ...binding, verb: 'findReferences' }],
    ['another question', cursor, { ...binding, request: { query: 'send', limit: 16 } }],
    ['a changed index', cursor, { ...binding, state: 'two' }],
    ['garbage', 'garbage!', binding],
    ['a cut one', cursor.slice(0, -4), binding],
    ['other data', Buffer.from('{"v":1}').toString('base64url'), binding],
    ['no place', formatCursor(-1, binding), binding],
  ])('is refused: %s', (_, text, other) => expect(parseCursor(text, other)).toBeUndefined());
});
