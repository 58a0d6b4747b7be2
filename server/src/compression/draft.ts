// The contract of a compressor: it writes drafts, `compress.ts` counts, validates and accepts or refuses them.
// A draft is either the original with cuts or the same content in another notation; both say what they left out.

import type { Level, OmissionReason, Span } from '../model/block.js';
import type { Source } from '../model/source.js';
import type { TokenCounter } from '../tokens/counter.js';

/** A stretch of the source that a draft leaves out, and what stands in its place ('' for nothing). */
export interface Cut {
  readonly span: Span;
  readonly reason: OmissionReason;
  readonly replacement: string;
}

export interface Draft {
  readonly text: string;
  /** In source order, not overlapping, all inside the task's span. */
  readonly cuts: readonly Cut[];
  /** 0–1; see `faithfulness.ts`. 1 where nothing was rewritten or thinned. */
  readonly faithfulness: number;
  /** What the user should know of this draft, in words. */
  readonly note?: string;
  /** True where the text holds everything in another notation and has been decoded to prove it. */
  readonly lossless?: boolean;
}

/** One piece of text to be made smaller. */
export interface Task {
  readonly source: Source;
  /** The part of the source to compress; cuts stay inside it. */
  readonly span: Span;
  /** What the text is meant for; decides what stays in full at level `focus`. */
  readonly question?: string;
  readonly counter: TokenCounter;
  readonly signal?: AbortSignal;
}

/**
 * Makes drafts of one task, a level at a time, so that only the levels asked for cost anything.
 * `draft` gives undefined where the level would not differ from the next larger one.
 */
export interface Compressor {
  /** Grammar id, where a grammar did the work. */
  readonly language?: string;
  /** What the user should know: a fallback that was taken and why. */
  readonly notes: readonly string[];
  draft(level: Exclude<Level, 'full'>): Promise<Draft | undefined>;
}

/** The text of a task with cuts applied. Pure; cuts must be sorted and disjoint. */
export function applyCuts(task: Pick<Task, 'source' | 'span'>, cuts: readonly Cut[]): string {
  const { text } = task.source;
  let at = task.span.start;
  let out = '';
  for (const { span, replacement } of cuts) {
    out += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return out + text.slice(at, task.span.end);
}
