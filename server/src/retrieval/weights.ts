// Weights of the ranker: a logistic regression over the signals of `signals.ts`, each 0–1 among the candidates.
// Written by `server/training/fit.ts` from repositories that are in no benchmark; not tuned by hand.

import type { Signal } from './signals.js';

export const BIAS = -5.98;

export const WEIGHTS: Readonly<Record<Signal, number>> = {
  text: 0.79,
  fields: 1.38,
  title: 1.11,
  telling: 0.31,
  pairs: 1.0,
  fileBest: 1.25,
  fileLength: -1.82,
  name: 1.57,
  likeCommits: 0.62,
  likestCommit: 0.48,
  recency: 0.74,
  place: 0.17,
  mention: 1.03,
  compounds: 1,
  prose: -2.26,
  data: -2.26,
  aside: -0.7,
  graph: 0,
};
