// The occurrences of a symbol in a document as bytes: four small numbers each, where rows would take thirty bytes.

import type { ScipPlace } from '../model/scip.js';
import { NumberReader, NumberWriter } from './varints.js';

/** In order of places; one that is there twice is kept once. */
export function packScipPlaces(places: readonly ScipPlace[]): Uint8Array {
  const writer = new NumberWriter();
  let last: ScipPlace | undefined;
  for (const place of places.toSorted(comparePlaces)) {
    if (last !== undefined && comparePlaces(last, place) === 0) continue;
    const isOneLine = place.line === place.endLine;
    writer.write(place.line - (last?.line ?? 0));
    writer.write(place.character);
    writer.write(place.roles * 2 + (isOneLine ? 0 : 1));
    if (!isOneLine) writer.write(place.endLine - place.line);
    writer.write(isOneLine ? place.endCharacter - place.character : place.endCharacter);
    last = place;
  }
  return writer.bytes();
}

export function unpackScipPlaces(bytes: Uint8Array): readonly ScipPlace[] {
  const numbers = new NumberReader(bytes);
  const places: ScipPlace[] = [];
  let line = 0;
  while (numbers.hasMore) {
    line += numbers.read();
    const character = numbers.read();
    const flags = numbers.read();
    const lines = flags % 2 === 0 ? 0 : numbers.read();
    const end = numbers.read();
    const endCharacter = lines === 0 ? character + end : end;
    places.push({ line, character, endLine: line + lines, endCharacter, roles: Math.floor(flags / 2) });
  }
  return places;
}

export const comparePlaces = (a: ScipPlace, b: ScipPlace): number =>
  a.line - b.line ||
  a.character - b.character ||
  a.endLine - b.endLine ||
  a.endCharacter - b.endCharacter ||
  a.roles - b.roles;
