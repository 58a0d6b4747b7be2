// Input and surroundings nobody wishes for, end to end: a clear message, nothing lost, and within sane time and memory.
// What single modules make of bad input is tested beside them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { code, log, usePlace } from '../support/host.js';

const { folder, data, write, start, pith } = usePlace();

/** A processor shared with a dozen others is slow; what is not linear takes hours. */
const PATIENCE = { timeout: 240_000 };

/** Old objects of the largest input must fit into this, in megabytes. */
const HEAP = { NODE_OPTIONS: '--max-old-space-size=1024' };

const handlesIn = (text: string): string[] => text.match(/pith:\d{12}(?::c?\d+-\d+)?/g) ?? [];
const compressed = async (name: string, ...args: readonly string[]) => {
  const ran = await pith(['compress', name, '--json', ...args], { env: HEAP });
  expect(ran, ran.err).toMatchObject({ code: 0, err: '' });
  return JSON.parse(ran.out);
};
/** Every handle of a result gives back text of the original, and the largest one is looked at in full. */
async function nothingIsLost(original: string, { omissions }: { omissions: { handle: string; tokens: number }[] }) {
  const [largest, smallest] = [...omissions]
    .sort((a, b) => b.tokens - a.tokens)
    .filter((_, at, all) => at === 0 || at === all.length - 1);
  for (const omission of [largest, smallest]) {
    if (!omission) continue;
    const { out, code: exit } = await pith(['expand', omission.handle]);
    expect(exit).toBe(0);
    expect(out.length > 0 && original.includes(out), omission.handle).toBe(true);
  }
}

describe('bytes through the streams', () => {
  const text = `\ufeff${code(6).replaceAll('\n', '\r\n').trimEnd()}`;

  test('line ends, byte order mark and a missing last line end come back, from files and pipes', async () => {
    write('bytes.ts', text);
    expect((await pith(['compress', 'bytes.ts', '-l', 'full'])).out).toBe(text);
    expect((await pith(['compress', '-', '-l', 'full'], { stdin: text })).out).toBe(text);
    const { out } = await pith(['compress', 'bytes.ts', '-l', 'outline']);
    expect((await pith(['expand', handlesIn(out)[0] ?? ''])).out).toBe(text);
  });
});

describe('large input', () => {
  test('a log of 50 MB', PATIENCE, async () => {
    const text = log(50_000_000);
    write('large.log', text);
    const result = await compressed('large.log');
    expect(result.keptRatio).toBeLessThan(0.5);
    expect(result.text).toContain(' ERROR ');
    await nothingIsLost(text, result);
  });

  test('a file over the limit says which setting to raise', async () => {
    write('over.log', Buffer.alloc(52_428_801, 'x\n'));
    const ran = await pith(['compress', 'over.log']);
    expect(ran).toEqual({
      code: 3,
      out: '',
      err: expect.stringMatching(/over\.log has 50\.1 MB; the limit is 50\.0 MB\. Raise pith\.limits\.maxFileBytes/),
    });
  });
});

describe('files and handles that change', () => {
  test('a handle outlives its file', async () => {
    const text = code(8);
    const path = write('gone.ts', text);
    const { out } = await pith(['compress', 'gone.ts', '-l', 'outline']);
    const [handle = ''] = handlesIn(out);
    expect((await pith(['expand', handle])).out).toBe(text);
    writeFileSync(path, '// another one\n');
    expect((await pith(['expand', handle])).out).toBe(text);
    rmSync(path);
    expect((await pith(['expand', handle])).out).toBe(text);
    expect(await pith(['expand', `${handle.split(':').slice(0, 2).join(':')}:900-901`])).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringContaining('Check the numbers'),
    });
    await pith(['delete-data', 'store']);
    expect(await pith(['expand', handle])).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringContaining('Compress the text again'),
    });
  });

  test('a damaged entry of the store is not given out as the original', async () => {
    const text = code(8);
    const path = write('damaged.ts', text);
    const { out } = await pith(['compress', 'damaged.ts', '-l', 'outline']);
    const id = handlesIn(out)[0]?.split(':')[1] ?? '';
    rmSync(path);
    writeFileSync(join(data, 'originals', id.slice(0, 2), id), 'rubbish');
    const ran = await pith(['expand', `pith:${id}`]);
    expect(ran).toMatchObject({ code: 4, out: '' });
  });
});

describe('a data folder that cannot be used', () => {
  const text = code(8);
  const refused = async (directory: string, problem: RegExp) => {
    write('kept.ts', text);
    const env = { PITH_HOME: directory };
    const ran = await pith(['compress', 'kept.ts', '-l', 'outline'], { env });
    expect(ran).toMatchObject({ code: 0, out: text });
    expect(ran.err).toMatch(problem);
    expect(ran.err).toMatch(/left as it is/);
    expect(await pith(['compress', 'kept.ts', '--budget', '100'], { env })).toMatchObject({
      code: 6,
      out: '',
      err: expect.stringMatching(problem),
    });
    expect((await pith(['savings'], { env })).code).toBe(0);
  };

  test('a file in its place', () =>
    refused(write('notAFolder', 'x'), /a part of its path is a file\. Remove that file/));

  const mount = join(folder, 'full');
  mkdirSync(mount);
  const isMounted = mounted(mount);
  test.skipIf(!isMounted)('a full disk', async () => {
    try {
      writeFileSync(join(mount, 'filler'), Buffer.alloc(4096));
      await expect(async () => writeFileSync(join(mount, 'more'), Buffer.alloc(1_000_000))).rejects.toThrow(/ENOSPC/);
      await refused(mount, /the disk is full\. Free some space/);
    } finally {
      execFileSync('umount', [mount]);
    }
  });
});

/** A disk of 8 KB, where this user may mount one; says loudly where not. */
function mounted(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'none', path], { stdio: 'pipe' });
    return true;
  } catch (error) {
    console.warn(
      `NOT TESTED: a full disk, because no small disk can be mounted here (${String(error).split('\n')[0]}).`,
    );
    return false;
  }
}

describe('several processes on one data folder', () => {
  test('each keeps its originals and its receipt, and the same input gives the same bytes', async () => {
    await pith(['delete-data']);
    const names = [0, 1, 2, 3, 4, 5].map((at) => `p${at % 3}.ts`);
    for (const name of names) write(name, code(6, `of${name.slice(0, 2)}`));
    const zones = ['UTC', 'Asia/Tokyo', 'America/New_York'];
    const ran = await Promise.all(
      names.map((name, at) =>
        pith(['compress', name, '-l', 'skeleton'], {
          env: { TZ: zones[at % 2] ?? '', LANG: at > 2 ? 'de_DE.UTF-8' : 'C' },
        }),
      ),
    );
    expect(ran.map(({ code: exit }) => exit)).toEqual(names.map(() => 0));
    for (const at of [0, 1, 2]) expect(ran[at + 3]).toEqual(ran[at]);
    for (const { out } of ran) expect((await pith(['expand', handlesIn(out)[0] ?? ''])).code).toBe(0);
    expect(JSON.parse((await pith(['savings', '--json'])).out).total.results).toBe(names.length);
  });

  test('killed while it writes: what others kept is whole, and the next one does its work', PATIENCE, async () => {
    await pith(['delete-data']);
    const first = code(8, 'first');
    write('first.ts', first);
    const [kept = ''] = handlesIn((await pith(['compress', 'first.ts', '-l', 'outline'])).out);
    for (let round = 0; round < 6; round++) {
      write('torn.log', log(3_000_000 + round));
      const entries = entriesOf().length;
      const child = start(['compress', 'torn.log', '-l', 'outline']);
      child.stdin.end();
      const ended = new Promise((resolve) => child.on('close', resolve));
      // The first sign of its entry, whatever its name, is the middle of the write.
      while (entriesOf().length === entries && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 1));
      child.kill('SIGKILL');
      await ended;
    }
    expect((await pith(['expand', kept])).out).toBe(first);
    const whole = await pith(['compress', 'torn.log', '-l', 'outline']);
    expect(whole.code).toBe(0);
    expect((await pith(['expand', handlesIn(whole.out)[0] ?? ''])).out.length).toBeGreaterThan(0);
    expect((await pith(['savings'])).code).toBe(0);
    expect((await pith(['delete-data'])).code).toBe(0);
    expect(entriesOf()).toEqual([]);
  });
});

/** Files in the store, temporary ones too. */
const entriesOf = (): string[] => {
  const store = join(data, 'originals');
  if (!existsSync(store)) return [];
  return readdirSync(store, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
};
