// JSON with less white space: every literal, comment and bracket stays byte for byte and in order, so large numbers,
// duplicate names and odd escapes survive. Only the spaces between them go.

import { commentEnd, isJsonSpace, QUOTE, SLASH, stringEnd } from './tokens.js';

/** `text` from `from` to `to`, which start and end between tokens. A line end stays at each offset `isBreak` names. */
export function compactJson(
  text: string,
  from: number,
  to: number,
  isBreak: (offset: number) => boolean = () => false,
  newline = '\n',
): string {
  const pieces: string[] = [];
  let at = from;
  let keptFrom = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isJsonSpace(code)) {
      pieces.push(text.slice(keptFrom, at));
      if (isBreak(at)) pieces.push(newline);
      while (at < to && isJsonSpace(text.charCodeAt(at))) at++;
      keptFrom = at;
    } else if (code === QUOTE) at = atLeast(stringEnd(text, at, to), to);
    else if (code === SLASH) {
      const isLine = text[at + 1] === '/';
      at = atLeast(commentEnd(text, at, to), to);
      pieces.push(text.slice(keptFrom, at).trimEnd(), isLine && at < to ? newline : '');
      keptFrom = at;
    } else at++;
  }
  pieces.push(text.slice(keptFrom, to));
  return pieces.join('');
}

/** A string or comment that does not close ends where the stretch does. */
const atLeast = (end: number, to: number): number => (end === -1 ? to : end);
