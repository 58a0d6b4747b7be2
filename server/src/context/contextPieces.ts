// What a request may show: selections first, then what is found, then what those depend on.

import { t } from '@vscode/l10n';
import { computed } from '../base/computed.js';
import { UserError } from '../base/errors.js';
import { pathOfUri } from '../base/fileUri.js';
import type { Level } from '../model/block.js';
import type { GetContextRequest, PackedBlock } from '../model/query.js';
import type { Term } from '../retrieval/recall.js';
import type { RankOptions } from '../retrieval/rank.js';
import { weightsOf } from '../retrieval/excerpt.js';
import type { StoredSymbol } from '../storage/indexStore.js';
import type { TokenCounter } from '../tokens/counter.js';
import { dependenciesOf } from './dependencies.js';
import { resolverOf } from './findSymbols.js';
import type { IndexQueries } from './indexQueries.js';
import { type ContextPiece, headerOf, pieceOfChunk, pieceOfLines, pieceOfSymbol } from './pieces.js';
import type { FolderRankers } from './ranking.js';
import type { SourceFile, SourceFiles } from './sourceFiles.js';

export interface PieceServices {
  readonly index: IndexQueries;
  readonly rankers: FolderRankers;
  readonly files: SourceFiles;
  readonly counter: TokenCounter;
  readonly budgetTokens: number;
  readonly ranking: Pick<RankOptions, 'weights'>;
}

export interface Pieces {
  readonly pieces: readonly ContextPiece[];
  /** Found, but the same as others. */
  readonly copies: number;
  readonly notes: readonly string[];
}

/** What is ranked lower never gets in: a piece is seldom shorter. */
const TOKENS_A_PIECE = 40;
const LEAST_PIECES = 30;
/** Found pieces whose dependencies are looked for. */
const MOST_ASKED = 4;
/** What a dependency is worth beside the code that uses it. */
const DEPENDENCY_SHARE = 0.5;

/** Throws UserErrors `usage` and `not-found`. */
export async function piecesFor(request: GetContextRequest, services: PieceServices): Promise<Pieces> {
  const { index, rankers, files, counter, budgetTokens } = services;
  const selections = (request.anchors?.selections ?? []).map((selection) => pieceOfSelection(selection, services));
  if (request.query.trim() === '' && selections.length > 0) {
    const needed = dependencies(selections, services, { share: 1, mayBeWhole: true });
    return { pieces: [...selections, ...needed], copies: 0, notes: [] };
  }
  const { chunks, notes } = await rankers.rank(request.query, {
    folders: index.folders,
    files,
    includeTests: request.includeTests ?? false,
    anchors: request.anchors,
    ...services.ranking,
  });
  const seen = new Set<number>();
  const mostPieces = Math.max(LEAST_PIECES, budgetTokens / TOKENS_A_PIECE);
  const matches: ContextPiece[] = [];
  let copies = 0;
  for (const chunk of chunks) {
    if (matches.length >= mostPieces) break;
    const source = files.of(chunk.folder, chunk.file);
    if (!source) continue;
    const { content } = chunk.doc;
    if (seen.has(content)) copies++;
    else matches.push(pieceOfChunk(chunk, source, { weights: weightsFor(chunk.terms), counter }));
    seen.add(content);
  }
  const asked = [...selections, ...matches.slice(0, MOST_ASKED)];
  const needed = dependencies(asked, services, { share: DEPENDENCY_SHARE, mayBeWhole: false });
  const others = needed.filter((piece) => !matches.some((match) => holds(match, piece)));
  return { pieces: [...selections, ...matches, ...others], copies, notes };
}

/** What was found says more of a declaration than that others use it. */
const holds = (match: ContextPiece, { source, startLine, symbol }: ContextPiece): boolean => {
  const line = symbol ? headerOf(source, symbol)[0] : startLine;
  return match.source === source && match.startLine <= line && line <= match.endLine;
};

/** Exactly the blocks that are asked for, each at its rung. Throws a UserError `not-found`. */
export async function piecesOfBlocks(request: GetContextRequest, services: PieceServices): Promise<Pieces> {
  const { index, rankers, files, counter } = services;
  const ranked =
    request.query.trim() === ''
      ? []
      : (await rankers.rank(request.query, { folders: index.folders, files, includeTests: true })).chunks;
  const found = new Map(
    ranked.map((chunk) => [placeOf({ path: files.pathOf(chunk.folder, chunk.file), ...chunk.chunk }), chunk]),
  );
  const pieces = (request.blocks ?? []).map((block) => {
    const source = files.at(block.path);
    if (!source || block.startLine > source.lines.length)
      throw new UserError(
        'not-found',
        t('{0}:{1} is not in the index any more. Ask again.', block.path, block.startLine),
      );
    const chunk = found.get(placeOf(block)) ?? chunkOf(source, block);
    // Terms are those of the folder, also for a chunk that other candidates leave no place for.
    const terms = ranked.find(({ folder }) => folder === source.folder)?.terms ?? [];
    if (chunk) return atRung(pieceOfChunk(chunk, source, { weights: weightsFor(terms), counter }), block.rung);
    const symbol = source.folder.indexer.store.symbolsOf(source.file.id).find(isThe(block));
    if (symbol) return atRung(pieceOfSymbol(source, symbol, { score: 1, mayBeWhole: true, counter }), block.rung);
    return pieceOfLines(source, { ...block, role: 'selection' }, counter);
  });
  return { pieces, copies: 0, notes: [] };
}

const placeOf = ({ path, startLine, endLine }: Omit<PackedBlock, 'rung'>): string => `${path}:${startLine}-${endLine}`;

function chunkOf({ folder, file, lines }: SourceFile, { startLine, endLine }: PackedBlock) {
  const chunks = folder.indexer.store.chunksOf(file.id);
  const chunk = chunks.find((one) => one.startLine === startLine && Math.min(one.endLine, lines.length) === endLine);
  return chunk && { chunk, score: 1 };
}

const isThe =
  ({ startLine, endLine }: PackedBlock) =>
  (symbol: StoredSymbol): boolean =>
    symbol.startLine === startLine && symbol.endLine === endLine;

/** As it was asked for; `rungs` still tells what it would be at the others. A rung that says no less is not offered. */
function atRung(piece: ContextPiece, rung: Level): ContextPiece {
  const isOffered = piece.rungs.some((offered) => offered.rung === rung);
  const mustBe = isOffered ? rung : piece.rungs.at(-1)?.rung;
  return mustBe === undefined ? piece : { ...piece, mustBe };
}

/** All chunks of a folder have the same list of terms. */
const weightsFor = (terms: readonly Term[]): ReadonlyMap<string, number> =>
  computed(weights, terms, () => weightsOf(terms));

const weights = new WeakMap<readonly Term[], ReadonlyMap<string, number>>();

interface DependencyOptions {
  readonly share: number;
  /** Else as signatures alone. */
  readonly mayBeWhole: boolean;
}

function dependencies(
  pieces: readonly ContextPiece[],
  { index, files, counter }: PieceServices,
  { share, mayBeWhole }: DependencyOptions,
): readonly ContextPiece[] {
  const found = new Map<string, ContextPiece>();
  for (const { source, startLine, endLine, score } of pieces) {
    const { folder } = source;
    const { store } = folder.indexer;
    const resolver = resolverOf(folder, index.resolvers);
    for (const { symbol, confidence } of dependenciesOf({ source, range: [startLine, endLine], resolver })) {
      const file = store.fileById(symbol.file);
      const at = file && files.of(folder, file);
      if (!at) continue;
      const key = `${at.path}:${symbol.startLine}`;
      const worth = score * confidence * share;
      if ((found.get(key)?.score ?? 0) < worth)
        found.set(key, pieceOfSymbol(at, symbol, { score: worth, mayBeWhole, counter }));
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      b.score - a.score ||
      (a.source.path < b.source.path ? -1 : a.source.path > b.source.path ? 1 : a.startLine - b.startLine),
  );
}

type Selection = NonNullable<NonNullable<GetContextRequest['anchors']>['selections']>[number];

/** Throws a UserError `not-found`. */
function pieceOfSelection({ uri, startLine, endLine }: Selection, services: PieceServices): ContextPiece {
  const source = fileAt(uri, services);
  if (startLine > source.lines.length)
    throw new UserError(
      'not-found',
      t('{0} has {1} lines as it is indexed. Save it, and select again.', source.path, source.lines.length),
    );
  return pieceOfLines(source, { startLine, endLine, role: 'selection' }, services.counter);
}

/** The indexed file of a URI. Throws a UserError `not-found`. */
function fileAt(uri: string, { index, files }: PieceServices): SourceFile {
  const path = pathOfUri(uri);
  for (const { folder, name } of path === undefined ? [] : index.foldersOf(path)) {
    const file = folder.indexer.store.file(name);
    const source = file && file.leftOut === undefined ? files.of(folder, file) : undefined;
    if (source) return source;
  }
  throw new UserError(
    'not-found',
    t('{0} is not in the index. Save it in a folder of the workspace, or wait until it is indexed.', path ?? uri),
  );
}
