// What stood in the editor before: the text that Compare shows and Undo gives back.

import type { DocumentInput } from '../../../server/src/protocol.js';

/**
 * The chosen text of all inputs, parts joined as a copy of several selections would be.
 * Undefined where an input has no text of its own (a file or folder that the server reads).
 */
export function originalText(inputs: readonly DocumentInput[]): string | undefined {
  const parts: string[] = [];
  for (const { text, spans } of inputs) {
    if (text === undefined) return undefined;
    if (spans === undefined || spans.length === 0) parts.push(text);
    else for (const { start, end } of spans) parts.push(text.slice(start, end));
  }
  return parts.join('\n');
}
