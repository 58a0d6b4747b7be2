// Pith's call edges beside those of TypeScript's checker: how many of its edges are true, by evidence and confidence, and
// how many of the true ones it has.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineStarts } from '../../../server/src/base/text.js';
import type { IndexStore, StoredFile, StoredSymbol } from '../../../server/src/storage/indexStore.js';
import { ModulePaths } from '../../../server/src/retrieval/modulePaths.js';
import { Resolver } from '../../../server/src/retrieval/resolve.js';
import type { Call, Target } from './callTruth.js';

/** What a call may mean, in Pith's words; undefined where it knows of no use there. */
export type Resolve = (call: Call) => readonly FoundTarget[] | undefined;

export interface FoundTarget extends Target {
  readonly name: string;
  readonly confidence: number;
  readonly by: string;
}

export const THRESHOLDS = [0.5, 0.8] as const;

export interface Score {
  /** Edges at or above the threshold, and how many of them are true. */
  edges: number;
  right: number;
}

export interface EdgeFigures {
  /** Calls that the checker knows the callee of, of which so many call a symbol of the project. */
  readonly calls: number;
  readonly toSymbols: number;
  readonly unseen: number;
  /** By threshold. */
  readonly precision: Readonly<Record<string, Score>>;
  /** True edges found, by threshold; `any` with every candidate. */
  readonly recalled: Readonly<Record<string, number>>;
  /** By evidence, at any confidence. */
  readonly byEvidence: Readonly<Record<string, Score>>;
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

/** Every candidate is an edge, as it is to those who ask for edges. */
export function compareCalls(calls: readonly Call[], resolve: Resolve): EdgeFigures {
  const tally = new Tally();
  for (const call of calls) tally.add(call, resolve(call));
  return tally;
}

class Tally implements EdgeFigures {
  calls = 0;
  toSymbols = 0;
  unseen = 0;
  readonly precision: Record<string, Score> = {};
  readonly recalled: Record<string, number> = { any: 0 };
  readonly byEvidence: Record<string, Score> = {};
  readonly wrong: string[] = [];
  readonly missed: string[] = [];

  add(call: Call, found: readonly FoundTarget[] | undefined): void {
    this.calls++;
    const isWanted = call.sort === 'symbol';
    if (isWanted) this.toSymbols++;
    if (isWanted && found === undefined) this.unseen++;
    const candidates = found ?? [];
    for (const edge of candidates) this.edge(call, edge);
    if (!isWanted) return;
    const right = candidates.filter((edge) => isTrue(call, edge));
    if (right.length > 0) this.recalled.any = (this.recalled.any ?? 0) + 1;
    for (const threshold of THRESHOLDS) {
      const isFound = right.some(({ confidence }) => confidence >= threshold);
      this.recalled[threshold] = (this.recalled[threshold] ?? 0) + (isFound ? 1 : 0);
    }
    if (right.length === 0) this.missed.push(`${placeOf(call)} is ${namesOf(call.targets)}${found ? '' : ' (no use)'}`);
  }

  private edge(call: Call, edge: FoundTarget): void {
    const right = isTrue(call, edge);
    score(this.byEvidence, edge.by, right);
    for (const threshold of THRESHOLDS)
      if (edge.confidence >= threshold) score(this.precision, String(threshold), right);
    if (right) return;
    const truth = call.targets.length > 0 ? `${call.sort} ${namesOf(call.targets)}` : call.sort;
    this.wrong.push(`${placeOf(call)} by ${edge.by} (${edge.confidence.toFixed(2)}) ${namesOf([edge])}, is ${truth}`);
  }
}

function score(scores: Record<string, Score>, key: string, isRight: boolean): void {
  const known = scores[key] ?? { edges: 0, right: 0 };
  scores[key] = { edges: known.edges + 1, right: known.right + (isRight ? 1 : 0) };
}

const isTrue = ({ targets }: Call, { file, line }: Target): boolean =>
  targets.some((target) => target.file === file && target.line === line);

const placeOf = ({ file, start, name }: Call): string => `${file}@${start} ${name}`;
const namesOf = (targets: readonly Target[]): string => targets.map(({ file, line }) => `${file}:${line}`).join(' or ');

/** Candidates of Pith's resolver, with every file of the index as it is on disk. */
export function resolverOf(root: string, store: IndexStore, packages: ReadonlyMap<string, string>): Resolve {
  const resolver = new Resolver(store, new ModulePaths(store.files(), packages));
  const files = new Map(store.files().map((file) => [file.name, file]));
  const lines = new Map<number, readonly number[]>();
  const uses = new Map<string, ReadonlyMap<number, readonly FoundTarget[]>>();
  const lineOf = (file: StoredFile, offset: number): number => {
    const starts = lines.get(file.id) ?? lineStarts(readFileSync(join(root, file.name), 'utf8'));
    lines.set(file.id, starts);
    return starts.findLastIndex((start) => start <= offset) + 1;
  };
  const targetOf = ({ file: id, nameStart, name }: StoredSymbol): Omit<FoundTarget, 'confidence' | 'by'> => {
    const file = store.fileById(id);
    return { file: file?.name ?? '', line: file ? lineOf(file, nameStart) : 0, name };
  };
  const usesOf = (file: StoredFile) =>
    new Map(
      store.usesIn(file.id).flatMap(({ name, places }) =>
        places.map((place) => {
          const candidates = resolver.resolve(file, { name, place });
          return [
            place.start,
            candidates.map(({ symbol, confidence, by }) => ({ ...targetOf(symbol), confidence, by })),
          ] as const;
        }),
      ),
    );
  return ({ file: name, start }) => {
    const file = files.get(name);
    if (!file) return undefined;
    const known = uses.get(name) ?? usesOf(file);
    uses.set(name, known);
    return known.get(start);
  };
}
