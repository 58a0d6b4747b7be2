// Weights of the ranker: a logistic regression over the signals of `signals.ts`, each 0–1 among the candidates.
// Written by `server/training/fit.ts` from repositories that are in no benchmark; not tuned by hand.

import type { Signal } from './signals.js';

export const BIAS = -5.926;

export const WEIGHTS: Readonly<Record<Signal, number>> = {
  text: 0.03,
  fields: 0.35,
  title: 3.18,
  telling: 0.64,
  pairs: 0.58,
  fileBest: 0.67,
  fileLength: -1.62,
  name: 1.05,
  likeCommits: 0.72,
  likestCommit: 0.22,
  recency: 0.79,
  place: 0.0,
  mention: 1.18,
  graph: 0.3,
  compounds: 0.89,
  prose: -3.04,
  data: -1.4,
  aside: -0.4,
};
