// What a JSON text is about: names, types and counts down to the second level, as JSON. It holds no values.

import type { Page } from '../gaps.js';
import { ARRAY, OBJECT, STRING, type Tape } from './tape.js';
import { stringEnd } from './tokens.js';
import { handleOf } from '../marker.js';

/** Levels shown, and members shown of an object. */
const DEPTH = 2;
const MEMBERS = 40;
/** Strings longer than this are described with their length: they are texts, not labels. */
const LONG_STRING = 200;

/** The outline of the task's JSON; its first element or member is the handle of the whole. */
export function outlineJson(page: Page, tape: Tape): string {
  const { source, span } = page.task;
  const handle = handleOf(source, span, page.starts);
  const view: View = { text: source.text, tape };
  if (tape.shape === 'value') return describe(view, 0, DEPTH, handle);
  const noun = tape.shape === 'lines' ? 'line' : 'part';
  let count = 0;
  for (let entry = 0; entry < tape.count; entry = tape.next[entry] ?? tape.count) count++;
  return `[${JSON.stringify(`… ${counted(count, noun)} ${handle}`)},${describe(view, 0, DEPTH)}]`;
}

interface View {
  readonly text: string;
  readonly tape: Tape;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Recursion ends after DEPTH levels. */
function describe(view: View, entry: number, depth: number, handle?: string): string {
  const { tape } = view;
  const kind = tape.kind[entry];
  if (kind === OBJECT) return describeObject(view, entry, depth, handle);
  if (kind === ARRAY) return describeArray(view, entry, depth, handle);
  const name = kind === STRING ? stringName(view, entry) : wordName(view, entry);
  return JSON.stringify(handle === undefined ? name : `${name} ${handle}`);
}

function describeObject(view: View, entry: number, depth: number, handle?: string): string {
  const { text, tape } = view;
  const size = tape.size[entry] ?? 0;
  if (size === 0) return '{}';
  if (depth === 0) return JSON.stringify(counted(size, 'member'));
  const members = handle === undefined ? [] : [`"…":${JSON.stringify(handle)}`];
  let child = entry + 1;
  for (let at = 0; at < Math.min(size, MEMBERS); at++) {
    const key = tape.key[child] ?? 0;
    members.push(`${text.slice(key, stringEnd(text, key, text.length))}:${describe(view, child, depth - 1)}`);
    child = tape.next[child] ?? tape.count;
  }
  if (size > MEMBERS) members.push(`"… more":${size - MEMBERS}`);
  return `{${members.join(',')}}`;
}

/** The number of elements and the shape of the first one. */
function describeArray(view: View, entry: number, depth: number, handle?: string): string {
  const size = view.tape.size[entry] ?? 0;
  if (size === 0) return '[]';
  const count = handle === undefined ? counted(size, 'item') : `… ${counted(size, 'item')} ${handle}`;
  return depth === 0 ? JSON.stringify(count) : `[${JSON.stringify(count)},${describe(view, entry + 1, depth - 1)}]`;
}

function stringName({ tape }: View, entry: number): string {
  const length = (tape.end[entry] ?? 0) - (tape.start[entry] ?? 0) - 2;
  return length > LONG_STRING ? `string of ${length}` : 'string';
}

function wordName({ text, tape }: View, entry: number): string {
  const first = text[tape.start[entry] ?? 0] ?? '';
  if (first === 'n') return 'null';
  return first === 't' || first === 'f' ? 'boolean' : 'number';
}
