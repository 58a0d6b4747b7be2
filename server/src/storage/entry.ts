// The file format of a stored original: one line of JSON that says what it is, then the deflated text.
// Reading believes nothing: an entry that is cut short, altered or of another format is undefined.

import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { z } from 'zod';
import { hasLoneSurrogate, sha256 } from '../base/hash.js';

const headerSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Length of the text in `encoding`. */
  bytes: z.number().int().min(0),
  /** UTF-16 where the text holds lone surrogates, which UTF-8 cannot say. */
  encoding: z.enum(['utf-8', 'utf-16le']),
  /** Absolute path of the file the text was read from. */
  file: z.string().exactOptional(),
  /** What users are shown. */
  path: z.string().exactOptional(),
  languageId: z.string().exactOptional(),
});

/** What is remembered of an original besides its text. */
export type EntryHeader = z.infer<typeof headerSchema>;

/** Header of an entry with the length of the payload that follows it. */
const storedSchema = headerSchema.extend({ stored: z.number().int().min(0) });
type StoredHeader = z.infer<typeof storedSchema>;

/** More than two paths of 4,096 bytes, each byte escaped, would need; a longer header loses its paths. */
export const MAX_HEADER_BYTES = 64 * 1024;

/** The fastest level: half the size of source code at over 100 MB/s, and nobody waits for the store. */
const DEFLATE_LEVEL = 1;

const deflateAsync = promisify(deflate);
const inflateAsync = promisify(inflate);

export function describe(text: string, about: Pick<EntryHeader, 'file' | 'path' | 'languageId'>): EntryHeader {
  const encoding = hasLoneSurrogate(text) ? 'utf-16le' : 'utf-8';
  const header = { sha256: sha256(text), bytes: Buffer.byteLength(text, nodeEncoding(encoding)), encoding } as const;
  const full = { ...header, ...about };
  return JSON.stringify(full).length < MAX_HEADER_BYTES / 4 ? full : header;
}

export async function encodeEntry(text: string, header: EntryHeader): Promise<Buffer> {
  const payload = await deflateAsync(Buffer.from(text, nodeEncoding(header.encoding)), { level: DEFLATE_LEVEL });
  const stored: StoredHeader = { ...header, stored: payload.length };
  return Buffer.concat([Buffer.from(`${JSON.stringify(stored)}\n`), payload]);
}

/** The header at the start of `head`; undefined where the entry, `size` bytes in all, cannot be whole. */
export function parseHeader(head: Buffer, size: number): EntryHeader | undefined {
  const end = head.subarray(0, MAX_HEADER_BYTES).indexOf(0x0a);
  if (end === -1) return undefined;
  const parsed = storedSchema.safeParse(parseJson(head.toString('utf8', 0, end)));
  if (!parsed.success || end + 1 + parsed.data.stored !== size) return undefined;
  const { stored: _, ...header } = parsed.data;
  return header;
}

/** The text of an entry, verified; undefined where its bytes are not those that were stored. */
export async function decodeEntry(entry: Buffer, header: EntryHeader): Promise<string | undefined> {
  const payload = entry.subarray(entry.indexOf(0x0a) + 1);
  const bytes = await inflateOrUndefined(payload, header.bytes);
  const text = bytes?.toString(nodeEncoding(header.encoding));
  return text !== undefined && sha256(text) === header.sha256 ? text : undefined;
}

/** Bounded by the length the header promises, so that a forged entry cannot fill the memory. */
async function inflateOrUndefined(payload: Buffer, length: number): Promise<Buffer | undefined> {
  try {
    return await inflateAsync(payload, { maxOutputLength: Math.max(1, length) });
  } catch (error) {
    if (isZlibError(error)) return undefined;
    throw error;
  }
}

/** zlib names its errors `Z_…`, and `ERR_…` for an output that is too long. */
const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(Z_|ERR_)/.test(String(error.code));

/** Undefined where a line is not a remembered header: such lines are skipped. */
export function parseHeaderLine(line: string): EntryHeader | undefined {
  const parsed = headerSchema.safeParse(parseJson(line));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const nodeEncoding = (encoding: EntryHeader['encoding']): BufferEncoding => (encoding === 'utf-8' ? 'utf8' : 'utf16le');
