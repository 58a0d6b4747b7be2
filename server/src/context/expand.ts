// The way back: from a handle and its original to the text that was left out.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { lineAt, lineStarts } from '../base/text.js';
import type { Span } from '../model/block.js';
import type { Handle, HandleRange } from '../model/handle.js';
import type { ExpandResult } from '../model/verbs.js';
import type { FoundOriginal } from '../storage/originals.js';

/** Throws UserErrors: what is gone is said to be gone, never guessed. */
export function cutOut(handle: Handle, name: string, found: FoundOriginal): Omit<ExpandResult, 'masked'> {
  switch (found.state) {
    case 'unknown':
      throw new UserError(
        'handle-unknown',
        t('{0} was not made on this machine, or its data was deleted. Compress the text again.', name),
      );
    case 'ambiguous':
      throw new UserError(
        'handle-ambiguous',
        t('{0} fits two stored originals, so it is not opened. Compress the file again.', name),
      );
    case 'gone':
      throw new UserError(
        'handle-gone',
        t(
          'The original of {0} was removed to make room and the file has changed since. Raise pith.store.maxMegabytes to keep more.',
          found.path ? `${name} (${found.path})` : name,
        ),
      );
    case 'found':
      return { ...placeIn(found.text, handle, name), handle: name, ...described(found), from: found.from };
  }
}

function placeIn(text: string, { range }: Handle, name: string) {
  const starts = lineStarts(text);
  const last = lastLine(text, starts);
  const isInside = range.unit === 'all' || (range.unit === 'lines' ? range.last <= last : range.end <= text.length);
  if (!isInside) throw outOfRange(name, last);
  const { start, end } = spanIn(text, range, starts);
  const cut = text.slice(start, end);
  if (range.unit === 'all') return { text: cut, startLine: 1, endLine: last };
  if (range.unit === 'lines') return { text: cut, startLine: range.first, endLine: range.last };
  return { text: cut, startLine: lineAt(starts, start) + 1, endLine: lineAt(starts, Math.max(start, end - 1)) + 1 };
}

/** Where the stretch of a handle lies in its original. */
export function spanIn(text: string, range: HandleRange, starts: readonly number[] = lineStarts(text)): Span {
  if (range.unit === 'all') return { start: 0, end: text.length };
  if (range.unit === 'characters') return { start: range.start, end: range.end };
  return { start: starts[range.first - 1] ?? 0, end: starts[range.last] ?? text.length };
}

/** A final "\n" ends the last line and does not start another one. */
const lastLine = (text: string, starts: readonly number[]): number =>
  text.endsWith('\n') && starts.length > 1 ? starts.length - 1 : starts.length;

const outOfRange = (name: string, lines: number) =>
  new UserError(
    'handle-invalid',
    t('{0} points past the end of its original, which has {1} lines. Check the numbers.', name, lines),
  );

const described = ({ path, languageId }: { readonly path?: string; readonly languageId?: string }) => ({
  ...(path !== undefined && { path }),
  ...(languageId !== undefined && { languageId }),
});
