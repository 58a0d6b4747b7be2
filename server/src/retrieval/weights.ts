// Weights of the ranker: a logistic regression over the signals of `signals.ts`, each 0–1 among the candidates.
// Written by `server/training/fit.ts` from repositories that are in no benchmark; not tuned by hand.

import type { Signal } from './signals.js';

export const BIAS = -6.674;

export const WEIGHTS: Readonly<Record<Signal, number>> = {
  text: 0.287,
  fields: 0.98,
  title: 2.725,
  telling: 0.288,
  pairs: 1.006,
  compounds: 0.409,
  fileBest: 1.352,
  fileLength: -1.941,
  name: 1.051,
  likeCommits: 0.155,
  likestCommit: 1.074,
  recency: 1.139,
  place: 1,
  mention: 1.515,
  graph: 0.976,
  prose: -3.265,
  data: -1.696,
  aside: -0.227,
};
