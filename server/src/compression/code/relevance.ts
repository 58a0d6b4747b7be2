// Which parts of a file matter: to a question (BM25 over name, signature, doc and body, exact names first, with a share
// for what the best parts call), or without one by how the file itself uses them. Pure, deterministic and linear.
// It scores; what is kept is decided in `focus.ts`.

import type { Span } from '../../model/block.js';
import { identifiers, questionTerms, type Terms, termsOf } from './terms.js';

export interface Subject {
  /** Empty for a statement. */
  readonly name: string;
  readonly signature: Span;
  /** Doc comment and body: all that is not signature. */
  readonly rest: readonly Span[];
  readonly exported: boolean;
  /** A table or an initial value: it says less about a file than what is done with it. */
  readonly isData: boolean;
  /** Index of the subject this one is a member of. */
  readonly container?: number;
}

/** Fields weigh as in the ranking research: a name says more than a signature, a signature more than a body. */
const NAME_WEIGHT = 3;
const SIGNATURE_WEIGHT = 2;
/** BM25: saturation, and how strongly a long body is discounted. */
const K1 = 1.2;
const LENGTH_SHARE = 0.7;
/** An exact mention outweighs any sum of words; a plain word that happens to be a name only as much as the best sum. */
const EXACT = 10;
const EXACT_PLAIN = 1;
/** What a member gets of its container's exact mention, and a callee of its caller's score. */
const CONTAINER_SHARE = 0.5;
const CALLEE_SHARE = 0.4;
/** Without a question, data counts this much of what a function counts. */
const DATA_SHARE = 0.5;
/** A name declared more often than this says nothing about which one is called. */
const MAX_NAMESAKES = 3;

export interface Answer {
  /** One for each subject, 0 where it has nothing in common with the question. */
  readonly scores: readonly number[];
  /** The best score that words alone gave: what weak matches are measured against. */
  readonly best: number;
}

export function scoresForQuestion(text: string, subjects: readonly Subject[], question: string): Answer {
  const asked = questionTerms(question);
  const profiles = subjects.map((subject) => profileOf(text, subject, asked.terms));
  const base = bm25(profiles, asked.terms.size);
  const best = base.reduce((most, score) => Math.max(most, score), 0);
  const exact = subjects.map(({ name }) => mention(name, asked.names) * Math.max(best, 1));
  const scored = subjects.map(({ container }, index) => {
    const inherited = container === undefined ? 0 : CONTAINER_SHARE * (exact[container] ?? 0);
    return (base[index] ?? 0) + Math.max(exact[index] ?? 0, inherited);
  });
  return { scores: withCallees(text, subjects, scored), best };
}

/** Without a question: what others in the file refer to and what it exports. */
export function scoresByUse(text: string, subjects: readonly Subject[]): number[] {
  const users = subjects.map(() => 0);
  for (const called of calls(text, subjects)) for (const index of called) users[index] = (users[index] ?? 0) + 1;
  return subjects.map(({ exported, isData }, index) => {
    const score = 1 + (exported ? 2 : 0) + 2 * Math.log1p(users[index] ?? 0);
    return isData ? DATA_SHARE * score : score;
  });
}

function mention(name: string, names: ReadonlyMap<string, boolean>): number {
  const isCode = names.get(name);
  if (isCode === undefined) return 0;
  return isCode || /[A-Z_$\d]/.test(name.slice(1)) ? EXACT : EXACT_PLAIN;
}

interface Profile {
  /** Weighted occurrences of each question term, by its number. */
  readonly named: Float64Array;
  readonly told: Float64Array;
  length: number;
}

function profileOf(text: string, { name, signature, rest }: Subject, terms: Terms): Profile {
  const profile: Profile = { named: new Float64Array(terms.size), told: new Float64Array(terms.size), length: 0 };
  const add = (word: string, into: Float64Array, weight: number) => {
    for (const term of termsOf(word, terms)) into[term] = (into[term] ?? 0) + weight;
  };
  for (const word of identifiers(name)) add(word, profile.named, NAME_WEIGHT);
  for (const word of identifiers(text, signature)) add(word, profile.named, SIGNATURE_WEIGHT);
  for (const span of rest) {
    for (const word of identifiers(text, span)) {
      profile.length++;
      add(word, profile.told, 1);
    }
  }
  return profile;
}

function bm25(profiles: readonly Profile[], termCount: number): number[] {
  const averageLength = profiles.reduce((sum, { length }) => sum + length, 0) / Math.max(1, profiles.length) || 1;
  const holders = new Float64Array(termCount);
  for (const { named, told } of profiles)
    for (let term = 0; term < termCount; term++)
      if ((named[term] ?? 0) + (told[term] ?? 0) > 0) holders[term] = (holders[term] ?? 0) + 1;
  return profiles.map(({ named, told, length }) => {
    const norm = 1 - LENGTH_SHARE + (LENGTH_SHARE * length) / averageLength;
    let score = 0;
    for (let term = 0; term < termCount; term++) {
      const frequency = (named[term] ?? 0) + (told[term] ?? 0) / norm;
      const holding = holders[term] ?? 0;
      const rarity = Math.log(1 + (profiles.length - holding + 0.5) / (holding + 0.5));
      score += (rarity * frequency * (K1 + 1)) / (frequency + K1);
    }
    return score;
  });
}

function withCallees(text: string, subjects: readonly Subject[], scores: readonly number[]): number[] {
  const total = [...scores];
  for (const [caller, called] of calls(text, subjects).entries()) {
    const share = CALLEE_SHARE * (scores[caller] ?? 0);
    for (const callee of called) total[callee] = Math.max(total[callee] ?? 0, (scores[callee] ?? 0) + share);
  }
  return total;
}

/** For each subject the others that its text names. */
function calls(text: string, subjects: readonly Subject[]): ReadonlySet<number>[] {
  const namesakes = new Map<string, number[]>();
  for (const [index, { name }] of subjects.entries()) {
    if (name === '') continue;
    const list = namesakes.get(name) ?? [];
    list.push(index);
    namesakes.set(name, list);
  }
  return subjects.map(({ rest, signature }, caller) => {
    const called = new Set<number>();
    for (const span of [signature, ...rest]) {
      for (const word of identifiers(text, span)) {
        const found = namesakes.get(word);
        if (found && found.length <= MAX_NAMESAKES) for (const index of found) if (index !== caller) called.add(index);
      }
    }
    return called;
  });
}
