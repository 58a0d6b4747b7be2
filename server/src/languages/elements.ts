// Finds the `<script>` and `<style>` elements of markup in one forward pass. It knows comments, tags and quoted
// attributes, and nothing else of HTML: what it cannot make sense of is text, so that no input stops it.

import type { Span } from '../model/block.js';

export interface RawElement {
  readonly tag: 'script' | 'style';
  /** Names in lower case; an attribute without a value is ''. */
  readonly attributes: ReadonlyMap<string, string>;
  /** What stands between the tags; to the end of the text where the element is never closed. */
  readonly content: Span;
}

const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

export function rawElements(text: string): RawElement[] {
  const elements: RawElement[] = [];
  const opening = /<!--|<\/?[a-zA-Z][^\s/<>]*/g;
  const endOfTag = tagScanner(text);
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    if (match[0] === '<!--') {
      const end = text.indexOf('-->', opening.lastIndex);
      if (end === -1) break;
      opening.lastIndex = end;
      continue;
    }
    const attributesStart = opening.lastIndex;
    const tagEnd = endOfTag(attributesStart);
    opening.lastIndex = tagEnd;
    const tag = match[0].slice(1).toLowerCase();
    if (tag !== 'script' && tag !== 'style') continue;
    if (text[tagEnd] !== '>' || text[tagEnd - 1] === '/') continue;
    const content = { start: tagEnd + 1, end: closingTag(text, tag, tagEnd + 1) };
    elements.push({ tag, attributes: attributesOf(text.slice(attributesStart, tagEnd)), content });
    opening.lastIndex = content.end;
  }
  return elements;
}

/**
 * Gives the offset of the `>` that ends a tag, or of a `<` or the text's end that cut it short.
 * Each kind of quote is looked for in vain at most once, which keeps the pass linear.
 */
function tagScanner(text: string): (from: number) => number {
  const isUnclosed: Record<string, boolean> = {};
  return (from) => {
    const stop = /["'<>]/g;
    stop.lastIndex = from;
    for (let match = stop.exec(text); match; match = stop.exec(text)) {
      const [sign] = match;
      if (sign === '<' || sign === '>') return match.index;
      if (isUnclosed[sign] || text[match.index - 1] !== '=') continue;
      const end = text.indexOf(sign, stop.lastIndex);
      if (end === -1) isUnclosed[sign] = true;
      else stop.lastIndex = end + 1;
    }
    return text.length;
  };
}

function closingTag(text: string, tag: RawElement['tag'], from: number): number {
  const closing = tag === 'script' ? /<\/script(?=[\s/>])/gi : /<\/style(?=[\s/>])/gi;
  closing.lastIndex = from;
  return closing.exec(text)?.index ?? text.length;
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), double ?? single ?? bare ?? '');
  }
  return attributes;
}
