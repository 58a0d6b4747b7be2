// Which pieces, at which rung: the most useful text that a budget allows, as a multiple-choice knapsack (`budget/fit.ts`).
// What a piece is worth falls with each one before it from the same file, and grows slower than its length, so that many
// places are seen before one is seen whole. Constants were compared on the questions of `server/training`.

import { fit, type Option } from '../budget/fit.js';
import type { Level } from '../model/block.js';
import type { ContextPiece, PieceRung } from './pieces.js';

export interface Packed {
  readonly piece: ContextPiece;
  readonly rung: PieceRung;
}

/** Worth of a piece grows with its tokens to this power: 0 asks for many short ones, 1 for the likeliest alone. */
const LENGTH_POWER = 0.2;
const FILE_DECAY = 0.9;
/** Of a whole piece, windows around what was asked for are worth the root of their share: the best lines are in them. */
const FOCUS_POWER = 0.5;
/** And its signature alone. */
const SKELETON_WORTH = 0.25;
/** A marker for the lines before it. */
const MARKER_TOKENS = 6;
/** The line that names a file. */
const FILE_TOKENS = 20;
/** A match is shown for what it says; its signature alone is for what others depend on. */
const LEAST_OF_MATCH: ReadonlySet<Level> = new Set(['full', 'focus']);

/** Undefined where what must be kept does not fit. Pieces must be in the order of their scores. */
export function pack(pieces: readonly ContextPiece[], budgetTokens: number): readonly Packed[] | undefined {
  const ladders = laddersOf(pieces);
  const chosen = fit(
    ladders.map(({ options }) => options),
    budgetTokens,
  );
  return chosen?.flatMap((option, at): Packed[] => {
    const [piece, rung] = [pieces[at], ladders[at]?.rungs[option]];
    return piece && rung ? [{ piece, rung }] : [];
  });
}

/** What is chosen from: the objective, which tests compare with the best of all choices. */
export function laddersOf(pieces: readonly ContextPiece[]): readonly PieceLadder[] {
  const order = new Map<string, number>();
  return pieces.map((piece) => {
    const before = order.get(piece.source.path) ?? 0;
    order.set(piece.source.path, before + 1);
    return optionsOf(piece, before);
  });
}

/** It is in every answer, whatever the budget. */
export const isKept = ({ role, mustBe }: Pick<ContextPiece, 'role' | 'mustBe'>): boolean =>
  role === 'selection' || mustBe !== undefined;

function worthOf(rung: Level, share: number): number {
  if (rung === 'focus') return Math.min(1, share) ** FOCUS_POWER;
  return rung === 'full' || rung === 'tidy' ? 1 : SKELETON_WORTH;
}

function usableRungs({ role, rungs, mustBe }: ContextPiece): readonly PieceRung[] {
  if (mustBe !== undefined) return rungs.filter(({ rung }) => rung === mustBe);
  return role === 'match' ? rungs.filter(({ rung }) => LEAST_OF_MATCH.has(rung)) : rungs;
}

interface PieceLadder {
  readonly options: readonly Option[];
  /** Undefined for the option that leaves it out. */
  readonly rungs: readonly (PieceRung | undefined)[];
}

function optionsOf(piece: ContextPiece, before: number): PieceLadder {
  const mustBe = isKept(piece);
  const around = MARKER_TOKENS + (before === 0 ? FILE_TOKENS : 0);
  const usable = usableRungs(piece);
  const whole = Math.max(...usable.map(({ tokens }) => tokens)) + around;
  const most = piece.score * FILE_DECAY ** before * whole ** LENGTH_POWER;
  const rungs = usable.map((rung) => {
    const markers = MARKER_TOKENS * (rung.ranges.length - 1);
    const tokens = rung.tokens + around + markers;
    return { rung, tokens, utility: most * worthOf(rung.rung, tokens / whole) };
  });
  return {
    options: [...rungs, ...(mustBe ? [] : [{ tokens: 0, utility: 0 }])],
    rungs: [...rungs.map(({ rung }) => rung), ...(mustBe ? [] : [undefined])],
  };
}
