// Questions with known answers, as a folder of data has them: issues and commit messages with the lines that were changed
// for them. Whose work the data is stands beside it; nothing of it is part of this repository.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Question {
  readonly id: string;
  readonly repo: string;
  readonly parent: string;
  readonly query: string;
  readonly lang: string;
  /** 0 says nothing of where, 1 names a changed symbol, 2 a changed file. */
  readonly leak: number;
  readonly gold: readonly { readonly path: string; readonly ranges: readonly (readonly [number, number])[] }[];
}

export interface QuestionData {
  /** Folder with `code-localisation/*.jsonl`. */
  readonly data: string;
  /** Folder of git directories named `owner+name/repo`. */
  readonly mirror: string;
  /** Only the short list. */
  readonly isFast: boolean;
}

/** By repository, each in the order of the data. */
export function questionsIn(set: string, { data, isFast }: QuestionData): ReadonlyMap<string, readonly Question[]> {
  const fast = new Set(readFileSync(join(data, 'code-localisation/fast-ids.txt'), 'utf8').split(/\s+/));
  const lines = readFileSync(join(data, `code-localisation/${set}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  const byRepository = new Map<string, Question[]>();
  for (const line of lines) {
    const question = JSON.parse(line) as Question;
    if (isFast && !fast.has(question.id)) continue;
    const list = byRepository.get(question.repo) ?? [];
    byRepository.set(question.repo, list);
    list.push(question);
  }
  return byRepository;
}

/** A work tree of the repository, without files yet; undefined where the mirror lacks it. */
export function workTree(repository: string, { mirror }: QuestionData): string | undefined {
  const name = repository.replace('/', '+');
  const git = [join(mirror, name, 'repo', '.git'), join(mirror, name, 'repo')].find((path) =>
    existsSync(join(path, 'HEAD')),
  );
  if (git === undefined) return undefined;
  const folder = resolve('.cache/bench/questions', name);
  mkdirSync(resolve('.cache/bench/questions'), { recursive: true });
  if (!existsSync(folder)) execFileSync('git', ['clone', '-q', '--no-checkout', '--shared', resolve(git), folder]);
  return folder;
}

/** False where the snapshot lacks files of that state. */
export function checkout(folder: string, revision: string): boolean {
  try {
    const args = ['-C', folder, '-c', 'advice.detachedHead=false', 'checkout', '-q', '-f', revision];
    execFileSync('git', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    return true;
  } catch {
    process.stderr.write(`${folder}: ${revision} cannot be checked out\n`);
    return false;
  }
}

/** Share of the changed files that are shown at all, and of the changed lines that are shown. */
export function recallOf(
  { gold }: Question,
  shown: ReadonlyMap<string, readonly (readonly [number, number])[]>,
): { readonly files: number; readonly lines: number } {
  let [files, lines, all] = [0, 0, 0];
  for (const { path, ranges } of gold) {
    const seen = shown.get(path) ?? [];
    if (seen.length > 0) files++;
    for (const [from, to] of ranges) {
      for (let line = from; line <= to; line++) {
        all++;
        if (seen.some(([first, last]) => first <= line && line <= last)) lines++;
      }
    }
  }
  return { files: files / gold.length, lines: lines / Math.max(1, all) };
}
