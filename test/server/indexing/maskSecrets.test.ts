import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksRandom } from '../../../server/src/indexing/assignedSecrets.js';
import { findKnownSecrets } from '../../../server/src/indexing/secretlint.js';
import type { Span } from '../../../server/src/model/block.js';
import { createSecretMasker, findSecrets } from '../../../server/src/indexing/maskSecrets.js';

// Written in two parts, so that scanners do not take this file for a leak.
const GITHUB = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const GITLAB = 'glpat-' + 'aaaaabbbbbcccccddddd';
const SLACK = 'xoxb-' + '123456789012-1234567890123-abcdefghijklmnopqrstuvwx';
const NPM = 'npm_' + 'abcdefghijklmnopqrstuvwxyz0123456789';
const AWS_SECRET = 'aB3dE5fG7hJ9kL1mN3pQ' + '5rS7tU9vW1xY3zA5bC7d';
const AWS_ID = 'AKIA' + 'QWERTYUIOPASDF23';
const JWT = `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJ${'zdWIiOiIxMjM0NTY3ODkwIn0'}.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'}`;
const RANDOM = 'A7f9K2mQ8x' + 'Z4bN6vC1dR';

const pem = (encrypted = false): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: encrypted
      ? { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }
      : { type: 'pkcs1', format: 'pem' },
  }).privateKey;
const KEY = pem().trimEnd();
const KEY_LINES = KEY.split('\n');

const mask = (text: string, originals: readonly string[] = []) => createSecretMasker().mask(text, originals);

const check = async (text: string, expected: string, originals: readonly string[] = []) => {
  const masked = await mask(text, originals);
  expect(masked.text).toBe(expected);
  expect(masked.text.length).toBeLessThanOrEqual(text.length);
  expect(masked.count).toBe(expected.split('***').length - text.split('***').length);
};

test('exactly the value of a secret is masked', async () => {
  await check(`a ${GITHUB} b`, 'a *** b');
  await check(`${GITLAB} ${SLACK}`, '*** ***');
  await check(`AWS_SECRET_ACCESS_KEY=${AWS_SECRET};`, 'AWS_SECRET_ACCESS_KEY=***;');
  await check(`aws_secret_access_key = "${AWS_SECRET}"`, 'aws_secret_access_key = "***"');
  await check(`id: ${AWS_ID}.`, 'id: ***.');
  await check(`//registry.npmjs.org/:_authToken=${NPM}\n`, '//registry.npmjs.org/:_authToken=***\n');
  await check('_authToken=0123456789abcdef0123\nnext', '_authToken=***\nnext');
  await check(`Authorization: Bearer ${JWT}\r\n`, 'Authorization: Bearer ***\r\n');
  await check(`\uFEFF${GITHUB}`, '\uFEFF***');
});

test('tokens with a prefix of their own are masked wherever they stand', async () => {
  const random = `${RANDOM}${'c5D6e7F8g9H0'}`;
  await check(`id GOCSPX-${random.slice(0, 28)} x`, 'id *** x');
  await check(`"ya29.${random}${random}"`, '"***"');
  await check(
    `AccountName=x;AccountKey=${random}${random}${random.slice(0, 22)}==;End=1`,
    'AccountName=x;AccountKey=***;End=1',
  );
  await check(`pypi-AgEIcHlwaS5vcmc${random}${random}`, '***');
  await check(`hvs.${random}, dop_v1_${'0123456789abcdef'.repeat(4)}`, '***, ***');
});

test('of a URL only the password goes', async () => {
  await check('https://bob:hunter2xyz@example.com/a?b=1', 'https://bob:***@example.com/a?b=1');
  await check('postgres://app:s3cretP4ss@db.internal:5432/prod', 'postgres://app:***@db.internal:5432/prod');
  await check('mongodb+srv://u:passw0rd1@c.mongodb.net/db', 'mongodb+srv://u:***@c.mongodb.net/db');
  const token = 'abcdef0123456789abcdef0123456789abcdef01';
  await check(`https://${token}:x-oauth-basic@github.com/a/b`, 'https://***:x-oauth-basic@github.com/a/b');
});

test('private keys go as a whole, however they stand', async () => {
  await check(`before\n${KEY}\nafter`, 'before\n***\nafter');
  await check(pem(true), '***\n');
  await check(JSON.stringify({ key: KEY, next: 1 }), '{"key":"***","next":1}');
  await check(`x = (\n${KEY_LINES.map((line) => `  "${line}\\n" +`).join('\n')}\n)`, 'x = (\n  "***\\n" +\n)');
  await check(KEY.replaceAll('\n', '\r\n'), '***');
  await check(KEY_LINES.map((line) => `+ ${line}`).join('\n'), '+ ***');
});

test('a key that is cut off is masked as far as it goes', async () => {
  await check(`${KEY_LINES.slice(0, 9).join('\n')}\nconst a = 1;\n`, '***const a = 1;\n');
  const fragment = KEY_LINES.slice(3, 6).join('\n');
  await check(fragment, '***\n***\n***', [KEY]);
});

test('text about keys is left alone', async () => {
  const prose = 'It starts with -----BEGIN PRIVATE KEY-----\nand ends with -----END PRIVATE KEY-----.\n';
  await check(prose, prose);
  await check(
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
  );
  const publicKey = KEY.replaceAll('RSA PRIVATE', 'PUBLIC');
  await check(publicKey, publicKey);
});

test('random literals that are assigned to names of secrets are masked', async () => {
  await check(`apiKey: "${RANDOM}"`, 'apiKey: "***"');
  await check(`"client_secret" => '${RANDOM}',`, `"client_secret" => '***',`);
  await check(`const TOKEN: string = "${RANDOM}";`, 'const TOKEN: string = "***";');
  await check(`export API_KEY=${RANDOM}\nPATH=/usr/bin`, 'export API_KEY=***\nPATH=/usr/bin');
  await check(`DB_PASSWORD=${RANDOM}\r\n`, 'DB_PASSWORD=***\r\n');
  await check(`spring.datasource.password=${RANDOM}`, 'spring.datasource.password=***');
  await check(`a:\n  - api_key: ${RANDOM}\n  b: 1\n`, 'a:\n  - api_key: ***\n  b: 1\n');
  await check(`+client_secret = ${RANDOM}\r\n`, '+client_secret = ***\r\n');
});

test('ordinary code is left alone', async () => {
  for (const line of [
    'password = "hunter2"',
    'const password = process.env.DB_PASSWORD_PRODUCTION_1',
    'token: "tokenizer_name_of_model_v2"',
    'tokenType = "authorizationCodeWithPkce2"',
    'secret: "$' + '{{ secrets.DEPLOY_KEY_2024_PRODUCTION }}"',
    'apiKey = "your-api-key-here-12345"',
    'api_key = "xxxxxxxxxxxxxxxx1234"',
    'token = "https://example.com/oauth2/v1/token"',
    `publicToken = "${RANDOM}"`,
    `public_api_key: ${RANDOM}`,
    '  token: authorizationCodeWithPkce2',
    'secret = config.secrets.deployKey2024',
    '  password: string | undefined2',
    'this.token = tokenFromRequest1Header2',
    'tokenHash = "9f86d081884c7d659a2feaa0c55ad015"',
    '"integrity": "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="',
    'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    'postgres://user:$' + '{DB_PASSWORD}@localhost/db',
    'http://localhost:8080/?token=abc',
    'AKIAIOSFODNN7EXAMPLE',
    'secretNames = ["alpha", "beta"]',
    'token = "pith:482913750216:120-161"',
    'password: "correct horse battery staple"',
  ]) {
    await check(line, line);
  }
});

test("Pith's own sources hold no secrets", async () => {
  for (const name of ['indexing/assignedSecrets.ts', 'model/handle.ts', 'storage/openOriginals.ts', 'engine.ts']) {
    const source = readFileSync(join(import.meta.dirname, '../../../server/src', name), 'utf8');
    expect(await findSecrets(source)).toEqual([]);
  }
});

test('randomness is told from words', () => {
  expect(looksRandom('9f86d081884c7d659a2feaa0c55ad015')).toBe(true);
  expect(looksRandom(RANDOM)).toBe(true);
  expect(looksRandom('getUserTokenFromRequest2')).toBe(false);
  expect(looksRandom('abababababababab1212')).toBe(false);
  expect(looksRandom('aaaaaaaaaaaaaaaaaaaa1')).toBe(false);
});

test('a secret of the original is masked where its context is gone', async () => {
  await check(`['${RANDOM}']`, "['***']", [`api_key = "${RANDOM}"`]);
  await check('a s3cretP4ss!x b', 'a *** b', ['DB=postgres://app:s3cretP4ss!x@db/prod']);
});

test('a secret that a cut went through is masked on both sides of it', async () => {
  const original = `${'a word '.repeat(20)}token ${GITHUB} and so on`;
  await check(`token ${GITHUB.slice(0, 11)}…`, 'token ***…', [original]);
  await check(
    `x ${GITHUB.slice(0, 9)}… 80 characters pith:1 …${GITHUB.slice(-9)} y`,
    'x ***… 80 characters pith:1 …*** y',
    [original],
  );
  await check(`{"a":"${GITHUB.slice(0, 20)}… 20 characters"}`, '{"a":"***… 20 characters"}', [original]);
  await check(`${GITHUB.slice(0, 9)} and ${GITHUB.slice(-9)}…`, `${GITHUB.slice(0, 9)} and ${GITHUB.slice(-9)}…`, [
    original,
  ]);
});

test('a part that begins or ends inside a secret shows nothing of it', async () => {
  const text = `token ${GITHUB} and so on`;
  const check = async (start: number, end: number, expected: string) =>
    expect((await createSecretMasker().maskPart(text, { start, end })).text).toBe(expected);
  await check(0, 20, 'token ***');
  await check(20, text.length, '*** and so on');
  await check(12, 30, '***');
  await check(0, 6, 'token ');
  await check(0, text.length, 'token *** and so on');
});

test('short secrets of the original are masked only where they stand as they did', async () => {
  const original = 'postgres://app:test1@db.internal/prod';
  await check('host test1 and :test1@db', 'host test1 and :***@db', [original]);
});

test('a secret is found in its escaped and unescaped form', async () => {
  const password = 'pa"ss\\word!1234';
  const original = `postgres://app:${password}@db/prod`;
  await check(JSON.stringify({ p: password }), '{"p":"***"}', [original]);
  await check(KEY, '***', [JSON.stringify({ key: KEY })]);
  await check(KEY_LINES[4] ?? '', '***', [JSON.stringify({ key: KEY })]);
});

test('escaped text hides nothing', async () => {
  await check(JSON.stringify({ log: `first\n${GITHUB}\n${AWS_ID}` }), '{"log":"first\\n***\\n***"}');
  await check(JSON.stringify(JSON.stringify({ api_key: RANDOM })), '"{\\"api_key\\":\\"***\\"}"');
});

test('a comment cannot switch the mask off', async () => {
  await check(`// secretlint-disable\n${GITHUB}`, '// secretlint-disable\n***');
});

test('masking twice changes nothing more', async () => {
  const once = await mask(`${KEY}\n${GITHUB} https://bob:hunter2xyz@example.com apiKey="${RANDOM}"`);
  expect(await mask(once.text)).toEqual({ text: once.text, count: 0 });
});

test('secrets are found wherever they stand in a long text', async () => {
  const secrets = [GITHUB, SLACK, KEY];
  const position = fc.integer({ min: 0, max: 200_000 });
  const atAnEdge = fc.integer({ min: -60, max: 2 }).map((offset) => 65_536 + offset);
  await fc.assert(
    fc.asyncProperty(fc.oneof(position, atAnEdge), fc.nat(2), fc.boolean(), async (at, which, oneLine) => {
      const secret = secrets[which] ?? '';
      const filler = (oneLine ? 'lorem, ' : 'lorem\n').repeat(40_000);
      const text = `${filler.slice(0, at)} ${secret} ${filler.slice(at)}`;
      expect(await findSecrets(text)).toEqual([{ start: at + 1, end: at + 1 + secret.length }]);
    }),
    { numRuns: 40 },
  );
});

test('windows find what the whole text gives, and nothing else', async () => {
  const url = 'postgres://app:s3cretP4ss@db.internal:5432/prod';
  const piece = fc.oneof(
    fc.constantFrom(
      GITHUB,
      GITLAB,
      SLACK,
      NPM,
      url,
      KEY,
      `AWS_SECRET_ACCESS_KEY = "${AWS_SECRET}"`,
      '\uFEFF',
      '\n',
      ' ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 10 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.integer({ min: 1, max: 97 }), async (pieces, length) => {
      const text = pieces.join('');
      const inWindows = await findKnownSecrets(text, length);
      const atOnce = await findKnownSecrets(text, text.length + 1);
      const byPlace = (a: Span, b: Span) => a.start - b.start || a.end - b.end;
      expect(inWindows.sort(byPlace)).toEqual(atOnce.sort(byPlace));
    }),
    { numRuns: 60 },
  );
});

test('any text is masked without growing or losing anything else', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ` ${GITHUB} `,
      KEY,
      `token="${RANDOM}"`,
      '-----BEGIN PRIVATE KEY-----',
      'https://a:b@',
      '\uD83D',
      '***',
      '\n',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece), async (pieces) => {
      const text = pieces.join('');
      const { text: masked } = await mask(text);
      expect(masked.length).toBeLessThanOrEqual(text.length);
      let at = 0;
      for (const part of masked.split('***')) {
        at = text.indexOf(part, at);
        expect(at).toBeGreaterThanOrEqual(0);
        at += part.length;
      }
      expect(masked).not.toContain(GITHUB);
    }),
    { numRuns: 100 },
  );
});

test('hostile texts take time in proportion to their length', async () => {
  const length = 2_000_000;
  const repeat = (text: string) => text.repeat(Math.ceil(length / text.length));
  for (const text of [
    repeat('a'),
    repeat(' '),
    repeat('eyJ'),
    repeat('ghp_'),
    repeat('-----BEGIN PRIVATE KEY-----\n'),
    `-----BEGIN PRIVATE KEY-----${repeat('/')}`,
    `-----BEGIN PRIVATE KEY-----${repeat('+')}!`,
    repeat('password="'),
    repeat(`password${' '.repeat(20)}`),
    repeat('https://a:b@'),
    `xoxb-${repeat('a-')}`,
    repeat('SG.a.'),
    repeat('API_KEY'),
  ]) {
    const started = performance.now();
    await findSecrets(text);
    // 30 MB/s on a quiet machine; quadratic work on 2 MB would take minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  }
});

test('a long log full of secrets is masked in time', async () => {
  const line = `2026-03-01 GET https://bob:hunter2xyz@example.com/ apiKey="${RANDOM}"\n`;
  const text = line.repeat(10_000);
  const started = performance.now();
  const { count } = await mask(text, [text, `${text} `]);
  expect(count).toBe(20_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('masking leaves nothing behind in a server that lives for days', async () => {
  const kept = () => performance.getEntriesByType('mark').length;
  const before = kept();
  for (let round = 0; round < 5; round++) await createSecretMasker().mask(`const round = ${round};\n`, []);
  expect(kept()).toBe(before);
});
