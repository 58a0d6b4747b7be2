// Logistic regression by Newton's method with a ridge, on rows of signals; and how well weights do on repositories that
// they have not seen.

import { SIGNALS, type Signal } from '../../src/retrieval/signals.js';
import type { Answered } from './signals.js';

export interface Weights {
  readonly bias: number;
  readonly of: Readonly<Record<Signal, number>>;
}

/** Keeps weights of signals that say the same from running away in opposite directions. */
const RIDGE = 3;
/** What a signal is worth that no commit message has: messages quote no stack traces, people do. */
const UNSEEN: Readonly<Partial<Record<Signal, number>>> = { place: 1 };
const MOST_STEPS = 25;
const CLOSE = 1e-5;

/** Answers none of whose candidates was changed teach nothing. */
export function fit(answers: readonly Answered[]): Weights {
  const rows = answers
    .filter((answer) => answer.rows.some(({ isChanged }) => isChanged))
    .flatMap((answer) => answer.rows)
    .map(({ values, isChanged }) => ({ x: [1, ...values], y: isChanged ? 1 : 0 }));
  const size = SIGNALS.length + 1;
  const weights = new Array<number>(size).fill(0);
  for (let turn = 0; turn < MOST_STEPS; turn++) {
    const step = newtonStep(rows, weights);
    for (let at = 0; at < size; at++) weights[at] = (weights[at] ?? 0) + (step[at] ?? 0);
    if (Math.max(...step.map(Math.abs)) < CLOSE) break;
  }
  const isSeen = SIGNALS.map((_, at) => rows.some(({ x }) => (x[at + 1] ?? 0) > 0));
  const of = Object.fromEntries(
    SIGNALS.map((signal, at) => [signal, isSeen[at] ? (weights[at + 1] ?? 0) : (UNSEEN[signal] ?? 0)]),
  ) as Record<Signal, number>;
  return { bias: weights[0] ?? 0, of };
}

function newtonStep(
  rows: readonly { readonly x: readonly number[]; readonly y: number }[],
  weights: readonly number[],
) {
  const size = weights.length;
  const gradient = new Array<number>(size).fill(0);
  const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { x, y } of rows) {
    const z = x.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
    const p = 1 / (1 + Math.exp(-z));
    const curve = Math.max(1e-6, p * (1 - p));
    for (const [at, value] of x.entries()) {
      if (value === 0) continue;
      gradient[at] = (gradient[at] ?? 0) + (y - p) * value;
      const line = hessian[at] ?? [];
      for (const [other, second] of x.entries()) line[other] = (line[other] ?? 0) + curve * value * second;
    }
  }
  // The bias is free: how rare answers are says nothing of signals.
  for (let at = 0; at < size; at++) {
    const ridge = at === 0 ? 1e-3 : RIDGE;
    const line = hessian[at] ?? [];
    line[at] = (line[at] ?? 0) + ridge;
    gradient[at] = (gradient[at] ?? 0) - (at === 0 ? 0 : ridge * (weights[at] ?? 0));
  }
  return solved(hessian, gradient);
}

/** Gauss with the largest pivot. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const size = rows.length;
  const cell = (line: number, column: number): number => rows[line]?.[column] ?? 0;
  for (let at = 0; at < size; at++) {
    let pivot = at;
    for (let line = at + 1; line < size; line++) if (Math.abs(cell(line, at)) > Math.abs(cell(pivot, at))) pivot = line;
    const [a = [], b = []] = [rows[at], rows[pivot]];
    [rows[at], rows[pivot]] = [b, a];
    for (let line = at + 1; line < size; line++) {
      const factor = cell(line, at) / cell(at, at);
      const target = rows[line] ?? [];
      for (let column = at; column <= size; column++) target[column] = cell(line, column) - factor * cell(at, column);
    }
  }
  const result = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    let value = cell(at, size);
    for (let column = at + 1; column < size; column++) value -= cell(at, column) * (result[column] ?? 0);
    result[at] = value / cell(at, at);
  }
  return result;
}

/** Mean reciprocal rank of the first changed candidate. */
export function reciprocalRank(answers: readonly Answered[], { bias, of }: Weights): number {
  const scored = answers.map(({ rows }) => {
    const score = (values: readonly number[]): number =>
      SIGNALS.reduce((sum, signal, at) => sum + of[signal] * (values[at] ?? 0), bias);
    const sorted = [...rows].sort((a, b) => score(b.values) - score(a.values));
    const place = sorted.findIndex(({ isChanged }) => isChanged);
    return place === -1 ? 0 : 1 / (place + 1);
  });
  return scored.reduce((sum, value) => sum + value, 0) / Math.max(1, scored.length);
}

const FOLDS = 4;

/** Mean reciprocal rank on repositories that were not trained on. */
export function heldOut(answers: readonly Answered[]): number {
  const repositories = [...new Set(answers.map(({ repository }) => repository))];
  const ranks = Array.from({ length: FOLDS }, (_, fold) => {
    const out = new Set(repositories.filter((_name, at) => at % FOLDS === fold));
    const weights = fit(answers.filter(({ repository }) => !out.has(repository)));
    return reciprocalRank(
      answers.filter(({ repository }) => out.has(repository)),
      weights,
    );
  });
  return ranks.reduce((sum, value) => sum + value, 0) / FOLDS;
}
