// Pith in a terminal: what a user or a script types, and what comes back on which stream with which exit code.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { code, log, usePlace } from '../support/host.js';

const { folder, data, write, start, pith } = usePlace();
const SOURCE = code(12);
write('a.ts', SOURCE);
write(
  'lib/b.py',
  'def f(a):\n    b = a + 1\n    c = b * a\n    print("values", a, b, c)\n    print("values", a, b, c)\n    return b + c\n',
);
write('lib/c.log', log(4_000));

const HANDLE = /pith:\d{12}(?::c?\d+-\d+)?/g;
const handlesIn = (text: string): string[] => text.match(HANDLE) ?? [];
const json = async (args: readonly string[]) => JSON.parse((await pith([...args, '--json'])).out);

describe('results on standard output, everything else on standard error', () => {
  test('compress prints the text alone, and its figures beside it', async () => {
    const { code: exit, out, err } = await pith(['compress', 'a.ts', '--level', 'skeleton']);
    expect(exit).toBe(0);
    expect(out).toContain('export function step3(input: readonly number[]): number {');
    expect(out).not.toContain('tokens');
    const [before, after] = [countTokens(SOURCE), countTokens(out)].map((count) => count.toLocaleString('en-US'));
    expect(err).toMatch(new RegExp(`^${before} → ${after} tokens \\(−\\d+ %, o200k_base\\)\n$`));
  });

  test('--json is the whole answer', async () => {
    const result = await json(['compress', 'a.ts', '-l', 'skeleton']);
    expect(result).toMatchObject({
      tokens: { before: countTokens(SOURCE), after: countTokens(result.text), tokenizer: 'o200k_base', exact: true },
      blocks: [{ path: 'a.ts', kind: 'code', language: 'typescript', level: 'skeleton', startLine: 1 }],
      route: 'code:skeleton',
      faithfulness: expect.any(Number),
      elapsedMs: expect.any(Number),
    });
    const { before, after } = result.tokens;
    expect(result.savedTokens).toBe(before - after);
    expect(result.keptRatio).toBeCloseTo(after / before, 4);
    expect(result.savedPercent).toBeCloseTo((100 * (before - after)) / before, 0);
    expect(result.omissions).toHaveLength(12);
    for (const omission of result.omissions) {
      expect(omission).toEqual({
        handle: expect.stringMatching(/^pith:\d{12}:\d+-\d+$/),
        reason: expect.any(String),
        path: 'a.ts',
        startLine: expect.any(Number),
        endLine: expect.any(Number),
        tokens: expect.any(Number),
      });
    }
  });

  test('expand prints what a handle stands for, also from a pasted marker', async () => {
    const { out } = await pith(['compress', 'a.ts', '-l', 'skeleton']);
    const handles = handlesIn(out);
    expect(handles.length).toBeGreaterThanOrEqual(12);
    for (const handle of handles.slice(0, 2)) {
      const { out: original, err } = await pith(['expand', `// … 6 lines ${handle}`]);
      expect(SOURCE).toContain(original);
      expect(original).toContain('console.log');
      expect(err).toBe('');
    }
  });

  test('count prints a number, of files, folders and pipes', async () => {
    expect(await pith(['count', 'a.ts'])).toEqual({ code: 0, out: `${countTokens(SOURCE)}\n`, err: '' });
    expect((await pith(['count'], { stdin: SOURCE })).out).toBe(`${countTokens(SOURCE)}\n`);
    expect((await pith(['count', '-'], { stdin: '' })).out).toBe('0\n');
    expect((await pith(['count', 'a.ts', '--model', 'claude-opus-4'])).out).toMatch(/^~\d+\n$/);
    expect(Number((await pith(['count', '.'])).out)).toBeGreaterThan(countTokens(SOURCE));
  });

  test('a budget and a rate are kept', async () => {
    for (const args of [
      ['--budget', '200'],
      ['--rate', '0.3'],
      ['-r', 'auto'],
    ]) {
      const { out, code: exit } = await pith(['compress', 'a.ts', ...args]);
      expect(exit).toBe(0);
      expect(countTokens(out)).toBeLessThanOrEqual(
        args[1] === '200' ? 200 : countTokens(SOURCE) * (args[1] === 'auto' ? 1 : 0.3),
      );
    }
  });

  test('a question keeps its answer in full', async () => {
    const { out } = await pith(['-q', 'what does step7 skip?', 'compress', 'a.ts']);
    expect(out).toContain('if (value % 9 === 0) sum += value * 7;');
    expect(out).not.toContain('if (value % 12 === 0) sum += value * 10;');
  });

  test('several files and folders carry their paths; what cannot be used is named', async () => {
    const { out, err, code: exit } = await pith(['compress', 'a.ts', 'lib', 'gone.ts', '-l', 'outline']);
    expect(exit).toBe(0);
    expect(out.match(/^=== .*$/gm)).toEqual([
      expect.stringMatching(/^=== a\.ts:1-/),
      '=== lib/b.py:1-6',
      expect.stringMatching(/^=== lib\/c\.log:1-/),
    ]);
    expect(err).toContain('gone.ts does not exist. Check the name.');
  });

  test('piped text says what would help, and --language does', async () => {
    const guessed = await pith(['compress', '-', '-l', 'skeleton'], { stdin: SOURCE });
    expect(guessed.err).toContain('--language');
    const told = await pith(['compress', '-', '-l', 'skeleton', '--language', 'typescript'], { stdin: SOURCE });
    expect(told.err).not.toContain('--language');
    expect(told.out).toBe((await pith(['compress', 'a.ts', '-l', 'skeleton'])).out);
  });

  test('notebooks cell by cell, components by their scripts', async () => {
    const cell = {
      cell_type: 'code',
      metadata: {},
      outputs: [{ text: 'OUTPUT' }],
      source: [readFileSync(join(folder, 'lib/b.py'), 'utf8')],
    };
    const notebook = { cells: [cell], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 };
    write('n.ipynb', JSON.stringify(notebook));
    const { out } = await pith(['compress', 'n.ipynb', '-l', 'skeleton']);
    expect(out).toContain('def f(a):');
    expect(out).not.toContain('OUTPUT');
    expect((await pith(['expand', handlesIn(out)[0] ?? ''])).out).toContain('b = a + 1');
    write('v.vue', `<template>\n  <p>{{ x }}</p>\n</template>\n<script lang="ts">\n${SOURCE}</script>\n`);
    const vue = await pith(['compress', 'v.vue', '-l', 'skeleton']);
    expect(vue.out).toContain('<p>{{ x }}</p>');
    expect(handlesIn(vue.out)).toHaveLength(12);
  });

  test('ladder, savings, delete-data', async () => {
    const { out } = await pith(['ladder', 'a.ts']);
    expect(out.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^file +level +tokens +change +ms$/),
      expect.stringMatching(/^a\.ts +full /),
      expect.stringMatching(/^ +tidy /),
    ]);
    const { total } = await json(['savings']);
    expect(total.results).toBeGreaterThan(5);
    expect(total.savedTokens).toBe(total.tokensBefore - total.tokensAfter);
    expect(await pith(['delete-data'])).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/^Deleted: store, ledger, index; [\d,]+ bytes freed\.\n$/),
    });
    expect((await json(['savings'])).total.results).toBe(0);
  });
});

describe('exit codes and messages that scripts and people can use', () => {
  const check = async (args: readonly string[], exit: number, message: RegExp, stdin = '') => {
    const ran = await pith(args, { stdin });
    expect(ran).toEqual({ code: exit, out: '', err: expect.stringMatching(message) });
    expect(ran.err).toMatch(/^pith: .*\n$/);
    expect(ran.err).not.toMatch(/this is a bug/);
  };

  test('2: wrong usage', async () => {
    await check(['squeeze'], 2, /"squeeze" is not a command\. Known: compress, expand/);
    await check(['compress', '--levl', 'tidy'], 2, /--levl.*pith help/);
    await check(['compress', 'a.ts', '--level', 'tiny'], 2, /full, tidy, focus, skeleton, outline/);
    await check(['compress', 'a.ts', '--budget', '9', '--rate', '0.5'], 2, /one of --level, --budget and --rate/);
    await check(['compress', ''], 2, /file name is empty/);
    await check(['compress', '-', '-'], 2, /read once/);
    await check(['count', 'a.ts', '--level', 'tidy'], 2, /count takes no --level/);
    await check(['expand'], 2, /takes one handle/);
    await check(['delete-data', 'everything'], 2, /store, ledger/);
    await check(['savings', 'today'], 2, /takes no names/);
  });

  test('3: input that cannot be used', async () => {
    await check(['compress', 'gone.ts'], 3, /gone\.ts does not exist\. Check the name/);
    await check(['compress'], 3, /no text to compress/);
    await check(['compress', write('empty.txt', '')], 3, /name a file that is not empty/);
    await check(['compress', write('x.bin', Uint8Array.of(1, 0, 2))], 3, /binary, not text/);
    await check(
      ['compress', write('latin.txt', Uint8Array.of(0x63, 0xe9))],
      3,
      /not UTF-8: byte 0xe9 at offset 1.*iconv/,
    );
    await check(['compress', write('utf16.txt', Uint8Array.of(0xff, 0xfe, 0x61, 0))], 3, /UTF-16.*iconv/);
    await check(['compress', '-'], 3, /standard input is binary/, 'a\0b');
  });

  test('4 and 5: handles and budgets', async () => {
    await check(['expand', 'nothing'], 4, /looks like pith:\d+/);
    await check(['expand', 'pith:000000000000:1-2'], 4, /not made on this machine.*Compress the text again/);
    await check(['compress', 'a.ts', '--budget', '5'], 5, /Use at least \d+/);
  });

  test('help and version', async () => {
    for (const args of [[], ['help'], ['--help'], ['compress', '-h']])
      expect(await pith(args)).toMatchObject({
        code: 0,
        out: expect.stringContaining('pith compress [FILE…|-]'),
        err: '',
      });
    expect((await pith(['--version'])).out).toMatch(/^pith \d+\.\d+\.\d+\n$/);
  });
});

describe('streams', () => {
  test('a reader that has seen enough is no error', async () => {
    const child = start(['compress', write('long.log', log(2_000_000)), '-l', 'full']);
    child.stdin.end();
    child.stdout.once('data', () => child.stdout.destroy());
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(err).not.toMatch(/bug|Error/);
  });

  test('Ctrl+C ends it at once', async () => {
    const child = start(['compress']);
    // It waits for its input by then.
    setTimeout(() => child.kill('SIGINT'), 500);
    expect(await new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))).toBe('SIGINT');
  });

  const shell = (command: string) => {
    const main = join(import.meta.dirname, '../../dist/server/main.js');
    const script = `pith() { "$NODE" "$MAIN" "$@"; }; cd "$FOLDER" && ${command}; echo "exit $?" >&2`;
    const env = { ...process.env, NODE: process.execPath, MAIN: main, FOLDER: folder, PITH_HOME: data };
    return execFileSync('sh', ['-c', `{ ${script}; } 2>&1`], { env, encoding: 'utf8' });
  };

  test.skipIf(!existsSync('/dev/full'))('an output or notice that cannot be written', () => {
    expect(shell('pith compress a.ts -l outline > /dev/full')).toBe(
      'pith: Standard output cannot be written (ENOSPC). Write it where there is room.\nexit 6\n',
    );
    expect(shell('pith count a.ts 2> /dev/full')).toBe(`${countTokens(SOURCE)}\nexit 0\n`);
    expect(shell('pith compress a.ts -l tidy 2> /dev/full > /dev/null')).toBe('exit 0\n');
  });
});
