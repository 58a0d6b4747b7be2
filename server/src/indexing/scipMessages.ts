// The messages of a SCIP index from their bytes, by hand and field by field: an index has a million occurrences, and most
// of what is in it is not needed. What is not known is passed over, as protobuf wants it.

import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type {
  PositionEncoding,
  ScipDocument,
  ScipInformation,
  ScipMetadata,
  ScipOccurrence,
  ScipRelationship,
} from '../model/scip.js';

/** Fields of `Index`. */
export const INDEX_FIELDS = { metadata: 1, documents: 2, externalSymbols: 3 } as const;

/** A field's number and how it is written, as one number; the same field written otherwise is an unknown one. */
const bytesOf = (field: number): number => field * 8 + WireType.LengthDelimited;
const numberOf = (field: number): number => field * 8 + WireType.Varint;

const METADATA = { tool: bytesOf(2), projectRoot: bytesOf(3), textEncoding: numberOf(4) };
const TOOL = { name: bytesOf(1), version: bytesOf(2) };
const DOCUMENT = {
  path: bytesOf(1),
  occurrences: bytesOf(2),
  symbols: bytesOf(3),
  language: bytesOf(4),
  encoding: numberOf(6),
};
const OCCURRENCE = { packedRange: bytesOf(1), range: numberOf(1), symbol: bytesOf(2), roles: numberOf(3) };
const INFORMATION = { symbol: bytesOf(1), relationships: bytesOf(4), displayName: bytesOf(6) };
const RELATIONSHIP = { symbol: bytesOf(1), isReference: numberOf(2), isImplementation: numberOf(3) };

/** Documents that do not say are of old indexers, which were written in JavaScript and Java. */
const UNSPECIFIED: PositionEncoding = 'utf-16';
const POSITION_ENCODINGS: Readonly<Record<number, PositionEncoding>> = { 1: 'utf-8', 2: 'utf-16', 3: 'utf-32' };
const TEXT_ENCODINGS: Readonly<Record<number, 'utf-8' | 'utf-16'>> = { 1: 'utf-8', 2: 'utf-16' };

/** Throws where the bytes are no such message. */
export function decodeMetadata(bytes: Uint8Array): ScipMetadata {
  const found: { -readonly [Key in keyof ScipMetadata]: ScipMetadata[Key] } = {};
  const reader = readerOf(bytes);
  eachField(reader, reader.len, (tag) => {
    if (tag === METADATA.projectRoot) found.projectRoot = reader.string();
    else if (tag === METADATA.textEncoding) {
      const encoding = TEXT_ENCODINGS[reader.int32()];
      if (encoding) found.textEncoding = encoding;
    } else if (tag === METADATA.tool) {
      eachField(reader, endOf(reader), (part) => {
        if (part === TOOL.name) found.tool = reader.string();
        else if (part === TOOL.version) found.toolVersion = reader.string();
        else return false;
        return true;
      });
    } else return false;
    return true;
  });
  return found;
}

/** Throws where the bytes are no such message. Occurrences without a symbol, or without a place, are left out. */
export function decodeDocument(bytes: Uint8Array): ScipDocument {
  const reader = readerOf(bytes);
  const occurrences: ScipOccurrence[] = [];
  const symbols: ScipInformation[] = [];
  let [path, language, encoding] = ['', '', UNSPECIFIED];
  eachField(reader, reader.len, (tag) => {
    if (tag === DOCUMENT.occurrences) {
      const occurrence = readOccurrence(reader, endOf(reader));
      if (occurrence) occurrences.push(occurrence);
    } else if (tag === DOCUMENT.symbols) {
      const symbol = readInformation(reader, endOf(reader));
      if (symbol.symbol !== '') symbols.push(symbol);
    } else if (tag === DOCUMENT.path) path = reader.string();
    else if (tag === DOCUMENT.language) language = reader.string();
    else if (tag === DOCUMENT.encoding) encoding = POSITION_ENCODINGS[reader.int32()] ?? UNSPECIFIED;
    else return false;
    return true;
  });
  return { path, language, encoding, occurrences, symbols };
}

/** Throws where the bytes are no such message. */
export function decodeInformation(bytes: Uint8Array): ScipInformation {
  const reader = readerOf(bytes);
  return readInformation(reader, reader.len);
}

function readOccurrence(reader: BinaryReader, end: number): ScipOccurrence | undefined {
  const range: number[] = [];
  let symbol = '';
  let roles = 0;
  eachField(reader, end, (tag) => {
    if (tag === OCCURRENCE.packedRange) {
      const rangeEnd = endOf(reader);
      while (reader.pos < rangeEnd) range.push(reader.int32());
    } else if (tag === OCCURRENCE.range) range.push(reader.int32());
    else if (tag === OCCURRENCE.symbol) symbol = reader.string();
    else if (tag === OCCURRENCE.roles) roles = reader.uint32();
    else return false;
    return true;
  });
  const [line = -1, character = -1] = range;
  const [endLine = -1, endCharacter = -1] = range.length === 3 ? [line, range[2]] : range.slice(2);
  const isInOrder = endLine > line ? endCharacter >= 0 : endLine === line && endCharacter >= character;
  if (symbol === '' || range.length > 4 || line < 0 || character < 0 || !isInOrder) return undefined;
  return { symbol, roles, line, character, endLine, endCharacter };
}

function readInformation(reader: BinaryReader, end: number): ScipInformation {
  const relationships: ScipRelationship[] = [];
  let symbol = '';
  let displayName = '';
  eachField(reader, end, (tag) => {
    if (tag === INFORMATION.symbol) symbol = reader.string();
    else if (tag === INFORMATION.displayName) displayName = reader.string();
    else if (tag === INFORMATION.relationships) {
      const relationship = readRelationship(reader, endOf(reader));
      if (relationship.symbol !== '') relationships.push(relationship);
    } else return false;
    return true;
  });
  return { symbol, relationships, ...(displayName !== '' && { displayName }) };
}

function readRelationship(reader: BinaryReader, end: number): ScipRelationship {
  let [symbol, isReference, isImplementation] = ['', false, false];
  eachField(reader, end, (tag) => {
    if (tag === RELATIONSHIP.symbol) symbol = reader.string();
    else if (tag === RELATIONSHIP.isReference) isReference = reader.bool();
    else if (tag === RELATIONSHIP.isImplementation) isImplementation = reader.bool();
    else return false;
    return true;
  });
  return { symbol, isReference, isImplementation };
}

/** Buffer's own decoder: of the short strings here it reads three times as many as the platform's `TextDecoder`. */
const readerOf = (bytes: Uint8Array): BinaryReader =>
  new BinaryReader(bytes, (part) => Buffer.from(part.buffer, part.byteOffset, part.length).toString('utf8'));

/** `read` says whether it took the field. Throws where a field goes past `end`, which an inner message must keep to. */
function eachField(reader: BinaryReader, end: number, read: (tag: number) => boolean): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag < 8) throw new RangeError('a field without a number');
    if (!read(tag)) reader.skip(tag % 8, tag >>> 3);
  }
  if (reader.pos !== end) throw new RangeError('a message is longer than its frame');
}

/** Where the message ends whose length is next; one behind the end of the bytes is met when they are read. */
function endOf(reader: BinaryReader): number {
  const length = reader.uint32();
  return reader.pos + length;
}
