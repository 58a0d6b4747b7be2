// Columns of one line between the ways to count them. A SCIP index does not hold the text, so what it says is kept as it
// is and converted where a line is at hand. On lines of ASCII all three are the same.

import type { PositionEncoding } from '../model/scip.js';

/** UTF-16 code units before a column of `encoding`; the line's end where it has no such column. */
export function toUtf16Column(line: string, column: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return Math.min(column, line.length);
  let units = 0;
  let rest = column;
  for (const character of line) {
    rest -= widthOf(character, encoding);
    // A column inside of a character is its start.
    if (rest < 0) return units;
    units += character.length;
  }
  return units;
}

/** The column of `encoding` that has this many UTF-16 code units before it; the line's end where it has fewer. */
export function fromUtf16Column(line: string, column: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return Math.min(column, line.length);
  let units = 0;
  let width = 0;
  for (const character of line) {
    units += character.length;
    if (units > column) return width;
    width += widthOf(character, encoding);
  }
  return width;
}

function widthOf(character: string, encoding: 'utf-8' | 'utf-32'): number {
  if (encoding === 'utf-32') return 1;
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
