// Carries a SCIP index over into a store, document by document. Holds one batch of documents at a time and looks into
// none of them; where the bytes are no index it throws and leaves the builder to its owner.

import type { ScipDocument, ScipInformation, ScipMetadata } from '../model/scip.js';
import type { ScipStoreBuilder } from '../storage/scipStore.js';
import { type Bytes, Malformed, topFields } from './scipFields.js';
import { isInside } from './scipFolder.js';
import { decodeDocument, decodeInformation, decodeMetadata, INDEX_FIELDS } from './scipMessages.js';

export interface Imported {
  readonly metadata: ScipMetadata;
  readonly documents: number;
  readonly occurrences: number;
  /** Documents that were too large, or whose paths lead elsewhere. */
  readonly leftOut: number;
  /** Paths of the first documents, as the index has them. */
  readonly sample: readonly string[];
}

/** Larger documents are of code that nobody reads. Decoded, one takes ten times its size. */
export const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;
/** Bytes of documents that are written in one transaction: about 20 ms. */
const BATCH_BYTES = 256 * 1024;
const SAMPLED_DOCUMENTS = 100;

const WANTED = new Set<number>(Object.values(INDEX_FIELDS));

/** Throws `Malformed`, and what the builder throws. */
export async function importInto(
  builder: ScipStoreBuilder,
  file: Bytes,
  size: number,
  signal?: AbortSignal,
): Promise<Imported> {
  const batch = new Batch(builder);
  let metadata: ScipMetadata | undefined;
  for await (const { field, bytes } of topFields(file, {
    size,
    wanted: WANTED,
    maxFieldBytes: MAX_DOCUMENT_BYTES,
    signal,
  })) {
    if (bytes === undefined) batch.leftOut++;
    else if (field === INDEX_FIELDS.documents) batch.add(decoded(decodeDocument, bytes), bytes.length);
    else if (field === INDEX_FIELDS.externalSymbols) batch.addSymbol(decoded(decodeInformation, bytes), bytes.length);
    else metadata = { ...metadata, ...decoded(decodeMetadata, bytes) };
  }
  batch.flush();
  if (metadata === undefined && batch.documents === 0) throw new Malformed('neither metadata nor documents');
  const { documents, occurrences, leftOut, sample } = batch;
  return { metadata: metadata ?? {}, documents, occurrences, leftOut, sample };
}

function decoded<T>(decode: (bytes: Uint8Array) => T, bytes: Uint8Array): T {
  try {
    return decode(bytes);
  } catch (cause) {
    throw new Malformed('a message is damaged', { cause });
  }
}

/** What waits to be written, and the sums of what was. */
class Batch {
  documents = 0;
  occurrences = 0;
  leftOut = 0;
  readonly sample: string[] = [];
  private waiting: ScipDocument[] = [];
  private symbols: ScipInformation[] = [];
  private bytes = 0;

  constructor(private readonly builder: ScipStoreBuilder) {}

  add(document: ScipDocument, bytes: number): void {
    if (!isInside(document.path)) {
      this.leftOut++;
      return;
    }
    this.documents++;
    this.occurrences += document.occurrences.length;
    if (this.sample.length < SAMPLED_DOCUMENTS) this.sample.push(document.path);
    this.waiting.push(document);
    this.count(bytes);
  }

  addSymbol(symbol: ScipInformation, bytes: number): void {
    if (symbol.symbol === '') return;
    this.symbols.push(symbol);
    this.count(bytes);
  }

  flush(): void {
    if (this.waiting.length > 0) this.builder.addDocuments(this.waiting);
    if (this.symbols.length > 0) this.builder.addSymbols(this.symbols);
    this.waiting = [];
    this.symbols = [];
    this.bytes = 0;
  }

  private count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes >= BATCH_BYTES) this.flush();
  }
}
