// Pages of a list that is made anew for each of them: the same question to the same index gives the same list.

import { t } from '@vscode/l10n';
import { formatCursor, parseCursor } from '../base/cursor.js';
import { UserError } from '../base/errors.js';
import { sha256 } from '../base/hash.js';
import { type TruncationReason, truncationOf } from '../budget/truncation.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { Truncation } from '../model/index.js';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** All there are against what is on this page. */
  readonly truncation?: Truncation;
  readonly nextCursor?: string;
}

export interface Paged {
  readonly verb: string;
  readonly request: { readonly cursor?: string };
  readonly folders: readonly IndexedFolder[];
  readonly limit: number;
  readonly reason: TruncationReason;
  /** Where there are more than are in the list. */
  readonly total?: number;
}

/** Throws a UserError `cursor-invalid` for the cursor of another question, and after a change of the index. */
export function pageOf<Item>(items: readonly Item[], paged: Paged): Page<Item> {
  const { total = items.length, limit, reason } = paged;
  const start = startOf(paged);
  const shown = items.slice(start, start + limit);
  const next = start + shown.length;
  const truncation = truncationOf(reason, total, shown.length);
  return {
    items: shown,
    ...(truncation && { truncation }),
    ...(next < items.length && { nextCursor: formatCursor(next, bindingOf(paged)) }),
  };
}

/** The place in the list where the page of a request begins. */
export function startOf(paged: Pick<Paged, 'verb' | 'request' | 'folders'>): number {
  const start = parseCursor(paged.request.cursor, bindingOf(paged));
  if (start !== undefined) return start;
  throw new UserError(
    'cursor-invalid',
    t('This cursor is of another question, or the index has changed since. Ask anew, without it.'),
  );
}

function bindingOf({ verb, request, folders }: Pick<Paged, 'verb' | 'request' | 'folders'>) {
  const { cursor: _, ...rest } = request;
  return { verb, request: rest, state: repoStateOf(folders) };
}

/** The same as long as nothing in the indexes changed. */
export const repoStateOf = (folders: readonly IndexedFolder[]): string =>
  sha256(folders.map(({ location, indexer }) => `${location.root}\0${indexer.store.generation()}`).join('\0')).slice(
    0,
    16,
  );
