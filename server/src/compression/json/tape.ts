// JSON as a tape: one entry a value, in order of the text, in typed arrays, so that 50 MB or 100,000 nested brackets cost
// memory in proportion and no recursion. It reads JSON, JSON with comments and trailing commas, JSON Lines and fragments
// such as a selection of a few members, and keeps every literal as an offset: nothing is parsed into a number.

import { t } from '@vscode/l10n';
import type { Span } from '../../model/block.js';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  commentEnd,
  isJsonSpace,
  isWordCode,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SLASH,
  stringEnd,
} from './tokens.js';

export const OBJECT = 1;
export const ARRAY = 2;
export const STRING = 3;
/** Numbers, true, false, null. */
export const WORD = 4;

/** `lines` is JSON Lines; `fragment` is a row of members or elements without their brackets. */
export type JsonShape = 'value' | 'lines' | 'fragment';

export interface Tape {
  /** Values; a container comes before its children. */
  readonly count: number;
  readonly kind: Uint8Array;
  /** Offsets of the value in the text. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Offset of the member's name, -1 in arrays and at the root. */
  readonly key: Int32Array;
  /** Entry after the value and all it contains: the next sibling, if there is one. */
  readonly next: Int32Array;
  /** Children of a container. */
  readonly size: Int32Array;
  readonly depth: number;
  readonly shape: JsonShape;
  /** True where it is JSON by the book: no comments, no trailing commas. */
  readonly isStrict: boolean;
  /** True where the text ends before its brackets close, as output that was cut off does. */
  readonly isCut: boolean;
}

/** Where and why a text is no JSON. */
export interface JsonProblem {
  readonly offset: number;
  readonly problem: string;
}

export function readJson(text: string, span: Span): Tape | JsonProblem {
  const reader = new TapeReader(text, span);
  return reader.read();
}

export const isProblem = (read: Tape | JsonProblem): read is JsonProblem => 'problem' in read;

/** The words of JSON, and those that JavaScript and Python writers let through; any other word is refused. */
const JSON_WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const LOOSE_WORD = /^(?:-?Infinity|NaN|undefined|None|True|False|[+-]?\d[\d_.eExXa-fA-F+-]*|[+-]?\.\d+)$/;

/** What may come next. */
const VALUE = 0;
const AFTER_KEY = 1;
const AFTER_VALUE = 2;

class TapeReader {
  private at: number;
  private count = 0;
  private kind = new Uint8Array(1024);
  private start = new Int32Array(1024);
  private end = new Int32Array(1024);
  private key = new Int32Array(1024);
  private next = new Int32Array(1024);
  private size = new Int32Array(1024);
  private open: number[] = [];
  private depth = 0;
  private state = VALUE;
  private pendingKey = -1;
  private isStrict = true;
  private rootSeparated = false;
  private rootLines = false;
  private lastRootEnd = 0;

  constructor(
    private readonly text: string,
    private readonly span: Span,
  ) {
    this.at = span.start;
  }

  read(): Tape | JsonProblem {
    if (this.text.charCodeAt(this.at) === 0xfeff) this.at++;
    while (this.skipSpace()) {
      const problem = this.readToken(this.text.charCodeAt(this.at));
      if (problem !== undefined) return { offset: this.at, problem };
    }
    if (this.at < this.span.end) return { offset: this.at, problem: t('a comment is not closed') };
    if (this.count === 0) return { offset: this.at, problem: t('there is no value') };
    const isCut = this.open.length > 0;
    while (this.open.length > 0) this.leaveOpen();
    return this.tape(isCut);
  }

  private tape(isCut: boolean): Tape {
    const isFragment = this.rootSeparated;
    const shape = isFragment ? 'fragment' : this.rootLines ? 'lines' : 'value';
    const { count, kind, start, end, key, next, size, depth } = this;
    const isStrict = this.isStrict && !isFragment && !isCut;
    return { count, kind, start, end, key, next, size, depth, shape, isStrict, isCut };
  }

  /** To the next token; false at the end or where a comment does not close. */
  private skipSpace(): boolean {
    for (;;) {
      while (this.at < this.span.end && isJsonSpace(this.text.charCodeAt(this.at))) this.at++;
      if (this.at >= this.span.end) return false;
      if (this.text.charCodeAt(this.at) !== SLASH) return true;
      const end = commentEnd(this.text, this.at, this.span.end);
      if (end === -1) return this.text[this.at + 1] !== '*';
      this.isStrict = false;
      this.at = end;
    }
  }

  /** Reads one token, or says what is wrong with it. */
  private readToken(code: number): string | undefined {
    if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) return this.close(code);
    if (code === COMMA) return this.comma();
    if (code === COLON) return this.colon();
    if (this.state === AFTER_VALUE && !this.startsLine()) return t('a comma is missing');
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) return this.openContainer(code);
    if (code === QUOTE) return this.string();
    return this.word();
  }

  /** Values of JSON Lines stand on lines of their own. */
  private startsLine(): boolean {
    if (this.open.length > 0 || this.rootSeparated) return false;
    const between = this.text.slice(this.lastRootEnd, this.at);
    this.rootLines = between.includes('\n');
    return this.rootLines;
  }

  private comma(): string | undefined {
    const isRoot = this.open.length === 0;
    if (this.state !== AFTER_VALUE || (isRoot && this.rootLines)) return t('a comma is out of place');
    if (isRoot) this.rootSeparated = true;
    this.at++;
    this.state = VALUE;
    return undefined;
  }

  /** At the root a string is a value until a colon makes it a name. */
  private colon(): string | undefined {
    const last = this.count - 1;
    const parent = this.open.at(-1);
    if (parent === undefined && this.state === AFTER_VALUE && this.kind[last] === STRING && !this.rootLines) {
      this.pendingKey = this.start[last] ?? 0;
      this.count--;
      this.rootSeparated = true;
      this.state = VALUE;
    } else if (this.state === AFTER_KEY) this.state = VALUE;
    else return t('a colon is out of place');
    this.at++;
    return undefined;
  }

  private openContainer(code: number): string | undefined {
    const problem = this.checkName();
    if (problem !== undefined) return problem;
    this.open.push(this.count);
    this.depth = Math.max(this.depth, this.open.length);
    this.push(code === OPEN_OBJECT ? OBJECT : ARRAY, this.at, this.at + 1);
    this.at++;
    this.state = VALUE;
    return undefined;
  }

  private close(code: number): string | undefined {
    const container = this.open.pop();
    if (container === undefined) return t('a bracket closes nothing');
    if (this.kind[container] !== (code === CLOSE_OBJECT ? OBJECT : ARRAY))
      return t('a bracket of the wrong kind closes');
    if (this.state === AFTER_KEY || this.pendingKey !== -1) return t('a value is missing');
    // Only a trailing comma leaves a container with children waiting for a value.
    if (this.state === VALUE && (this.size[container] ?? 0) > 0) this.isStrict = false;
    this.at++;
    this.end[container] = this.at;
    this.next[container] = this.count;
    this.finish();
    return undefined;
  }

  /** The text ends inside this container. */
  private leaveOpen(): void {
    const container = this.open.pop() ?? 0;
    this.end[container] = this.span.end;
    this.next[container] = this.count;
  }

  private string(): string | undefined {
    const end = stringEnd(this.text, this.at, this.span.end);
    if (end === -1 && this.open.length === 0) return t('a string is not closed');
    if (end === -1) {
      // The text was cut off inside this string: it is no value, but it stays where it is.
      this.at = this.span.end;
      return undefined;
    }
    if (this.needsName()) {
      this.pendingKey = this.at;
      this.at = end;
      this.state = AFTER_KEY;
      return undefined;
    }
    if (this.state === AFTER_KEY) return t('a colon is missing');
    this.push(STRING, this.at, end);
    this.at = end;
    this.finish();
    return undefined;
  }

  private word(): string | undefined {
    const problem = this.checkName();
    if (problem !== undefined) return problem;
    let end = this.at;
    while (end < this.span.end && isWordCode(this.text.charCodeAt(end))) end++;
    const word = this.text.slice(this.at, end);
    if (!JSON_WORD.test(word)) {
      if (!LOOSE_WORD.test(word)) return t('a word is neither number, true, false nor null');
      this.isStrict = false;
    }
    this.push(WORD, this.at, end);
    this.at = end;
    this.finish();
    return undefined;
  }

  private needsName(): boolean {
    const parent = this.open.at(-1);
    return parent !== undefined && this.kind[parent] === OBJECT && this.pendingKey === -1;
  }

  private checkName(): string | undefined {
    if (this.state === AFTER_KEY) return t('a colon is missing');
    return this.needsName() ? t('a name is missing') : undefined;
  }

  private finish(): void {
    this.state = AFTER_VALUE;
    if (this.open.length === 0) this.lastRootEnd = this.at;
  }

  private push(kind: number, start: number, end: number): void {
    if (this.count === this.kind.length) this.grow();
    const entry = this.count++;
    this.kind[entry] = kind;
    this.start[entry] = start;
    this.end[entry] = end;
    this.key[entry] = this.pendingKey;
    this.next[entry] = this.count;
    this.size[entry] = 0;
    this.pendingKey = -1;
    const parent = kind === OBJECT || kind === ARRAY ? this.open.at(-2) : this.open.at(-1);
    if (parent !== undefined) this.size[parent] = (this.size[parent] ?? 0) + 1;
  }

  private grow(): void {
    const capacity = this.kind.length * 2;
    const kind = new Uint8Array(capacity);
    kind.set(this.kind);
    this.kind = kind;
    this.start = grown(this.start, capacity);
    this.end = grown(this.end, capacity);
    this.key = grown(this.key, capacity);
    this.next = grown(this.next, capacity);
    this.size = grown(this.size, capacity);
  }
}

function grown(array: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}
