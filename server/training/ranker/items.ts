// Commits to questions whose answers are known: the message asks, the lines that the commit changed answer. A second
// form of each question is written like a report, with words of other commits in it, because reports say more than they
// mean. Everything follows from the repositories and a seed.

import { execFileSync } from 'node:child_process';
import { isTestFile } from '../../src/retrieval/folderIndex.js';

export interface Item {
  readonly id: string;
  readonly repository: string;
  /** The commit before the change. */
  readonly parent: string;
  readonly question: string;
  readonly gold: readonly Gold[];
}

export interface Gold {
  readonly path: string;
  /** Lines before the change; 1-based, inclusive. */
  readonly ranges: readonly (readonly [number, number])[];
}

const SOURCE = /\.(?:py|js|mjs|cjs|ts|tsx|jsx|go|rs|java|kt|c|h|cc|cpp|hpp|rb|php|cs|scala|lua|ex|exs|swift|zig)$/;
/** Messages that say nothing of the code. */
const CHORE =
  /^(?:revert|bump|release|merge|version|chore|update changelog|prepare|format|typo|docs?[:( ])|\bv?\d+\.\d+\.\d+\b/i;
const TRAILER = /^(?:signed-off-by|co-authored-by|reviewed-by|change-id|fixes|closes)\b.*$/gim;
const LEAST_MESSAGE = 30;
const MOST_MESSAGE = 4_000;
const MOST_FILES = 4;
const MOST_TOUCHED = 12;
const MOST_LINES = 120;
const MOST_COMMITS = 3_000;

export function itemsOf(gitDirectory: string, repository: string, count: number): readonly Item[] {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['--git-dir', gitDirectory, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const log = git(
    'log',
    '-n',
    String(MOST_COMMITS),
    '--no-merges',
    '--format=%x01%H%x02%P%x02%B%x02',
    '--name-only',
    'HEAD',
  );
  const commits = log.split('\u0001').flatMap((entry) => commitOf(entry) ?? []);
  // Spread over the years, with some to spare for commits that turn out to be of no use.
  const step = Math.max(1, Math.floor(commits.length / count / 1.6));
  const items: Item[] = [];
  for (let at = 0; at < commits.length && items.length < count; at += step) {
    const commit = commits[at];
    if (!commit) break;
    const { hash, parent, message, files } = commit;
    const gold = goldOf(git('diff', '-U0', '--no-renames', '--diff-filter=M', parent, hash, '--', ...files));
    const lines = gold.reduce((sum, { ranges }) => sum + ranges.reduce((all, [from, to]) => all + to - from + 1, 0), 0);
    if (gold.length === 0 || lines > MOST_LINES) continue;
    items.push({ id: `${repository}@${hash.slice(0, 10)}`, repository, parent, question: message, gold });
  }
  return items.flatMap((item, at) => [item, { ...item, id: `${item.id}~report`, question: reportOf(items, at) }]);
}

function commitOf(entry: string) {
  const [hash, parent, message, names] = entry.split('\u0002');
  if (!hash || !parent || parent.includes(' ') || message === undefined || names === undefined) return undefined;
  const touched = names.split('\n').filter((name) => name !== '');
  const files = touched.filter((name) => SOURCE.test(name) && !isTestFile({ name }));
  if (files.length === 0 || files.length > MOST_FILES || touched.length > MOST_TOUCHED) return undefined;
  const text = message
    .replace(TRAILER, '')
    .replace(/\(#\d+\)|https?:\S+/g, '')
    .trim();
  if (text.length < LEAST_MESSAGE || CHORE.test(text.split('\n')[0] ?? '')) return undefined;
  return { hash, parent, message: text.slice(0, MOST_MESSAGE), files };
}

function goldOf(diff: string): readonly Gold[] {
  const gold: { path: string; ranges: [number, number][] }[] = [];
  for (const line of diff.split('\n')) {
    const path = /^--- a\/(.*)/.exec(line)?.[1];
    if (path !== undefined) gold.push({ path, ranges: [] });
    const [, first, count = '1'] = /^@@ -(\d+)(?:,(\d+))? /.exec(line) ?? [];
    if (first === undefined) continue;
    // Where lines were only added, the one before them is what had to be seen.
    const from = Math.max(1, Number(first));
    gold.at(-1)?.ranges.push([from, Math.max(from, from + Number(count) - 1)]);
  }
  return gold.filter(({ ranges }) => ranges.length > 0);
}

const REPORTS: readonly ((title: string, body: string, noise: readonly string[]) => string)[] = [
  (title, body, [steps, context]) =>
    `${title}\n### Describe the bug\n\n${body}\n\n### To Reproduce\n\n${steps}\n\n### Expected behavior\n\n` +
    `It should work as documented.\n\n### Version\n\n1.4.2\n\n### Environment\n\nNode 18, Ubuntu 22.04\n\n` +
    `### Additional context\n\n${context}`,
  (title, body, [first, second, third]) =>
    `${title}\n**Problem**\n${body}\n\n**Steps to reproduce**\n1. ${first}\n2. ${second}\n\n**Expected**: no error.\n` +
    `**Actual**: see above.\n\n- OS: macOS 13\n- Version: latest\n\nThanks for looking into this! Also: ${third}`,
  (title, body, [first, second]) =>
    `${title}\n\n${body}\n\nI am not sure if this is a bug or a feature request, but would you accept a pull request? ` +
    `Please see the following example.\n\n${first}\n\n${second}`,
];
const NOISE_CHARACTERS = 500;

/** The message as a report; the noise is what other commits of the repository say. */
function reportOf(items: readonly Item[], at: number): string {
  const [title = '', ...body] = items[at]?.question.split('\n') ?? [];
  const noise = [7, 13, 29].map((stride) => {
    const other = items[(at + stride) % items.length]?.question ?? '';
    return (other.split('\n').slice(1).join('\n').trim() || other).slice(0, NOISE_CHARACTERS);
  });
  return REPORTS[at % REPORTS.length]?.(title, body.join('\n').trim(), noise) ?? title;
}
