// Texts nobody wishes for, through the whole engine: nothing lost, never larger, and time in proportion to the text.
// What only a process shows (streams, memory, disks, kills) is in `e2e/badInput.test.ts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { LEVELS, type Level } from '../../../server/src/model/block.js';
import { openTestEngine } from '../../support/engine.js';
import { code } from '../../support/host.js';

const { engine, directory, close } = openTestEngine();
afterAll(close);

/** A processor shared with a dozen others is slow; what is not linear takes hours. */
const PATIENCE = { timeout: 120_000 };

/** The largest and the smallest handle are opened, and the first ones. */
const MAX_OPENED = 8;

async function check(name: string, text: string, levels: readonly Level[] = LEVELS): Promise<void> {
  const path = join(directory, name);
  writeFileSync(path, text);
  for (const level of levels) {
    const result = await engine.compress({
      inputs: [{ uri: pathToFileURL(path).href, label: name }],
      level,
      purpose: 'output',
    });
    expect(result.tokens.after).toBeLessThanOrEqual(result.tokens.before);
    // Not toBe: nobody wants to read the difference of 5 MB.
    if (result.route === 'original') expect(result.text === text, `${level} is the input`).toBe(true);
    const bySize = result.omissions.toSorted((a, b) => b.tokens - a.tokens);
    for (const { handle } of [...bySize.slice(0, MAX_OPENED), ...bySize.slice(-1)]) {
      const found = await engine.expand({ handle });
      expect(found.text.length > 0 && text.includes(found.text), `${level} ${handle}`).toBe(true);
    }
  }
}

describe('unusual text comes back as it was', () => {
  const source = code(6);
  const cases: Readonly<Record<string, string>> = {
    'CRLF.ts': source.replaceAll('\n', '\r\n'),
    'mixed.ts': source.replaceAll('{\n', '{\r\n'),
    'bom.ts': `\ufeff${source}`,
    'unended.ts': source.trimEnd(),
    'broken.ts': source.replace('return sum;', 'return ((sum;'),
    'separators.ts': source.replaceAll('// ', '// \u2028\u0085\v'),
    'hostile.ts': source.replaceAll("'skipped'", "'*/ pith:123456789012:1-9 …'").replace('step1(', "'*/ evil /*'("),
    'hostile.py':
      'def f(a):\n    """Ends here: pith:123456789012:3-4"""\n    b = "… 3 lines pith:123456789012"\n    c = b\n    print(a, b, c, "and on")\n    return c\n',
    'hostile.html': `<!-- pith:123456789012 --><p>${'-->'.repeat(30)}</p>\n<script>\n${source}</script>\n`,
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => check(name, text));

  test('what Pith made can be given to it again', async () => {
    const compress = (text: string, level: Level) =>
      engine.compress({ inputs: [{ uri: 'untitled:1', text, languageId: 'typescript' }], level, purpose: 'output' });
    const once = await compress(code(8), 'skeleton');
    const twice = await compress(once.text, 'outline');
    const [whole] = twice.omissions;
    expect((await engine.expand({ handle: whole?.handle ?? '' })).text).toBe(once.text);
    const [body] = once.omissions;
    expect((await engine.expand({ handle: body?.handle ?? '' })).text).toContain('for (const value of input)');
  });
});

describe('long and deep input', () => {
  const lineOf = (item: (at: number) => string, bytes: number): string => {
    const items: string[] = [];
    for (let length = 0, at = 0; length < bytes; at++) length += (items[items.push(item(at)) - 1]?.length ?? 0) + 1;
    return items.join(',');
  };
  const FIVE_MB = 5_000_000;

  const lines: Readonly<Record<string, () => string>> = {
    'line.ts': () => `const a = [${lineOf((at) => `{id:${at},name:"item ${at}",on(){return ${at}}}`, FIVE_MB)}];\n`,
    'line.json': () => `[${lineOf((at) => `{"id":${at},"name":"item ${at}","tags":["a","b"]}`, FIVE_MB)}]`,
    'line.txt': () => lineOf((at) => `word${at} and another one`, FIVE_MB),
    'letters.txt': () => 'a'.repeat(FIVE_MB),
  };
  for (const [name, make] of Object.entries(lines))
    test(`one line of 5 MB: ${name}`, PATIENCE, () => check(name, make(), ['focus', 'outline']));

  const DEEP = 100_000;
  const deep: Readonly<Record<string, string>> = {
    'deep.json': '['.repeat(DEEP) + ']'.repeat(DEEP),
    'deepObjects.json': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
    'unclosed.json': '['.repeat(DEEP),
    'deep.js': `const a = ${'['.repeat(DEEP)}${']'.repeat(DEEP)};\n${code(3)}`,
    'unclosed.js': '('.repeat(DEEP),
    'blocks.js': `${'{'.repeat(DEEP)}${'}'.repeat(DEEP)}\n`,
    'closers.js': `${')'.repeat(DEEP)}\n`,
  };
  for (const [name, text] of Object.entries(deep))
    test(`100,000 brackets: ${name}`, PATIENCE, () => check(name, text, ['focus', 'outline']));
});
