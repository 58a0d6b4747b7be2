// The structure of a file as lines a reviewer can read.

import type { Span } from '../../../server/src/model/block.js';
import type { Declaration, Structure } from '../../../server/src/model/source.js';

/** `7-9 method get exported doc 6-6 body 8-8`, indented by nesting; then what else the structure says. */
export function listing(text: string, structure: Structure): string {
  const place = placeIn(text);
  const declarations = structure.declarations.map((declaration) => {
    const { kind, name, span, body, doc, filler, exported, hasError } = declaration;
    const parts = [place(span), kind, name, exported && 'exported', hasError && 'has-error'];
    if (doc) parts.push(`doc ${place(doc)}`);
    if (body) parts.push(`body ${place(body)}`);
    if (filler !== undefined) parts.push(`filler ${JSON.stringify(filler)}`);
    return '  '.repeat(depthOf(structure.declarations, declaration)) + parts.filter(Boolean).join(' ');
  });
  const lists = (['imports', 'statements', 'comments', 'literals', 'errors'] as const).flatMap((name) => {
    const spans = structure[name] ?? [];
    return spans.length > 0 ? [`${name}: ${spans.map(place).join(', ')}`] : [];
  });
  return `${[...declarations, ...lists].join('\n')}\n`;
}

/** Whole lines as `3-5`, anything else as `3:10-5:2` (columns from 1, the end exclusive). */
function placeIn(text: string): (span: Span) => string {
  const at = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  return ({ start, end }) => {
    const [from, to] = [at(start), at(end)];
    const lineBefore = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    if (lineBefore.trim() === '' && to.column === 1 && end > start) return `${from.line}-${to.line - 1}`;
    const lineAfter = /[^\n]*/.exec(text.slice(end))?.[0] ?? '';
    if (lineBefore.trim() === '' && lineAfter.trim() === '') return `${from.line}-${to.line}`;
    return `${from.line}:${from.column}-${to.line}:${to.column}`;
  };
}

function depthOf(all: readonly Declaration[], { parent }: Declaration): number {
  const enclosing = parent === undefined ? undefined : all[parent];
  return enclosing ? 1 + depthOf(all, enclosing) : 0;
}
