// SCIP indexes as bytes, for tests that read them: what an indexer writes, and what none should.

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface OccurrenceOf {
  /** Three or four numbers. */
  readonly range: readonly number[];
  readonly symbol: string;
  readonly roles?: number;
}

export interface InformationOf {
  readonly symbol: string;
  readonly displayName?: string;
  readonly documentation?: string;
  readonly relationships?: readonly { symbol: string; isReference?: boolean; isImplementation?: boolean }[];
}

export interface DocumentOf {
  readonly path?: string;
  readonly language?: string;
  /** 1 UTF-8, 2 UTF-16, 3 UTF-32 */
  readonly encoding?: number;
  readonly occurrences?: readonly OccurrenceOf[];
  readonly symbols?: readonly InformationOf[];
}

export interface IndexOf {
  readonly projectRoot?: string;
  readonly documents?: readonly DocumentOf[];
  readonly external?: readonly InformationOf[];
}

/** A whole index. */
export function scipIndex({
  projectRoot = 'file:///somewhere/else',
  documents = [],
  external = [],
}: IndexOf): Uint8Array {
  const index = new BinaryWriter();
  message(index, 1, (metadata) => {
    message(metadata, 2, (tool) => {
      text(tool, 1, 'test-indexer');
      text(tool, 2, '1.2.3');
    });
    text(metadata, 3, projectRoot);
    number(metadata, 4, 1);
  });
  for (const document of documents) message(index, 2, (writer) => writeDocument(writer, document));
  for (const symbol of external) message(index, 3, (writer) => writeInformation(writer, symbol));
  return index.finish();
}

function writeDocument(writer: BinaryWriter, document: DocumentOf): void {
  const { path, language = 'TypeScript', encoding = 2, occurrences = [], symbols = [] } = document;
  text(writer, 4, language);
  if (path !== undefined) text(writer, 1, path);
  for (const { range, symbol, roles = 0 } of occurrences) {
    message(writer, 2, (occurrence) => {
      message(occurrence, 1, (packed) => {
        for (const value of range) packed.int32(value);
      });
      if (symbol !== '') text(occurrence, 2, symbol);
      if (roles !== 0) number(occurrence, 3, roles);
    });
  }
  for (const symbol of symbols) message(writer, 3, (information) => writeInformation(information, symbol));
  number(writer, 6, encoding);
}

function writeInformation(writer: BinaryWriter, information: InformationOf): void {
  const { symbol, displayName, documentation, relationships = [] } = information;
  text(writer, 1, symbol);
  if (documentation !== undefined) text(writer, 3, documentation);
  for (const { symbol: other, isReference = false, isImplementation = false } of relationships) {
    message(writer, 4, (relationship) => {
      text(relationship, 1, other);
      if (isReference) number(relationship, 2, 1);
      if (isImplementation) number(relationship, 3, 1);
    });
  }
  if (displayName !== undefined) text(writer, 6, displayName);
}

export function message(writer: BinaryWriter, field: number, write: (writer: BinaryWriter) => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

export function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

export function number(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int32(value);
}
