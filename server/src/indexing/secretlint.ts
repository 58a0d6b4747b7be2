// The recommended rules of secretlint, run over windows of a text; the only file that knows the library.
// Windows, because its bookkeeping is quadratic in the number of findings and some offsets depend on the whole text.

import type { lintSource } from '@secretlint/core';
import type { Span } from '../model/block.js';

/** Findings are taken from this part of a window; 64 KiB of nothing but secrets still take well under a second. */
const WINDOW = 64 * 1024;

/** Longest finding of any rule (GitHub's installation tokens: 12,000), so that none is cut by a window's end. */
const AFTER = 16 * 1024;

/** So much of what stands before is shown to the rules, because a word or a finding may have begun there. */
const BEFORE = 1024;

/** After so many windows (2 MB, about 30 ms) other work gets its turn. */
const WINDOWS_PER_TURN = 32;

/**
 * Rules that are left out. Comments must not switch masking off: a hostile log line could. The rule for Google's
 * key files reads the disk and condemns whole files; the keys in them are found as private keys.
 */
const LEFT_OUT = ['@secretlint/secretlint-rule-filter-comments', '@secretlint/secretlint-rule-gcp'];

type Lint = (text: string) => ReturnType<typeof lintSource>;
let lint: Promise<Lint> | undefined;

export async function findKnownSecrets(text: string, windowLength = WINDOW): Promise<Span[]> {
  lint ??= loadLint();
  const run = await lint;
  const found: Span[] = [];
  for (let start = 0, turn = 1; start < text.length; start += windowLength, turn++) {
    const from = Math.max(0, start - BEFORE);
    const to = start + windowLength;
    // A leading U+FEFF would be cut off and shift every offset.
    const window = text.slice(from, to + AFTER).replace(/^\uFEFF/, ' ');
    const { messages } = await run(window);
    for (const { range, data } of messages) {
      const [at, end] = range;
      const isInside = from + at >= start && from + at < to;
      if (!isInside) continue;
      const span = valueIn(window, { start: at, end }, data);
      found.push({ start: from + span.start, end: from + span.end });
    }
    if (turn % WINDOWS_PER_TURN === 0) await new Promise(setImmediate);
  }
  return found;
}

/**
 * Two of the packages are large, so they are loaded when the first text is masked. The profiler would keep an entry
 * for each rule and window for as long as the server lives.
 */
async function loadLint(): Promise<Lint> {
  const [core, preset, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ]);
  secretLintProfiler.setEnabled(false);
  const rules = preset.rules
    .filter(({ meta }) => !LEFT_OUT.includes(meta.id))
    .map((rule) => ({ id: rule.meta.id, rule }));
  const config = { rules };
  return (content) =>
    core.lintSource({
      source: { content, filePath: 'text', ext: '', contentType: 'text' },
      options: { config, noPhysicFilePath: true },
    });
}

/**
 * Some rules report the place of the whole assignment with the length of its value: the value itself is in the
 * message's data. Of a URL only the password is masked, so that host and database stay readable.
 */
function valueIn(text: string, reported: Span, data: unknown): Span {
  const values = typeof data === 'object' && data !== null ? Object.values(data) : [];
  let span = reported;
  for (const value of values) {
    if (typeof value !== 'string' || value.length < 4) continue;
    const at = text.indexOf(value, reported.start);
    if (at === -1 || at > reported.end) continue;
    span = { start: at, end: at + value.length };
    break;
  }
  return passwordIn(text, span);
}

function passwordIn(text: string, span: Span): Span {
  const match = /^[a-z+:]{2,30}:\/\/([^:/\s]{1,256}):([^@/\s]{1,256})@/i.exec(text.slice(span.start, span.end));
  const [whole, user, password] = match ?? [];
  if (whole === undefined || user === undefined || password === undefined) return span;
  const end = span.start + whole.length - 1;
  const start = end - password.length;
  // GitHub's tokens stand in the user's place.
  if (/^x-oauth/i.test(password)) return { start: start - 1 - user.length, end: start - 1 };
  return { start, end };
}
