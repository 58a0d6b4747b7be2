// Cuts bodies the way the compressor of code does: a comment in the signs of the place takes a body's place.

import type { CommentStyle, Language } from '../../../server/src/languages/languages.js';
import { partsOf } from '../../../server/src/languages/parts.js';
import { languageRow } from '../../../server/src/languages/registry.js';
import type { Declaration } from '../../../server/src/model/source.js';

/** `text` without the bodies of `declarations`, of those inside each other without the outer one. */
export function cutBodies(text: string, declarations: readonly Declaration[], language: Language): string {
  const styleAt = stylesOf(text, language);
  let [result, at] = ['', 0];
  for (const declaration of declarations) {
    const { body } = declaration;
    const replacement = body && body.start >= at && replacementOf(text, declaration, styleAt(body.start));
    if (!body || !replacement) continue;
    result += text.slice(at, body.start) + replacement;
    at = body.end;
  }
  return result + text.slice(at);
}

/** Undefined where no comment can stand: before code, in a language that has line comments only. */
function replacementOf(text: string, { body, filler }: Declaration, style: CommentStyle | undefined) {
  if (!body || !style) return undefined;
  const piece = text.slice(body.start, body.end);
  const indent = /^[ \t]*/.exec(piece)?.[0] ?? '';
  const lineBreak = /\r?\n$/.exec(piece)?.[0] ?? '';
  const endsLine = lineBreak !== '' || /^[ \t\r]*(?:\n|$)/.test(text.slice(body.end));
  const marker = '… 7 lines pith:482913750216:1-7';
  const comment = style.line && endsLine ? `${style.line} ${marker}` : style.block?.join(` ${marker} `);
  return comment && `${indent}${filler ? `${filler}  ` : ''}${comment}${lineBreak}`;
}

function stylesOf(text: string, language: Language): (offset: number) => CommentStyle | undefined {
  const parts = partsOf({ text, languageId: language.id });
  return (offset) => {
    const part = parts.find(({ span }) => span.start <= offset && offset < span.end);
    return (part ? languageRow(part.languageId) : language)?.comment;
  };
}
