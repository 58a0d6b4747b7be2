// The rules about what users read, as a function over facts that returns its complaints.

import type { SourceFacts } from './sourceFacts.js';

type Spoken = Pick<SourceFacts, 'path' | 'messages' | 'translations'>;

/** Messages that bypass `t`, messages `t` cannot look up, and those it would look up before there is a bundle. */
export function l10nProblems(files: readonly Spoken[]): string[] {
  return files.flatMap(({ path, messages, translations }) => [
    ...messages
      .filter(({ isTranslated }) => !isTranslated)
      .map(({ line, text }) => `${path}:${line} says ${text} without t()`),
    ...translations.flatMap(({ line, text, isLiteral, isLate }) => {
      if (!isLiteral) return [`${path}:${line} translates ${text}, which no bundle can hold`];
      return isLate ? [] : [`${path}:${line} translates ${text} before there is a bundle`];
    }),
  ]);
}
