import { execFileSync } from 'node:child_process';
import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeText, type ReadDisk, readText } from '../../../server/src/indexing/read.js';

let directory: string;
beforeEach(async () => {
  directory = await files.mkdtemp(join(tmpdir(), 'pith-read-'));
});
afterEach(() => files.rm(directory, { recursive: true, force: true }));

const LIMITS = { maxFileBytes: 1_000 };
const at = (name: string) => join(directory, name);

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  await files.writeFile(at(name), content);
  return at(name);
};

const refuse = (reading: Promise<string>, code: string, words: string) =>
  Promise.all([
    expect(reading).rejects.toMatchObject({ name: 'UserError', code }),
    expect(reading).rejects.toThrow(words),
  ]);

const refuseBytes = (bytes: readonly number[] | Uint8Array, words: string) => {
  const decoding = () => decodeText(Uint8Array.from(bytes), 'input');
  expect(decoding).toThrow(expect.objectContaining({ code: 'not-text' }));
  expect(decoding).toThrow(words);
};

test('text is given as it is: nothing added, nothing taken', async () => {
  const check = async (text: string) => expect(await readText(await write('a', text), LIMITS)).toBe(text);
  await check('');
  await check('\uFEFFa\r\nb\nc\r');
  await check('a\uFFFDb');
  await check('😀');
  await check('x'.repeat(1_000));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\0'));
      expect(decodeText(Buffer.from(text), 'input')).toBe(text);
    }),
  );
});

test('what is no UTF-8 is refused with the place and the way out', () => {
  refuseBytes([0x61, 0xe9, 0x62], 'byte 0xe9 at offset 1');
  refuseBytes([0x61, 0xe9, 0x62], 'iconv -f WINDOWS-1252');
  refuseBytes([...Buffer.from('ä\uFFFD€'), 0xc3], 'byte 0xc3 at offset 8');
  refuseBytes([0xed, 0xa0, 0x80], 'byte 0xed at offset 0');
  refuseBytes([0xff, 0xfe, 0x61, 0], 'is UTF-16. Convert it first, for example: iconv -f UTF-16');
  refuseBytes([0xfe, 0xff, 0, 0x61], 'is UTF-16');
  refuseBytes([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], 'is UTF-32');
});

test('the offset of the first invalid byte is exact', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ maxLength: 5 }), (before, after) => {
      fc.pre(!before.includes('\0') && !/^[%PG]/.test(before) && before !== '');
      const head = Buffer.from(before);
      refuseBytes(Buffer.concat([head, Buffer.from([0xff]), Buffer.from(after)]), `offset ${head.length}.`);
    }),
  );
});

test('binary formats are named', () => {
  refuseBytes(Buffer.from('%PDF-1.7\n'), 'is a PDF');
  refuseBytes([0x1f, 0x8b, 8], 'is gzip data');
  refuseBytes(Buffer.from('PK\x03\x04'), 'is a ZIP archive');
  refuseBytes(Buffer.from('a\0b'), 'is binary, not text');
  expect(decodeText(Buffer.from(`${'a'.repeat(9_000)}\0`), 'input')).toHaveLength(9_001);
});

test('bytes that are part of a larger buffer are read where they are', () => {
  const buffer = Buffer.from('xxtextxx');
  expect(decodeText(new Uint8Array(buffer.buffer, buffer.byteOffset + 2, 4), 'input')).toBe('text');
});

test('what cannot be read says why and what to do', async () => {
  await refuse(readText(at('none'), LIMITS), 'not-found', 'does not exist. Check the name');
  await refuse(readText(join(await write('file', ''), 'below'), LIMITS), 'not-found', 'does not exist');
  await refuse(readText(directory, LIMITS), 'unreadable', 'is a folder');
  await refuse(readText(await write('large', 'x'.repeat(1_001)), LIMITS), 'too-large', 'pith.limits.maxFileBytes');
  await files.symlink('loop', at('loop'));
  await refuse(readText(at('loop'), LIMITS), 'unreadable', 'link to itself');
  const denied: ReadDisk = { ...files, open: () => Promise.reject(Object.assign(new Error(), { code: 'EACCES' })) };
  await refuse(readText(await write('a', 'a'), LIMITS, denied), 'unreadable', 'Check its permissions');
});

test.skipIf(process.platform === 'win32')('a named pipe is refused rather than waited for', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  await refuse(readText(at('pipe'), LIMITS), 'unreadable', 'Pipe what it gives');
});

test.skipIf(process.platform !== 'linux')('files without a size are read to their end', async () => {
  expect(await readText('/proc/self/status', { maxFileBytes: 100_000 })).toContain('Pid:');
  await refuse(readText('/proc/self/status', { maxFileBytes: 100 }), 'too-large', 'limit');
});

/** Runs `change` after the first bytes were read, in each of the first `times` attempts. */
const changing = (change: () => Promise<void>, times: number): ReadDisk => {
  let left = times;
  return {
    stat: files.stat,
    open: async (...args) => {
      const handle = await files.open(...args);
      const read = handle.read.bind(handle);
      let isFirst = true;
      const changed = async (...readArgs: Parameters<typeof read>) => {
        const result = await read(...readArgs);
        if (isFirst && left-- > 0) await change();
        isFirst = false;
        return result;
      };
      return Object.assign(handle, { read: changed });
    },
  };
};

test('a file that changes once while it is read is read again', async () => {
  const path = await write('a', 'old');
  const disk = changing(() => files.writeFile(path, 'newer'), 1);
  expect(await readText(path, LIMITS, disk)).toBe('newer');
});

test('a file that was replaced while it is read is read again', async () => {
  const path = await write('a', 'old');
  const replace = async () => {
    await write('b', 'new');
    await files.rename(at('b'), path);
  };
  expect(await readText(path, LIMITS, changing(replace, 1))).toBe('new');
});

test('a file that keeps changing is given up', async () => {
  const path = await write('a', 'old');
  const disk = changing(() => files.appendFile(path, 'x'), 99);
  await refuse(readText(path, LIMITS, disk), 'changed-while-read', 'Try again when that is done');
});

test('a file that vanishes while it is read is not found', async () => {
  const path = await write('a', 'old');
  await refuse(
    readText(
      path,
      LIMITS,
      changing(() => files.rm(path), 1),
    ),
    'not-found',
    'does not exist',
  );
});
