// What the language server says when something inside of it goes wrong: that it did and where, never with what text.
// Its life as a process is in `e2e/lsp.test.ts`.
import { PassThrough } from 'node:stream';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import {
  CancellationTokenSource,
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Engine } from '../../../server/src/engine.js';
import { serve } from '../../../server/src/lsp/server.js';
import { openEngine } from '../../../server/src/openEngine.js';
import { type CompressResult, methodOf } from '../../../server/src/protocol.js';
import { openTestEngine } from '../../support/engine.js';

const SECRET = 'xylophone';
const document = {
  uri: 'untitled:1',
  text: `function ${SECRET}() {\n  return ${SECRET}();\n}\n`,
  languageId: 'typescript',
};

const request = (input: object) => ({ inputs: [input], level: 'skeleton', purpose: 'output' });

// A bug, as the compressor of JSON has none that is known.
vi.mock('../../../server/src/compression/json.js', () => ({
  openJson: ({ source }: { source: { text: string } }) => {
    throw new RangeError(`Cannot read\n    at ${source.text}`);
  },
}));

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A served engine whose grammars are missing, as after an installation that went wrong. */
async function connect(initializationOptions?: object) {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const { directory, close } = openTestEngine();
  let engine: Engine | undefined;
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  serve(({ settings, log }) => {
    engine = openEngine({
      settings,
      log,
      dataDirectory: directory,
      cacheDirectory: directory,
      version: '0.0.0',
      grammarsDirectory: join(directory, 'missing'),
      runtimeWasm: join(directory, 'missing.wasm'),
      now: () => new Date(2026, 0, 2),
    });
    return engine;
  }, server);
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const said: string[] = [];
  client.onNotification('window/logMessage', ({ message }: { message: string }) => void said.push(message));
  client.onNotification('window/showMessage', ({ message }: { message: string }) => void said.push(message));
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  closing.push(() => {
    for (const part of [client, server]) part.dispose();
    engine?.close();
    close();
  });
  if (!engine) throw new Error('initialize opens the engine');
  return { client, said, engine };
}

test('a grammar that cannot be loaded is said, and the text is dealt with by text rules', async () => {
  const { client } = await connect();
  const result = await client.sendRequest<CompressResult>(methodOf('compress'), request(document));
  expect(result.notes.join()).toMatch(/grammar could not be loaded/);
});

test('a compressor that fails costs its savings: the text comes back, the log says where', async () => {
  const { client, said } = await connect();
  const result = await client.sendRequest<CompressResult>(
    methodOf('compress'),
    request({ ...document, languageId: 'json' }),
  );
  expect(result).toMatchObject({ text: document.text, route: 'original', omissions: [] });
  expect(result.notes.join()).toMatch(/left as it is/);
  expect(said).toEqual([
    expect.stringMatching(/^A compressor failed; the text was left as it is\. RangeError\n {4}at /),
  ]);
  expect(said.join('\n') + result.notes.join()).not.toContain(SECRET);
});

test('a bug is answered without its message and logged without it', async () => {
  const { client, said, engine } = await connect();
  const messages = [`${SECRET}`, `unexpected token\n    at ${SECRET} (file.ts:1:2)\n${SECRET}`];
  for (const message of messages) {
    vi.spyOn(engine, 'count').mockRejectedValueOnce(new SyntaxError(message));
    const answer = client.sendRequest(methodOf('count'), { inputs: [document] });
    await expect(answer).rejects.toMatchObject({
      code: -32603,
      message: 'Pith could not finish "count". The log has the details.',
    });
  }
  expect(said).toHaveLength(messages.length);
  for (const line of said) expect(line).toMatch(/^count failed: SyntaxError\n {4}at /);
  expect(said.join('\n')).not.toContain(SECRET);
});

const EMPTY = 'There is no text to compress: select some, or name a file that is not empty.';
const GERMAN = { [EMPTY]: 'Es gibt nichts zu verkleinern.', '{0} does not exist. Check the name.': '{0} fehlt.' };

test.each([
  ['the bundle has the message', { l10n: GERMAN }, 'Es gibt nichts zu verkleinern.'],
  ['the bundle lacks the message', { l10n: { Other: 'Anderes' } }, EMPTY],
  ['there is no bundle', {}, EMPTY],
])('a refusal where %s', async (_, options, message) => {
  const { client, said } = await connect({ settings: {}, ...options });
  const answer = client.sendRequest(methodOf('compress'), request({ ...document, text: '' }));
  await expect(answer).rejects.toMatchObject({ message, data: { code: 'empty-input' } });
  expect(said).toEqual([]);
});

test('names in translated messages stay what they are, braces included', async () => {
  const { client } = await connect({ settings: {}, l10n: GERMAN });
  const answer = client.sendRequest(methodOf('compress'), request({ uri: 'file:///missing/%7B0%7D.ts', label: '{0}' }));
  await expect(answer).rejects.toMatchObject({ message: '/missing/{0}.ts fehlt.', data: { code: 'not-found' } });
});

test('wrong settings are told in the language of the user', async () => {
  const l10n = { 'Settings are not valid. {0}': 'Ungültige Einstellungen. {0}' };
  const { said } = await connect({ settings: { model: 1 }, l10n });
  expect(said).toEqual([expect.stringMatching(/^Ungültige Einstellungen\. pith\.model: /)]);
});

test.each([[['a']], ['de'], [{ [EMPTY]: 1 }], [null]])(
  'a bundle that is none (%j) is said, and costs its translations',
  async (l10n) => {
    const { client, said } = await connect({ settings: {}, l10n });
    const answer = client.sendRequest(methodOf('compress'), request({ ...document, text: '' }));
    await expect(answer).rejects.toMatchObject({ message: EMPTY });
    expect(said).toEqual(['The translations are not valid, so messages are in English.']);
  },
);

test('identical questions at the same time are one execution, and one of them can be taken back', async () => {
  const { client, engine } = await connect();
  const search = vi.spyOn(engine.index, 'searchSymbols');
  const method = methodOf('searchSymbols');
  const taken = new CancellationTokenSource();
  const answers = [
    client.sendRequest(method, { query: 'send' }, taken.token),
    client.sendRequest(method, { query: 'send' }),
    client.sendRequest(method, { query: 'send' }),
    client.sendRequest(method, { query: 'other' }),
  ];
  taken.cancel();
  const [first, ...others] = await Promise.allSettled(answers);
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  expect(first?.status === 'fulfilled' || first?.reason.code === -32800).toBe(true);
  expect(search.mock.calls.map(([request]) => request.query)).toEqual(['send', 'other']);
});

test('an error has the code that tools share, and what to do about it', async () => {
  const { client } = await connect();
  const answer = client.sendRequest(methodOf('findReferences'), { symbol: 'send' });
  await expect(answer).rejects.toMatchObject({
    code: -32050,
    data: { code: 'index-missing', failure: 'INDEX_MISSING', fixes: [{ command: 'pith index', safe: true }] },
  });
});
