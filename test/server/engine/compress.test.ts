// The engine end to end, with real grammars, store and ledger in a folder of its own.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { LEVELS, type Level } from '../../../server/src/model/block.js';
import { openTestEngine, type TestEngine } from '../../support/engine.js';

const TYPESCRIPT = `// Copyright 2026 Nobody. Licensed under the MIT licence.
import { readFile } from 'node:fs/promises';

/** Reads a file. It tries again when the disk is busy. */
export async function readTwice(path: string): Promise<string> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (attempt === 1) throw error;
      console.warn('trying again', path, error);
    }
  }
  throw new Error('unreachable');
}

export class Uploader {
  private readonly queue: string[] = [];

  /** Adds a file to the queue. */
  add(path: string): void {
    if (this.queue.includes(path)) return;
    this.queue.push(path);
    this.queue.sort((a, b) => a.localeCompare(b));
  }

  async flush(): Promise<number> {
    let sent = 0;
    while (this.queue.length > 0) {
      const next = this.queue.shift();
      if (next === undefined) break;
      await readTwice(next);
      sent += 1;
    }
    return sent;
  }
}
`;

const open: TestEngine[] = [];
afterEach(() => {
  for (const { close } of open.splice(0)) close();
});
const start = (settings: object = {}): TestEngine => {
  const made = openTestEngine(settings);
  open.push(made);
  return made;
};
const untitled = (text: string, languageId = 'typescript') => [
  { uri: 'untitled:1', text, languageId, label: 'upload.ts' },
];

describe('compress', () => {
  test('every level is smaller than the last, and every omission gives its lines back', async () => {
    const { engine } = start();
    let last = Number.POSITIVE_INFINITY;
    for (const level of LEVELS) {
      const result = await engine.compress({ inputs: untitled(TYPESCRIPT), level, purpose: 'output' });
      expect(result.tokens.after, level).toBeLessThanOrEqual(last);
      last = result.tokens.after;
      for (const { handle, startLine, endLine } of result.omissions) {
        const { text } = await engine.expand({ handle });
        const whole = TYPESCRIPT.split('\n')
          .slice(startLine - 1, endLine)
          .join('\n');
        expect(text.length).toBeGreaterThan(0);
        expect(whole.includes(text.replace(/\n$/, '')), handle).toBe(true);
      }
    }
    expect(last).toBeLessThan(80);
  });

  test('the ladder announces what compress then gives', async () => {
    const { engine } = start();
    const { rungs, before } = await engine.ladder({ inputs: untitled(TYPESCRIPT), question: 'why does flush stop' });
    for (const { level, tokens, savedPercent } of rungs) {
      const result = await engine.compress({
        inputs: untitled(TYPESCRIPT),
        question: 'why does flush stop',
        level,
        purpose: 'preview',
      });
      expect(result.tokens).toMatchObject({ before, after: tokens });
      expect(result.savedPercent).toBe(savedPercent);
    }
  });

  test('the question decides what stays in full', async () => {
    const { engine } = start();
    const { text } = await engine.compress({
      inputs: untitled(TYPESCRIPT),
      question: 'why does the queue never flush?',
      level: 'focus',
      purpose: 'output',
    });
    expect(text).toContain('this.queue.shift()');
    expect(text).not.toContain('this.queue.sort');
  });

  test('same input, same bytes', async () => {
    const request = { inputs: untitled(TYPESCRIPT), level: 'skeleton', purpose: 'preview' } as const;
    const first = await start().engine.compress(request);
    const second = await start().engine.compress(request);
    expect(second.text).toBe(first.text);
    expect(second.omissions).toEqual(first.omissions);
  });

  test('nothing saved: the input itself, with a receipt that says so', async () => {
    const { engine } = start();
    const result = await engine.compress({ inputs: untitled('const a = 1;\n'), level: 'outline', purpose: 'output' });
    expect(result).toMatchObject({
      text: 'const a = 1;\n',
      savedTokens: 0,
      keptRatio: 1,
      route: 'original',
      omissions: [],
    });
    expect(engine.savings().total).toMatchObject({ results: 1, savedTokens: 0 });
  });

  test('under a budget the question decides which files are shown', async () => {
    const { engine } = start();
    const file = (name: string) => ({
      uri: `untitled:${name}`,
      text: TYPESCRIPT.replaceAll('Uploader', name).replaceAll('queue', `${name}Queue`),
      languageId: 'typescript',
      label: `${name}.ts`,
    });
    const inputs = ['alpha', 'beta', 'gamma', 'delta'].map(file);
    const shown = async (question: string) => {
      const { blocks, tokens } = await engine.compress({ inputs, question, budgetTokens: 500, purpose: 'preview' });
      expect(tokens.after).toBeLessThanOrEqual(500);
      return [...blocks].sort((a, b) => b.tokens.after - a.tokens.after)[0]?.path;
    };
    for (const name of ['alpha', 'gamma', 'delta']) expect(await shown(`How is ${name} flushed?`)).toBe(`${name}.ts`);
  });

  test('a budget holds to the token, notices included', async () => {
    const { engine } = start();
    for (const budgetTokens of [20, 60, 120, 200, 300, 1_000]) {
      const result = await engine.compress({ inputs: untitled(TYPESCRIPT), budgetTokens, purpose: 'output' });
      const { tokens } = await engine.count({ inputs: untitled(result.text, 'plaintext') });
      expect(tokens).toBe(result.tokens.after);
      expect(tokens).toBeLessThanOrEqual(budgetTokens);
    }
    await expect(engine.compress({ inputs: untitled(TYPESCRIPT), budgetTokens: 3, purpose: 'output' })).rejects.toThrow(
      /Use at least \d+/,
    );
  });

  test('a rate keeps at most its share', async () => {
    const { engine } = start();
    const result = await engine.compress({ inputs: untitled(TYPESCRIPT), rate: 0.5, purpose: 'output' });
    expect(result.keptRatio).toBeLessThanOrEqual(0.5);
    const auto = await engine.compress({ inputs: untitled(TYPESCRIPT), rate: 'auto', purpose: 'output' });
    expect(auto.faithfulness).toBeGreaterThanOrEqual(0.85);
    expect(auto.savedTokens).toBeGreaterThan(0);
  });

  test('selections become blocks of their own, parsed inside their document', async () => {
    const { engine } = start();
    const at = (needle: string) => TYPESCRIPT.indexOf(needle);
    const spans = [
      { start: at('  async flush'), end: at('}\n') > 0 ? TYPESCRIPT.lastIndexOf('}\n') : 0 },
      { start: at('export async function'), end: at('export class') },
    ];
    const [input] = untitled(TYPESCRIPT);
    const result = await engine.compress({
      inputs: [{ ...input, uri: 'untitled:1', spans }],
      level: 'skeleton',
      purpose: 'output',
    });
    expect(result.blocks.map(({ startLine }) => startLine)).toEqual([5, 27]);
    expect(result.text).toContain('async flush(): Promise<number>');
    expect(result.text).not.toContain('this.queue.shift()');
  });
});

describe('secrets', () => {
  const KEY = `ghp_${'1234567890abcdefghijklmnopqrstuvwxyz'.slice(0, 36)}`;
  const text = `export const token = '${KEY}';\n${TYPESCRIPT}`;

  test('are masked in the text and in what a handle prints, and shown in the editor', async () => {
    const { engine } = start();
    const result = await engine.compress({ inputs: untitled(text), level: 'tidy', purpose: 'clipboard' });
    expect(result.text).not.toContain(KEY);
    expect(result.masked).toBe(1);
    const handle = result.blocks[0]?.handle ?? '';
    expect((await engine.expand({ handle })).text).toBe(text);
    expect(await engine.expand({ handle, mask: true })).toMatchObject({ masked: 1, text: text.replace(KEY, '***') });
    const inside = text.indexOf(KEY) + 8;
    const part = `${handle.slice(0, 'pith:123456789012'.length)}:c${inside}-${inside + 8}`;
    expect(await engine.expand({ handle: part, mask: true })).toMatchObject({ masked: 1, text: '***' });
  });

  test('stay where the user turned masking off', async () => {
    const { engine } = start({ secrets: { mask: false } });
    const result = await engine.compress({ inputs: untitled(text), level: 'tidy', purpose: 'clipboard' });
    expect(result.text).toContain(KEY);
    expect(result.masked).toBe(0);
  });
});

describe('what goes wrong', () => {
  test('no text at all', async () => {
    const { engine } = start();
    await expect(engine.compress({ inputs: untitled(''), purpose: 'output' })).rejects.toMatchObject({
      code: 'empty-input',
    });
    expect((await engine.count({ inputs: untitled('') })).tokens).toBe(0);
  });

  test('a store that cannot be written leaves the text as it is and says why', async () => {
    const { engine, directory } = start();
    rmSync(join(directory, 'originals'), { recursive: true, force: true });
    writeFileSync(join(directory, 'originals'), 'a file where the folder should be');
    const result = await engine.compress({ inputs: untitled(TYPESCRIPT), level: 'skeleton', purpose: 'output' });
    expect(result.text).toBe(TYPESCRIPT);
    expect(result.omissions).toEqual([]);
    expect(result.notes.join(' ')).toMatch(/left as it is/);
    await expect(
      engine.compress({ inputs: untitled(TYPESCRIPT), budgetTokens: 100, purpose: 'output' }),
    ).rejects.toMatchObject({ code: 'storage' });
  });

  test('a note about one size is not given with another', async () => {
    const { engine } = start();
    const rows = Array.from({ length: 60 }, (_, id) => ({ id, name: `user ${id}`, active: id % 2 === 0 }));
    const inputs = [{ uri: 'untitled:1', text: JSON.stringify(rows, null, 2), languageId: 'json' }];
    const notesAt = async (level: Level) => (await engine.compress({ inputs, level, purpose: 'preview' })).notes;
    expect(await notesAt('tidy')).toEqual(['The JSON is written as TOON: the same data in fewer tokens.']);
    for (const level of ['full', 'focus', 'skeleton', 'outline'] as const) expect(await notesAt(level)).toEqual([]);
  });

  test('among several files the ones that cannot be used are named', async () => {
    const { engine, directory } = start();
    mkdirSync(join(directory, 'files'));
    const file = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(directory, 'files', name), content);
      return { uri: pathToFileURL(join(directory, 'files', name)).href, label: name };
    };
    const inputs = [
      file('good.ts', TYPESCRIPT),
      file('binary.bin', new Uint8Array([0, 1, 2, 0, 255])),
      { uri: pathToFileURL(join(directory, 'gone.ts')).href, label: 'gone.ts' },
    ];
    const result = await engine.compress({ inputs, level: 'skeleton', purpose: 'output' });
    expect(result.blocks).toHaveLength(1);
    expect(result.notes).toHaveLength(2);
    await expect(engine.compress({ inputs: inputs.slice(1, 2), purpose: 'output' })).rejects.toMatchObject({
      code: 'not-text',
    });
    await expect(engine.compress({ inputs: inputs.slice(2), purpose: 'output' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('a handle to a file that changed still gives the text of then', async () => {
    const { engine, directory } = start();
    const path = join(directory, 'a.ts');
    writeFileSync(path, TYPESCRIPT);
    const inputs = [{ uri: pathToFileURL(path).href, label: 'a.ts' }];
    const { blocks } = await engine.compress({ inputs, level: 'outline', purpose: 'output' });
    const handle = blocks[0]?.handle ?? '';
    expect(await engine.expand({ handle })).toMatchObject({ text: TYPESCRIPT, from: 'file' });
    writeFileSync(path, 'changed');
    expect(await engine.expand({ handle })).toMatchObject({ text: TYPESCRIPT, from: 'store' });
    await engine.deleteData(['store']);
    await expect(engine.expand({ handle })).rejects.toMatchObject({ code: 'handle-unknown' });
  });
});
