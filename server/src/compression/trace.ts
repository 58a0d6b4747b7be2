// Stack traces: the messages, the ends of each stack and the frames of the user's own code stay; runs of frames that
// belong to runtimes and libraries go. Everything that is no frame stays at every level but the last.

import {
  cutGaps,
  draftOf,
  lineBounds,
  lineText,
  mergeCuts,
  pageOf,
  type Page,
  unitCount,
  whitespaceCuts,
} from './gaps.js';
import type { Compressor, Cut, Draft, Task } from './draft.js';
import { falling } from './falling.js';
import { frameLength, isLibraryFrame } from './frames.js';
import { bm25 } from './terms.js';

/** Frames of the user's own code that the skeleton keeps at the top and the bottom of a stack. */
const OWN_FRAMES = { first: 5, last: 3 };
/** Ends of a stack that stay whatever they are: where it happened and where it began. */
const END_FRAMES = { first: 1, last: 1 };
/** A frame of a recursion stays this often in one stack. */
const SAME_FRAME = 2;

export function openTrace(task: Task): Compressor {
  const page = pageOf(task);
  const bounds = lineBounds(page);
  const tidy = whitespaceCuts(page, bounds);
  const made = new Map<string, Draft | undefined>();
  const frames = framesOf(task.source.text, bounds);
  return falling(task, {
    notes: [],
    async draft(level) {
      if (level === 'tidy') return draftOf(page, tidy);
      if (!made.has(level)) made.set(level, draftOf(page, mergeCuts(frameCuts(page, bounds, frames, level), tidy)));
      return made.get(level);
    },
  });
}

interface FoundFrame {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
  readonly isLibrary: boolean;
  /** How often the same frame stood in this stack before. */
  readonly timesBefore: number;
}

interface Frame extends FoundFrame {
  /** Place in its stack, from either end. */
  readonly fromTop: number;
  readonly fromBottom: number;
}

function framesOf(text: string, bounds: readonly number[]): Frame[] {
  const count = unitCount(bounds);
  const at = (line: number) => (line < count ? lineText(text, bounds, line) : undefined);
  const frames: Frame[] = [];
  let stack: FoundFrame[] = [];
  let seen = new Map<string, number>();
  const close = () => {
    for (const frame of placed(stack)) frames.push(frame);
    stack = [];
    seen = new Map();
  };
  for (let line = 0; line < count; line++) {
    const length = frameLength(at, line);
    if (length === 0) {
      close();
      continue;
    }
    const firstLine = line;
    line += length - 1;
    const frame = text.slice(bounds[firstLine] ?? 0, bounds[line + 1] ?? 0);
    const timesBefore = seen.get(frame) ?? 0;
    seen.set(frame, timesBefore + 1);
    stack.push({ firstLine, lastLine: line, text: frame, isLibrary: isLibraryFrame(frame), timesBefore });
  }
  close();
  return frames;
}

const placed = (stack: readonly FoundFrame[]): Frame[] =>
  stack.map((frame, index) => ({ ...frame, fromTop: index, fromBottom: stack.length - 1 - index }));

function frameCuts(page: Page, bounds: readonly number[], frames: readonly Frame[], level: string): Cut[] {
  const { question } = page.task;
  const dropped = new Uint8Array(unitCount(bounds));
  const asked = level === 'focus' ? question : undefined;
  const scores = bm25(asked, frames.length, (at) => frames[at]?.text ?? '');
  const own = ownPlaces(frames);
  frames.forEach((frame, index) => {
    if ((scores[index] ?? 0) > 0 || isKept(frame, own[index], level)) return;
    dropped.fill(1, frame.firstLine, frame.lastLine + 1);
  });
  return cutGaps(page, bounds, (line) => dropped[line] === 0, { reason: 'low-relevance' });
}

/** Where each frame stands among the own frames of its stack. */
interface OwnPlace {
  readonly fromTop: number;
  readonly fromBottom: number;
}

function ownPlaces(frames: readonly Frame[]): (OwnPlace | undefined)[] {
  const places: (OwnPlace | undefined)[] = frames.map(() => undefined);
  let stack: number[] = [];
  frames.forEach((frame, index) => {
    if (frame.fromTop === 0) stack = [];
    if (!frame.isLibrary) stack.push(index);
    if (frame.fromBottom !== 0) return;
    stack.forEach((own, at) => {
      places[own] = { fromTop: at, fromBottom: stack.length - 1 - at };
    });
  });
  return places;
}

function isKept(frame: Frame, own: OwnPlace | undefined, level: string): boolean {
  if (level === 'outline') return own ? own.fromTop === 0 || own.fromBottom === 0 : frame.fromTop === 0;
  if (frame.fromTop < END_FRAMES.first || frame.fromBottom < END_FRAMES.last) return true;
  if (!own || frame.timesBefore >= SAME_FRAME) return false;
  return level === 'focus' || own.fromTop < OWN_FRAMES.first || own.fromBottom < OWN_FRAMES.last;
}
