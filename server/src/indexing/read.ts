// From files and bytes to text. Only UTF-8 is text here, because every original must come back byte for byte:
// a byte order mark stays in the text as U+FEFF, anything else is refused with the command that converts it.

import { isUtf8 } from 'node:buffer';
import * as files from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';

export interface ReadLimits {
  readonly maxFileBytes: number;
}

/** What reading asks of a file system, so that tests can change a file while it is read. */
export type ReadDisk = Pick<typeof files, 'open' | 'stat'>;

/** A file that changes while it is read is read once more, then given up. */
const ATTEMPTS = 2;

const CHUNK_BYTES = 1024 * 1024;

/** Throws a UserError for everything that keeps a file from being read whole, unchanged and as text. */
export async function readText(path: string, limits: ReadLimits, disk: ReadDisk = files): Promise<string> {
  return decodeText(await readBytes(path, limits, disk), path);
}

async function readBytes(path: string, limits: ReadLimits, disk: ReadDisk): Promise<Uint8Array> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const bytes = await readOnce(path, limits, disk);
      if (bytes) return bytes;
    } catch (error) {
      throw explain(path, error);
    }
  }
  throw new UserError('changed-while-read', t('{0} is being written to. Try again when that is done.', path));
}

/** The bytes of the file, or undefined where it was changed or replaced meanwhile. */
async function readOnce(path: string, limits: ReadLimits, disk: ReadDisk): Promise<Uint8Array | undefined> {
  // Asked before it is opened, because opening a named pipe waits for its other end.
  const named = await disk.stat(path);
  if (named.isDirectory()) throw new UserError('unreadable', t('{0} is a folder. Name the files in it.', path));
  if (!named.isFile()) {
    throw new UserError(
      'unreadable',
      t('{0} is not a regular file. Pipe what it gives into `pith … -` instead.', path),
    );
  }
  const handle = await disk.open(path, 'r');
  try {
    const before = await handle.stat();
    if (before.size > limits.maxFileBytes) throw tooLarge(path, before.size, limits);
    const bytes = await readToEnd(handle, before.size, limits.maxFileBytes);
    const after = await handle.stat();
    const now = await disk.stat(path);
    const isSame = before.size === after.size && before.mtimeMs === after.mtimeMs && now.ino === before.ino;
    // Files of /proc have no size; what they gave is all there is.
    if (!isSame || (before.size > 0 && bytes.length !== before.size)) return undefined;
    if (bytes.length > limits.maxFileBytes) throw tooLarge(path, bytes.length, limits);
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Reads past the size that was promised, so that growth is seen, but never more than a byte past the limit. */
async function readToEnd(handle: files.FileHandle, size: number, limit: number): Promise<Uint8Array> {
  let bytes = Buffer.alloc(Math.min(size, limit) + 1);
  let length = 0;
  while (length <= limit) {
    if (length === bytes.length) {
      const larger = Buffer.alloc(Math.min(length + CHUNK_BYTES, limit + 1));
      bytes.copy(larger);
      bytes = larger;
    }
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

const tooLarge = (path: string, size: number, { maxFileBytes }: ReadLimits) =>
  new UserError(
    'too-large',
    t(
      '{0} has {1} MB; the limit is {2} MB. Raise pith.limits.maxFileBytes, or pass a part of it.',
      path,
      megabytes(size),
      megabytes(maxFileBytes),
    ),
  );

/** Rounded up, so that a file over the limit never looks as large as the limit. */
const megabytes = (bytes: number): string => (Math.ceil(bytes / 104_857.6) / 10).toFixed(1);

function explain(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError('not-found', t('{0} does not exist. Check the name.', path), { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new UserError('unreadable', t('{0} may not be read. Check its permissions.', path), { cause: error });
    case 'ELOOP':
      return new UserError('unreadable', t('{0} is a link to itself. Name the file it was meant for.', path), {
        cause: error,
      });
    case 'EIO':
    case 'EBUSY':
    case 'EMFILE':
    case 'ENAMETOOLONG':
    case 'ESTALE':
      return new UserError('unreadable', t('{0} cannot be read ({1}). Try again, or copy it elsewhere.', path, code), {
        cause: error,
      });
    default:
      return error;
  }
}

/** Throws a UserError `not-text` that names the file (or stream), the place and what to do. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = otherUnicode(bytes);
  if (encoding) throw notText(t('{0} is {1}.', name, encoding), encoding);
  const format = binaryFormat(bytes);
  if (format) throw new UserError('not-text', t('{0} is {1}, not text. Pass its text instead.', name, format));
  if (!isUtf8(bytes)) {
    const offset = firstInvalidByte(bytes);
    const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
    throw notText(t('{0} is not UTF-8: byte 0x{1} at offset {2}.', name, byte, offset), 'WINDOWS-1252');
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

const notText = (problem: string, encoding: string) =>
  new UserError(
    'not-text',
    t('{0} Convert it first, for example: {1}', problem, `iconv -f ${encoding} -t UTF-8 INPUT > OUTPUT`),
  );

/** Text in another Unicode form, by its byte order mark. UTF-32 first: its mark begins with the one of UTF-16. */
function otherUnicode(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) return 'UTF-32';
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return 'UTF-16';
  return undefined;
}

/** As much as git looks at to tell binary files. */
const HEAD_BYTES = 8_000;

/** Formats that may begin without a NUL byte. */
const MAGIC: readonly (readonly [start: readonly number[], name: () => string])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], () => t('a PDF')],
  [[0x50, 0x4b, 0x03, 0x04], () => t('a ZIP archive or office document')],
  [[0x1f, 0x8b], () => t('gzip data')],
  [[0x89, 0x50, 0x4e, 0x47], () => t('a PNG image')],
  [[0xff, 0xd8, 0xff], () => t('a JPEG image')],
  [[0x47, 0x49, 0x46, 0x38], () => t('a GIF image')],
  [[0x7f, 0x45, 0x4c, 0x46], () => t('a program')],
];

/** What a file is that is no text, judged by its first bytes; undefined where they could be text. */
export function binaryFormat(bytes: Uint8Array): string | undefined {
  const known = MAGIC.find(([start]) => startsWith(bytes, start));
  if (known) return known[1]();
  return bytes.subarray(0, HEAD_BYTES).includes(0) ? t('binary') : undefined;
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);

/**
 * Decoding puts U+FFFD where bytes are invalid. A U+FFFD that stands in the input as EF BF BD is passed over.
 */
function firstInvalidByte(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, at), 'utf8');
    if (!startsWith(bytes.subarray(offset, offset + 3), [0xef, 0xbf, 0xbd])) return offset;
    offset += 3;
    from = at + 1;
  }
  return offset;
}
