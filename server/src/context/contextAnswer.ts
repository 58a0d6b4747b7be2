// What a context says of itself: its blocks, what is not in it and why, how sure it is, what it stands for, and how to
// go on from it.

import { confidenceOf } from '../budget/confidence.js';
import { drilldownsFor } from '../budget/drilldown.js';
import { truncationOf } from '../budget/truncation.js';
import type { Settings } from '../config.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import { formatHandle } from '../model/handle.js';
import type { Drilldown } from '../model/drilldown.js';
import type { ContextBlock, GetContextRequest, GetContextResult } from '../model/query.js';
import { t } from '@vscode/l10n';
import { explained } from '../retrieval/rank.js';
import type { TokenCounter } from '../tokens/counter.js';
import { completenessOf } from './indexStatus.js';
import { laddersOf, type Packed } from './pack.js';
import { repoStateOf } from './pages.js';
import { symbolKey } from './places.js';
import { type ContextPiece, nameOf, textOfLines } from './pieces.js';
import { omissionsOf, type Rendered } from './sections.js';
import { savedPercent } from './summary.js';

export interface Answered {
  readonly pieces: readonly ContextPiece[];
  readonly copies: number;
  readonly notes: readonly string[];
  readonly packed: readonly Packed[];
  readonly sections: Rendered['sections'];
  readonly rendered: Rendered;
  readonly tokens: number;
  readonly counter: TokenCounter;
  readonly budgetTokens: number;
  readonly folders: readonly IndexedFolder[];
  readonly settings: Settings;
  readonly elapsedMs: number;
}

/** The ranker's estimates are of single chunks; a score like this for the best one is as sure as words can be. */
const SURE = 0.5;

export function answerOf(request: GetContextRequest, answered: Answered): GetContextResult {
  const { counter, budgetTokens, folders, sections, rendered, tokens, elapsedMs } = answered;
  const filesTokens = sections.reduce((sum, { source }) => sum + source.file.tokens, 0);
  const completeness = completenessOf(folders);
  const truncation = truncationOf('budget-exceeded', answered.pieces.length, answered.packed.length);
  const best = Math.max(0, ...answered.packed.map(({ piece }) => piece.score));
  const { tier, score } = confidenceOf({ score: completeness.score * Math.min(1, 0.5 + best / (2 * SURE)) });
  return {
    text: rendered.text,
    tokens,
    tokenizer: counter.tokenizer,
    exact: counter.exact,
    budgetTokens,
    blocks: blocksOf(answered, request.explain === true),
    omissions: omissionsOf(sections, counter),
    truncations: truncation ? [truncation] : [],
    completeness,
    confidence: { tier, score: Math.round(score * 1e6) / 1e6 },
    provenance: provenanceOf(answered, completeness.score),
    drilldowns: goingOn(request, answered),
    compared: {
      files: sections.length,
      filesTokens,
      workspaceTokens: folders.reduce((sum, { indexer }) => sum + indexer.store.totals().tokens, 0),
      savedTokens: filesTokens - tokens,
      savedPercent: savedPercent(filesTokens, tokens),
    },
    masked: rendered.masked,
    notes: notesOf(answered),
    elapsedMs,
  };
}

function notesOf({ notes, copies, counter }: Answered): readonly string[] {
  return [
    ...notes,
    ...(counter.note === undefined ? [] : [counter.note]),
    ...(copies > 0 ? [t('{0} places say the same as others and are left out.', copies)] : []),
  ];
}

function provenanceOf({ pieces, folders }: Answered, completeness: number): GetContextResult['provenance'] {
  const historyCount = pieces.filter(({ signals }) => (signals?.likestCommit ?? 0) > 0).length;
  const found = pieces.filter(({ role }) => role === 'match').length;
  const used = pieces.filter(({ role }) => role === 'dependency').length;
  const backends = [
    { id: 'words', resultCount: found, completeness },
    { id: 'references', resultCount: used, completeness },
    { id: 'history', resultCount: historyCount, completeness: historyCount > 0 ? 1 : 0 },
  ];
  return { backends: backends.filter(({ resultCount }) => resultCount > 0), repoState: repoStateOf(folders) };
}

/** How to go on: what its best declaration is used by, and the best of what did not fit. */
function goingOn(request: GetContextRequest, answered: Answered): readonly Drilldown[] {
  const { pieces, packed, budgetTokens, folders, settings } = answered;
  const { query, includeTests, model } = request;
  const args = {
    query,
    budgetTokens,
    ...(includeTests !== undefined && { includeTests }),
    ...(model !== undefined && { model }),
  };
  const next = nextOf(pieces, packed);
  const top = packed.find(({ piece }) => piece.symbol && piece.role === 'match')?.piece;
  const besides: Drilldown[] = [
    ...(next ? [opening(next)] : []),
    ...(top?.symbol ? [usesOf(top, symbolKey(folders, top.source.folder, top.symbol))] : []),
  ];
  const truncation = truncationOf('budget-exceeded', pieces.length, packed.length);
  const isOfQuery = request.blocks === undefined && query.trim() !== '' && request.anchors?.selections === undefined;
  return drilldownsFor(
    {
      asked: { command: 'getContext', args },
      truncations: isOfQuery ? [truncation] : [],
      completeness: completenessOf(folders),
      budgetTokens,
      neededTokens: packed.length === 0 ? leastFor(pieces) : 0,
      besides,
    },
    settings.budget,
  );
}

/** What the smallest piece takes with all that stands around it, so that twice of too little is not offered again. */
function leastFor(pieces: readonly ContextPiece[]): number {
  const planned = laddersOf(pieces).flatMap(({ options }) =>
    options.flatMap(({ tokens }) => (tokens > 0 ? tokens : [])),
  );
  return planned.length === 0 ? 0 : Math.ceil(Math.min(...planned) * LEAST_ROOM) + NOTICE_TOKENS;
}

/** Headers and more markers than were planned; and the line that says what markers mean. */
const LEAST_ROOM = 1.25;
const NOTICE_TOKENS = 40;

/** The best of what was found and did not fit. */
export function nextOf(pieces: readonly ContextPiece[], packed: readonly Packed[]): ContextPiece | undefined {
  const chosen = new Set(packed.map(({ piece }) => piece));
  return pieces.find((piece) => piece.role === 'match' && !chosen.has(piece));
}

function opening({ source, startLine, endLine }: ContextPiece): Drilldown {
  const handle = formatHandle({ sourceId: source.id, range: { unit: 'lines', first: startLine, last: endLine } });
  const label = t('Open what came next: {0}', `${source.path}:${startLine}-${endLine}`);
  return { command: 'expand', args: { handle }, label, relevance: 0.74, reason: 'budget-exceeded' };
}

function usesOf(piece: ContextPiece, symbol: string): Drilldown {
  const label = t('Find the uses of {0}', nameOf(piece) ?? symbol);
  return { command: 'findReferences', args: { symbol }, label, relevance: 0.6, reason: 'best-match' };
}

function blocksOf({ sections, counter }: Answered, isExplained: boolean): readonly ContextBlock[] {
  return sections.flatMap(({ source, packed, verbatim }) =>
    packed.map(({ piece, rung }): ContextBlock => {
      const symbol = nameOf(piece);
      const range = { unit: 'lines', first: piece.startLine, last: piece.endLine } as const;
      return {
        path: source.path,
        startLine: piece.startLine,
        endLine: piece.endLine,
        rung: rung.rung,
        role: piece.role,
        ranges: within(verbatim, rung.ranges),
        tokens: rung.ranges.reduce((sum, lines) => sum + counter.count(textOfLines(source, lines)), 0),
        rungs: piece.rungs.map(({ rung: level, tokens }) => ({ rung: level, tokens })),
        ...(symbol !== undefined && { symbol }),
        score: Math.round(piece.score * 1e6) / 1e6,
        handle: formatHandle({ sourceId: source.id, range }),
        ...(isExplained && piece.signals && { signals: explained(piece.signals) }),
      };
    }),
  );
}

/** The parts of `wanted` that are in `ranges`. */
function within(
  ranges: readonly (readonly [number, number])[],
  wanted: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  return wanted.flatMap(([first, last]) =>
    ranges.flatMap(([from, to]): [number, number][] =>
      from <= last && to >= first ? [[Math.max(first, from), Math.min(last, to)]] : [],
    ),
  );
}
