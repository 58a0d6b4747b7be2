// The signs of JSON and where its strings and comments end. Every search is an indexOf, so no input is slow.

export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;
export const OPEN_ARRAY = 91;
export const CLOSE_ARRAY = 93;
export const SLASH = 47;
const LINE_FEED = 10;

export const isJsonSpace = (code: number): boolean => code === 32 || code === LINE_FEED || code === 13 || code === 9;

/** End of the string that opens at `at`, after its closing quote; -1 where it does not close. Linear by indexOf. */
export function stringEnd(text: string, at: number, to: number): number {
  let quote = at;
  for (;;) {
    quote = text.indexOf('"', quote + 1);
    if (quote === -1 || quote >= to) return -1;
    let slash = quote - 1;
    while (text.charCodeAt(slash) === 92) slash--;
    if ((quote - slash) % 2 === 1) return quote + 1;
  }
}

/** End of the comment that opens at `at`; -1 where there is none. A line comment ends before its line end. */
export function commentEnd(text: string, at: number, to: number): number {
  if (text[at + 1] === '/') {
    const end = text.indexOf('\n', at);
    return end === -1 || end > to ? to : end;
  }
  if (text[at + 1] !== '*') return -1;
  const end = text.indexOf('*/', at + 2);
  return end === -1 || end + 2 > to ? -1 : end + 2;
}

/** Everything that is no space, bracket, quote, comma, colon or comment. */
export function isWordCode(code: number): boolean {
  if (isJsonSpace(code) || code === QUOTE || code === COMMA || code === COLON || code === SLASH) return false;
  return code !== OPEN_OBJECT && code !== CLOSE_OBJECT && code !== OPEN_ARRAY && code !== CLOSE_ARRAY;
}
