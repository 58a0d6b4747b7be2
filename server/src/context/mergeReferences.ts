// A second opinion on references: what the language servers of the editor say of the same symbol.

import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import { lineAt, lineStarts } from '../base/text.js';
import { textOf } from '../indexing/workspace.js';
import type { ReferenceInfo } from '../model/index.js';
import type { IndexReferences } from './findSymbols.js';

export interface HostPlace {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** Zero-based, as editors count. */
export type HostReferences = (place: { uri: string; line: number; character: number }) => Promise<readonly HostPlace[]>;

/** A language server knows types, and may not know all files (features B3). */
const HOST_CONFIDENCE = 0.9;

/** Both opinions in order of places; a place that both name has both backends. Never rejects: a note says what failed. */
export async function mergeHost(
  found: IndexReferences,
  ask: HostReferences,
  { timeoutMs, only }: { readonly timeoutMs: number; readonly only: boolean },
): Promise<IndexReferences> {
  const place = placeOf(found);
  if (!place)
    return { ...found, notes: [...found.notes, t('The file of the symbol changed; the editor was not asked.')] };
  const places = await answered(ask(place), timeoutMs);
  if (!places) return { ...found, isTimedOut: true, notes: [...found.notes, t('The editor did not answer in time.')] };
  const theirs = places.flatMap((host) => referenceOf(found, host) ?? []);
  if (only) return { ...found, references: mergedReferences([theirs]), answeredBy: ['editor'] };
  const answeredBy = [...found.answeredBy, 'editor' as const];
  return { ...found, references: mergedReferences([found.references, theirs]), answeredBy };
}

/** Several opinions in order of places; a place that two name has both backends, the surer confidence and the plainer kind. */
export function mergedReferences(opinions: readonly (readonly ReferenceInfo[])[]): readonly ReferenceInfo[] {
  const merged = new Map<string, ReferenceInfo>();
  for (const reference of opinions.flat()) {
    const known = merged.get(keyOf(reference));
    merged.set(keyOf(reference), known ? both(known, reference) : reference);
  }
  return [...merged.values()].sort(
    (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

/** Opinions that know places alone, with what the index says of the same places: the kind and the declaration around. */
export function withKinds(
  references: readonly ReferenceInfo[],
  inIndex: readonly ReferenceInfo[],
): readonly ReferenceInfo[] {
  const known = new Map(inIndex.map((reference) => [keyOf(reference), reference]));
  return references.map((reference) => {
    const { kind, from } = known.get(keyOf(reference)) ?? reference;
    return {
      ...reference,
      kind: reference.kind === 'unknown' ? kind : reference.kind,
      ...(from !== undefined && { from }),
    };
  });
}

function both(a: ReferenceInfo, b: ReferenceInfo): ReferenceInfo {
  const kind = a.kind === 'unknown' ? b.kind : a.kind;
  const from = a.from ?? b.from;
  return {
    ...a,
    kind,
    ...(from !== undefined && { from }),
    endColumn: Math.max(a.endColumn, b.endColumn),
    confidence: Math.max(a.confidence, b.confidence),
    backends: [...new Set([...a.backends, ...b.backends])],
  };
}

async function answered(
  asked: Promise<readonly HostPlace[]>,
  timeoutMs: number,
): Promise<readonly HostPlace[] | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  try {
    return await Promise.race([asked.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

function placeOf({ folder, symbol }: IndexReferences) {
  const file = folder.indexer.store.fileById(symbol.file);
  const text = file && textOf(folder, file);
  if (!file || text === undefined) return undefined;
  const starts = lineStarts(text);
  const line = lineAt(starts, symbol.nameStart);
  return {
    uri: pathToFileURL(join(folder.path, file.name)).href,
    line,
    character: symbol.nameStart - (starts[line] ?? 0),
  };
}

function referenceOf({ folder }: IndexReferences, host: HostPlace): ReferenceInfo | undefined {
  if (!host.uri.startsWith('file:')) return undefined;
  const path = fileURLToPath(host.uri);
  const name = [folder.path, folder.location.root]
    .map((root) => relative(root, path))
    .find((inside) => inside !== '' && !inside.startsWith('..') && !isAbsolute(inside));
  if (name === undefined) return undefined;
  return {
    path: name.split(sep).join('/'),
    line: host.line + 1,
    column: host.character + 1,
    endColumn: host.endLine === host.line ? host.endCharacter + 1 : host.character + 1,
    kind: 'unknown',
    confidence: HOST_CONFIDENCE,
    backends: ['editor'],
  };
}

const keyOf = ({ path, line, column }: ReferenceInfo): string => `${path}:${line}:${column}`;
