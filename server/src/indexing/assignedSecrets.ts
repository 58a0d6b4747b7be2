// Secrets without a form of their own: literals assigned to names like `password` or `api_key`, where the literal looks
// random. Tuned to leave ordinary code alone: better to miss a weak password than to mask half a file.

import type { Span } from '../model/block.js';

const NAME = `(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|secret[_-]?key|client[_-]?secret|credentials?)`;

/** `apiKey: "…"`, `"client_secret" => '…'`, `const TOKEN: string = "…"`, also with quotes that are escaped. */
const QUOTED = new RegExp(
  String.raw`${NAME}["'\]\\]{0,2}\s{0,20}(?::\s{0,4}[\w<>|]{1,30}\s{0,4}=|:=|=>|:|=)\s{0,20}(\\?["'\`])(?<value>[^\s"'\`\\]{16,200})\1`,
  'gi',
);

/** `API_KEY=…` on a line of its own, as in .env files and the output of `env`. */
const ENVIRONMENT = new RegExp(
  String.raw`^(?:export )?[A-Z0-9_]{0,60}${NAME.replaceAll('[_-]', '_').toUpperCase()}=(?<value>[^\s"'\`$\\;,]{16,200})\r?$`,
  'gm',
);

/** `db.password=…`, `api_key: …` without quotes on a line of its own, as in .properties, .ini and YAML files, and diffs of them. */
const UNQUOTED = new RegExp(
  String.raw`^[+-]?[ \t]{0,40}(?:- )?["']?(?<before>[\w.-]{0,60})${NAME}["']?[ \t]{0,4}[:=][ \t]{0,4}(?<value>[\w+/=-]{16,200})[ \t]{0,8}\r?$`,
  'gim',
);

/** Names of things that are public though they look random. */
const PUBLIC_NAME =
  /(?:public|hash|digest|checksum|integrity|fingerprint|example|sample|dummy|fake|mock|(?<![a-z])test)[\w.-]{0,30}$/i;

/** Lookups, templates and placeholders. */
const PLACEHOLDER =
  /\$\{|\{\{|<[^>]*>|%\(|process\.env|example|placeholder|change.?me|your[_-]|x{4}|\*{3}|\.{3}|0{6}|1234567/i;

/** URLs and paths; base64 has slashes too, but not at both a start and after a colon. */
const LOCATION = /^(?:[a-z][a-z0-9+.-]*:\/\/|\.{0,2}\/|[a-z]:\\|@)/i;

/** Bits a character; words have less (about 3), random hex 3.5 and more, random base64 above 4. */
const MIN_ENTROPY = 3.1;

/** Share of neighbours of different kind (small, capital, digit): random literals have 0.45, names less than 0.25. */
const MIN_CHANGES = 0.3;

export function findAssignedSecrets(text: string): Span[] {
  return [QUOTED, ENVIRONMENT, UNQUOTED].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = match.groups?.value ?? '';
      const before = match.groups?.before ?? text.slice(Math.max(0, match.index - 40), match.index);
      if (PUBLIC_NAME.test(before) || !looksRandom(value)) return [];
      const start = match.index + match[0].lastIndexOf(value);
      return [{ start, end: start + value.length }];
    }),
  );
}

export function looksRandom(value: string): boolean {
  if (PLACEHOLDER.test(value) || LOCATION.test(value)) return false;
  return /\d/.test(value) && /[a-z]/i.test(value) && entropy(value) >= MIN_ENTROPY && changes(value) >= MIN_CHANGES;
}

/** Shannon entropy in bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** A capital before a small letter begins a word and is no change; neither is what joins words. */
function changes(value: string): number {
  const kinds = value
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .replaceAll(/[a-z]/g, 'a')
    .replaceAll(/[A-Z]/g, 'A')
    .replaceAll(/\d/g, '0');
  return (kinds.match(/a(?=[A0])|A(?=0)|0(?=[aA])/g) ?? []).length / Math.max(1, kinds.length - 1);
}
