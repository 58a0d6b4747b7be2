// A ladder must fall: of a small text an outline with its markers can be longer than the skeleton. Drafts of a compressor
// are compared with the next larger one, and one that is not smaller is as good as none.

import type { Compressor, Draft, Task } from './draft.js';

const DRAFTED = ['tidy', 'focus', 'skeleton', 'outline'] as const;
type Drafted = (typeof DRAFTED)[number];

/** Longer texts are not compared: their levels are far apart, and drafting and counting all of them costs. */
const MAX_COMPARED = 400_000;

interface Sized {
  readonly draft: Draft | undefined;
  /** Tokens of the draft, or of the next larger one where there is none. */
  readonly tokens: number;
}

export function falling(task: Task, compressor: Compressor): Compressor {
  const { counter, source, span } = task;
  if (span.end - span.start > MAX_COMPARED) return compressor;
  const made = new Map<Drafted, Promise<Sized>>();
  const sized = (level: Drafted): Promise<Sized> => {
    const known = made.get(level) ?? make(level);
    made.set(level, known);
    known.catch(() => made.delete(level));
    return known;
  };
  const make = async (level: Drafted): Promise<Sized> => {
    const above = DRAFTED[DRAFTED.indexOf(level) - 1];
    const limit = above ? (await sized(above)).tokens : counter.count(source.text.slice(span.start, span.end));
    const draft = await compressor.draft(level);
    const tokens = draft ? counter.count(draft.text) : limit;
    return tokens < limit ? { draft, tokens } : { draft: undefined, tokens: limit };
  };
  return {
    ...(compressor.language !== undefined && { language: compressor.language }),
    get notes() {
      return compressor.notes;
    },
    draft: async (level) => (await sized(level)).draft,
  };
}
