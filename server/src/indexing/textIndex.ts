// Lines of a text, and its tokens up to every line and every border of a declaration, counted in one pass.

import { lineAt, lineStarts } from '../base/text.js';
import type { Declaration } from '../model/source.js';
import type { PartCounter } from '../tokens/open.js';

export class TextIndex {
  readonly starts: readonly number[];
  private readonly offsets: Uint32Array;
  private readonly counts: Uint32Array;

  constructor(
    readonly text: string,
    declarations: readonly Declaration[],
    counter: PartCounter,
  ) {
    this.starts = lineStarts(text);
    const marks = new Uint32Array(this.starts.length + 1 + declarations.length * 6);
    marks.set(this.starts);
    let count = this.starts.length;
    marks[count++] = text.length;
    for (const { span, body, doc } of declarations) {
      for (const part of [span, body, doc]) {
        if (!part) continue;
        marks[count++] = part.start;
        marks[count++] = part.end;
      }
    }
    this.offsets = marks.subarray(0, count).sort();
    this.counts = counter.countBefore(text, this.offsets);
  }

  /** Tokens of a stretch between two of the marks; exact to one at each end. */
  tokens(start: number, end: number): number {
    return Math.max(0, this.before(end) - this.before(start));
  }

  /** 1-based, inclusive. */
  lines(start: number, end: number): { readonly startLine: number; readonly endLine: number } {
    return {
      startLine: lineAt(this.starts, start) + 1,
      endLine: lineAt(this.starts, Math.max(start, end - 1)) + 1,
    };
  }

  private before(offset: number): number {
    let low = 0;
    let high = this.offsets.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.offsets[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return this.counts[low] ?? 0;
  }
}
