// Weights of the ranker: a logistic regression over the signals of `signals.ts`, each 0–1 among the candidates.
// Written by `npm run train` (server/training) from 476 questions; not tuned by hand.

import type { Signal } from './signals.js';

export const BIAS = -6.738;

export const WEIGHTS: Readonly<Record<Signal, number>> = {
  text: 0.36,
  fields: 0.942,
  title: 2.778,
  telling: 0.278,
  pairs: 0.98,
  compounds: 0.429,
  fileBest: 1.319,
  fileLength: -1.872,
  name: 1.088,
  likeCommits: 0.26,
  likestCommit: 0.997,
  recency: 1.102,
  place: 1,
  mention: 1.522,
  graph: 0.922,
  prose: -3.271,
  data: -1.666,
  aside: -0.242,
};
