// What holds for any text, whatever it is and whatever is asked: the promises of Pith, checked from outside.
// Counts are checked with gpt-tokenizer, so that our own encoder does not judge itself.
import * as fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, expect, test } from 'vitest';
import { isUserError } from '../../../server/src/base/errors.js';
import { LEVELS } from '../../../server/src/model/block.js';
import type { CompressRequest, CompressResult, DocumentInput } from '../../../server/src/model/verbs.js';
import { openTestEngine } from '../../support/engine.js';
import { referenceTokens } from '../tokens/reference.js';

const { engine, close } = openTestEngine();
afterAll(close);

/** The whole run takes seconds; raise it for a longer search. */
const RUNS = { seed: 20_260_102, numRuns: 60 };

/** Special tokens of the tokenizer are plain text here. gpt-tokenizer 4.0 has lost the token of U+FEFF. */
const count = (text: string): number =>
  text.includes('\ufeff')
    ? referenceTokens('o200k_base', text).length
    : countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });

/** What ends comments, strings, markers and lines too early, or looks like something of ours. */
const HOSTILE = [
  '*/',
  '/*',
  '-->',
  '"""',
  "'''",
  '`${',
  '# ',
  '<|endoftext|>',
  'pith:123456789012:1-9',
  '… 3 lines pith:123456789012',
  '\ufeff',
  '\r',
  '\r\n',
  '\u2028',
  '\ud83d',
  '\ude00',
  '👩‍👩‍👧',
  '漢字',
  '\0',
  '\t',
  '   ',
  '\n\n\n\n',
];

const name = fc.constantFrom('readAll', 'flush', 'Queue', 'error', 'x', 'naïve', 'постой');
const words = fc
  .array(fc.lorem({ maxCount: 12, mode: 'sentences' }), { minLength: 1, maxLength: 4 })
  .map((all) => all.join('\n'));
const lines = (line: fc.Arbitrary<string>, maxLength = 40) =>
  fc.array(line, { minLength: 3, maxLength }).map((all) => all.join('\n'));

const typescript = fc
  .tuple(name, words, fc.nat(30))
  .map(([id, text, length]) =>
    [
      `/** ${text} */`,
      `export function ${id}(a: number): number {`,
      ...Array.from({ length }, (_, at) => `  const v${at} = a * ${at}; // ${id}`),
      '  return a;',
      '}',
      '',
    ].join('\n'),
  );
const python = fc
  .tuple(name, words, fc.nat(30))
  .map(([id, text, length]) =>
    [
      `def ${id}(a):`,
      `    """${text}"""`,
      ...Array.from({ length }, (_, at) => `    v${at} = a * ${at}`),
      '    return a',
      '',
    ].join('\n'),
  );
const logLine = fc
  .tuple(fc.nat(59), fc.constantFrom('INFO', 'WARN', 'ERROR'), fc.nat(9999))
  .map(
    ([second, level, id]) =>
      `2026-01-02T03:04:${String(second).padStart(2, '0')}Z ${level} request ${id} took ${id % 97} ms`,
  );
const diffLine = fc
  .tuple(fc.constantFrom(' ', '+', '-', '@@ -1,3 +1,4 @@ '), name)
  .map(([sign, id]) => `${sign}${id}();`);

const documents: readonly (readonly [languageId: string, text: fc.Arbitrary<string>])[] = [
  ['typescript', fc.array(typescript, { maxLength: 5 }).map((all) => all.join('\n'))],
  ['python', fc.array(python, { maxLength: 5 }).map((all) => all.join('\n'))],
  ['json', fc.tuple(fc.json(), fc.nat(3)).map(([value, indent]) => JSON.stringify(JSON.parse(value), null, indent))],
  [
    'json',
    fc
      .array(fc.record({ id: fc.nat(), name, on: fc.boolean() }), { maxLength: 40 })
      .map((rows) => JSON.stringify(rows, null, 2)),
  ],
  ['log', lines(logLine, 200)],
  [
    'markdown',
    lines(
      fc.oneof(
        words,
        name.map((id) => `## ${id}`),
        fc.constant('| a | b |'),
        fc.constant('```ts'),
        fc.constant(''),
      ),
    ),
  ],
  [
    'diff',
    lines(diffLine).map((body) => `diff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts\n@@ -1,9 +1,9 @@\n${body}\n`),
  ],
  ['plaintext', lines(words)],
  ['yaml', lines(fc.tuple(name, fc.nat(2)).map(([id, depth]) => `${'  '.repeat(depth)}${id}: 1`))],
];

/** A document, often damaged by something hostile in the middle of it. */
const document: fc.Arbitrary<DocumentInput> = fc
  .tuple(
    fc.constantFrom(...documents).chain(([languageId, text]) => text.map((made) => ({ languageId, made }))),
    fc.option(fc.constantFrom(...HOSTILE)),
    fc.nat(),
    fc.boolean(),
  )
  .map(([{ languageId, made }, hostile, place, crlf]) => {
    const at = place % (made.length + 1);
    const text = hostile === null ? made : made.slice(0, at) + hostile + made.slice(at);
    return { uri: 'untitled:1', text: crlf ? text.replaceAll('\n', '\r\n') : text, languageId, label: 'a.txt' };
  })
  .filter(({ text }) => text.trim() !== '');

/** One or two selections of a document, anywhere: inside of words, strings and pairs of surrogates. */
const selections = fc
  .tuple(document, fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 4 }))
  .map(([whole, places]) => {
    const length = whole.text?.length ?? 0;
    const cuts = places.map((place) => place % (length + 1)).sort((a, b) => a - b);
    const spans = [0, 2].flatMap((at) =>
      cuts[at + 1] === undefined ? [] : [{ start: cuts[at] ?? 0, end: cuts[at + 1] ?? 0 }],
    );
    return { ...whole, spans };
  })
  .filter((input) => textsOf(input).join('').trim() !== '');

const inputs = fc.oneof(
  { weight: 1, arbitrary: selections.map((only) => [only]) },
  { weight: 3, arbitrary: document.map((only) => [only]) },
  {
    weight: 1,
    arbitrary: fc
      .array(document, { minLength: 2, maxLength: 3 })
      .map((all) => all.map((one, at) => ({ ...one, label: `${at}.txt` }))),
  },
);
const size = fc.oneof(
  fc.constantFrom(...LEVELS).map((level) => ({ level })),
  fc.integer({ min: 1, max: 600 }).map((budgetTokens) => ({ budgetTokens })),
  fc.constantFrom('auto' as const, 0.2, 0.5, 0.9).map((rate) => ({ rate })),
);
const question = fc
  .option(fc.constantFrom('why does flush fail?', 'v3'))
  .map((text) => (text === null ? {} : { question: text }));
const request: fc.Arbitrary<CompressRequest> = fc
  .tuple(inputs, size, question)
  .map(([documents, bySize, asked]) => ({ inputs: documents, ...bySize, ...asked, purpose: 'output' as const }));

const holds = (property: (request: CompressRequest) => Promise<void>) =>
  fc.assert(fc.asyncProperty(request, property), RUNS);

/** Undefined where a budget was refused; everything else that is thrown is a failure. */
async function compressed(asked: CompressRequest): Promise<CompressResult | undefined> {
  try {
    return await engine.compress(asked);
  } catch (error) {
    if (isUserError(error) && error.code === 'budget-too-small') return undefined;
    throw error;
  }
}

function textsOf({ text = '', spans = [] }: DocumentInput): string[] {
  return spans.length === 0 ? [text] : spans.map(({ start, end }) => text.slice(start, end));
}

/** What is compressed, as `cat` would put it together. */
function originals({ inputs: documents }: CompressRequest): string {
  const texts = documents.flatMap(textsOf);
  const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  return texts.length > 1 ? texts.map(ended).join('') : (texts[0] ?? '');
}

test('the texts are such that there is something to leave out', { timeout: 120_000 }, async () => {
  const results = [];
  for (const asked of fc.sample(request, RUNS)) results.push(await compressed(asked));
  expect(results.filter((result) => (result?.omissions.length ?? 0) > 0).length).toBeGreaterThan(RUNS.numRuns / 4);
});

test('never larger than the input, and counted as its readers count', { timeout: 120_000 }, () =>
  holds(async (asked) => {
    const result = await compressed(asked);
    if (!result) return;
    expect(result.tokens.before).toBe(count(originals(asked)));
    expect(result.tokens.after).toBe(count(result.text));
    expect(result.tokens.after).toBeLessThanOrEqual(result.tokens.before);
    if (asked.budgetTokens !== undefined) expect(result.tokens.after).toBeLessThanOrEqual(asked.budgetTokens);
    if (typeof asked.rate === 'number')
      expect(result.tokens.after).toBeLessThanOrEqual(Math.max(1, asked.rate * result.tokens.before));
  }),
);

test('a budget that is refused says which one is not', { timeout: 120_000 }, () =>
  holds(async (asked) => {
    const { level: _, rate: __, ...rest } = asked;
    const refused = await engine.compress({ ...rest, budgetTokens: 1 }).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refused === undefined) return;
    const least = Number(/Use at least (\d+)/.exec(String(refused))?.[1]);
    const { tokens } = await engine.compress({ ...rest, budgetTokens: least });
    expect(tokens.after).toBeLessThanOrEqual(least);
  }),
);

test('every omission gives back an exact stretch of its original', { timeout: 120_000 }, () =>
  holds(async (asked) => {
    const result = await compressed(asked);
    for (const { handle, path, startLine, endLine, tokens } of result?.omissions ?? []) {
      const { text } = asked.inputs.find(({ label }) => label === path) ?? {};
      const found = await engine.expand({ handle });
      expect(found.text).not.toBe('');
      expect(count(found.text)).toBe(tokens);
      expect(found).toMatchObject({ startLine, endLine });
      const linesOfIt = (text ?? '')
        .split(/(?<=\n)/)
        .slice(startLine - 1, endLine)
        .join('');
      expect(linesOfIt).toContain(found.text);
      if (/:\d+-\d+$/.test(handle)) expect(found.text).toBe(linesOfIt);
    }
  }),
);

test('what is not cut is not touched: the input itself, or the text between the handles', { timeout: 120_000 }, () =>
  holds(async (asked) => {
    const result = await compressed(asked);
    if (result?.route === 'original') expect(result.text).toBe(originals(asked));
    if (result && result.omissions.length === 0) expect(result.text).toBe(originals(asked));
  }),
);

test('the same bytes from an engine that has seen nothing yet', { timeout: 120_000 }, async () => {
  const other = openTestEngine();
  try {
    await holds(async (asked) => {
      const [one, two] = [await compressed(asked), await other.engine.compress(asked).catch(() => undefined)];
      expect(two?.text).toBe(one?.text);
      expect(two?.omissions).toEqual(one?.omissions);
    });
  } finally {
    other.close();
  }
});

test('compressing what Pith made does no harm: handles in it stay what they are', { timeout: 120_000 }, () =>
  holds(async (asked) => {
    const once = await compressed(asked);
    if (!once || once.text.trim() === '') return;
    const again = await engine.compress({
      inputs: [{ uri: 'untitled:2', text: once.text, label: 'again.txt' }],
      level: 'outline',
      purpose: 'output',
    });
    expect(again.tokens.after).toBeLessThanOrEqual(once.tokens.after);
    if (again.route === 'original') return;
    expect((await engine.expand({ handle: again.blocks[0]?.handle ?? '' })).text).toBe(once.text);
    for (const { handle } of once.omissions) expect((await engine.expand({ handle })).text).not.toBe('');
  }),
);
