// A SCIP index as a stream of its top-level fields: an index may have hundreds of megabytes, one document of it seldom has
// one. Knows how protobuf frames fields and nothing of what is in them.

import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** What is read of a file; `FileHandle` has it. */
export interface Bytes {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
}

export interface TopField {
  readonly field: number;
  /** Valid until the next field is asked for; undefined where it is larger than `maxFieldBytes`. */
  readonly bytes: Uint8Array | undefined;
}

export interface FieldOptions {
  /** Of the file. */
  readonly size: number;
  /** Fields that are read; the others are passed over. */
  readonly wanted: ReadonlySet<number>;
  readonly maxFieldBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** The bytes are not a protobuf message, or end within one. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** As much as is read at once; between two reads others get the thread. */
const WINDOW_BYTES = 256 * 1024;
/** A field's number and its length, as long as they can be written. */
const HEAD_BYTES = 20;

/** Throws `Malformed`. Every field moves on by two bytes or more, so that this ends for any bytes. */
export async function* topFields(file: Bytes, options: FieldOptions): AsyncGenerator<TopField> {
  const { size, wanted, maxFieldBytes, signal } = options;
  const window = new Window(file, size);
  for (let at = 0; at < size; ) {
    signal?.throwIfAborted();
    const { field, start, length } = headOf(await window.at(at, Math.min(HEAD_BYTES, size - at)));
    at += start;
    if (length > size - at) throw new Malformed('a field ends behind the end of the file');
    if (wanted.has(field)) {
      yield { field, bytes: length > maxFieldBytes ? undefined : await window.at(at, length) };
    }
    at += length;
  }
}

interface Head {
  /** 0 for one that is not length-delimited: it is passed over. */
  readonly field: number;
  /** Where the field's bytes begin, and how many there are. */
  readonly start: number;
  readonly length: number;
}

function headOf(bytes: Uint8Array): Head {
  try {
    const reader = new BinaryReader(bytes);
    const [field, type] = reader.tag();
    if (type === WireType.LengthDelimited) {
      const length = reader.uint32();
      return { field, start: reader.pos, length };
    }
    // Groups are of an older protobuf, and none of SCIP's messages had one.
    if (type === WireType.StartGroup) throw new Malformed('a group');
    reader.skip(type);
    return { field: 0, start: reader.pos, length: 0 };
  } catch (cause) {
    throw new Malformed('a field is cut short', { cause });
  }
}

/** A part of the file in memory; larger than `WINDOW_BYTES` only while a larger field is read. */
class Window {
  private buffer = new Uint8Array(WINDOW_BYTES);
  private start = 0;
  private end = 0;

  constructor(
    private readonly file: Bytes,
    private readonly size: number,
  ) {}

  /** `length` bytes from `at`, which the file has; valid until the next call. */
  async at(at: number, length: number): Promise<Uint8Array> {
    if (at < this.start || at + length > this.end) await this.fill(at, length);
    return this.buffer.subarray(at - this.start, at - this.start + length);
  }

  private async fill(at: number, length: number): Promise<void> {
    const room = Math.max(WINDOW_BYTES, length);
    const from = at - this.start;
    const kept = from >= 0 && at < this.end ? this.buffer.subarray(from, this.end - this.start) : EMPTY;
    // `set` copies between overlapping parts of one buffer as if through a third.
    const next = room === this.buffer.length ? this.buffer : new Uint8Array(room);
    next.set(kept);
    this.buffer = next;
    this.start = at;
    this.end = at + kept.length;
    const wanted = Math.min(room, this.size - at);
    while (this.end - this.start < wanted) {
      const held = this.end - this.start;
      const { bytesRead } = await this.file.read(this.buffer, held, wanted - held, this.end);
      if (bytesRead === 0) throw new Malformed('the file has become shorter');
      this.end += bytesRead;
    }
  }
}

const EMPTY = new Uint8Array(0);
