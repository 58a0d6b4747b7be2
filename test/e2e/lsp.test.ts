// The language server as VS Code runs it: a process that is asked, told, cancelled, killed and left alone.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { CompressResult, Verb, Verbs } from '../../server/src/protocol.js';
import { methodOf, SETTINGS_CHANGED, USER_ERROR } from '../../server/src/protocol.js';
import { code, log, usePlace } from '../support/host.js';

const place = usePlace();
const SOURCE = code(10);
const document = { uri: 'untitled:1', text: SOURCE, languageId: 'typescript', label: 'a.ts' };
const REQUEST_CANCELLED = -32800;
/** Well into the work, and long before its end. */
const CANCEL_AFTER_MS = 150;

interface Server {
  readonly connection: ProtocolConnection;
  /** Everything the server wrote to the log or showed. */
  readonly said: string[];
  readonly exited: Promise<number | NodeJS.Signals | null>;
  kill(): void;
  request<V extends Verb>(verb: V, params: Verbs[V]['params']): Promise<Verbs[V]['result']>;
  /** Code, message and data of the error that `params` are answered with. */
  refusal(verb: Verb, params: unknown): Promise<unknown>;
}

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.kill();
});

async function connect(settings: unknown = {}): Promise<Server> {
  const child = place.start(['lsp', '--stdio']);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const said: string[] = [];
  for (const method of ['window/logMessage', 'window/showMessage'])
    connection.onNotification(method, ({ message }: { message: string }) => void said.push(message));
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const exited = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('close', (exit, signal) => resolve(signal ?? exit)),
  );
  connection.listen();
  const server: Server = {
    connection,
    said,
    exited,
    kill: () => void child.kill('SIGKILL'),
    request: (verb, params) => connection.sendRequest(methodOf(verb), params),
    refusal: (verb, params) =>
      connection.sendRequest(methodOf(verb), params).then(
        (result) => ({ answered: result }),
        ({ code, message, data }) => ({ code, message, data }),
      ),
  };
  running.push(server);
  const initializationOptions = { settings, dataDirectory: place.data };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return server;
}

test('every verb answers', async () => {
  const { request } = await connect();
  const level = 'skeleton';
  const { rungs, before } = await request('ladder', { inputs: [document] });
  const result = await request('compress', { inputs: [document], level, purpose: 'clipboard' });
  expect(result.tokens).toMatchObject({ before, after: rungs.find((rung) => rung.level === level)?.tokens });
  expect(await request('count', { inputs: [document] })).toMatchObject({ tokens: before, exact: true });
  expect(await request('meter', { input: document })).toMatchObject({ before, level: 'focus' });
  expect(await request('expand', { handle: result.omissions[0]?.handle ?? '' })).toMatchObject({
    from: 'store',
    path: 'a.ts',
    masked: 0,
  });
  expect((await request('savings', {})).today).toMatchObject({ results: 1, savedTokens: result.savedTokens });
  expect((await request('deleteData', { what: ['store', 'ledger'] })).freedBytes).toBeGreaterThan(0);
  expect((await request('savings', {})).total.results).toBe(0);
});

test('settings hold from the next request on; wrong ones are said and change nothing', async () => {
  const { connection, request, said } = await connect({ compress: { level: 'outline' } });
  const levelNow = async () => (await request('meter', { input: document })).level;
  expect(await levelNow()).toBe('outline');
  await connection.sendNotification(SETTINGS_CHANGED, { compress: { level: 'tidy' } });
  expect(await levelNow()).toBe('tidy');
  await connection.sendNotification(SETTINGS_CHANGED, { compress: { level: 'tiny' } });
  expect(await levelNow()).toBe('tidy');
  expect(said.join('\n')).toMatch(/pith\.compress\.level/);
});

test('a wrong setting at the start costs the settings, not Pith', async () => {
  const { request, said } = await connect({ compress: { level: 'tiny' } });
  expect((await request('meter', { input: document })).level).toBe('focus');
  expect(said.join('\n')).toMatch(/pith\.compress\.level/);
});

test('malformed parameters are refused with what is wrong', async () => {
  const { refusal } = await connect();
  const usage = (message: RegExp) => ({
    code: USER_ERROR,
    message: expect.stringMatching(message),
    data: { code: 'usage', fixes: [] },
  });
  expect(await refusal('compress', {})).toEqual(usage(/inputs/));
  expect(await refusal('compress', { inputs: [document], purpose: 'theft' })).toEqual(usage(/purpose/));
  expect(
    await refusal('compress', { inputs: [{ ...document, spans: [{ start: 5, end: 2 }] }], purpose: 'output' }),
  ).toEqual(usage(/span must not end before/));
  expect(await refusal('compress', { inputs: [document], level: 'tidy', rate: 0.5, purpose: 'output' })).toEqual(
    usage(/level, a budget or a rate/),
  );
  expect(await refusal('expand', { handle: 5 })).toEqual(usage(/handle/));
  expect(await refusal('count', null)).toMatchObject({ code: expect.any(Number) });
  expect(await refusal('count', [1, 2])).toMatchObject({ code: expect.any(Number) });
  expect(await refusal('expand', { handle: 'pith:000000000000' })).toMatchObject({
    code: USER_ERROR,
    data: { code: 'handle-unknown' },
  });
  expect(await refusal('compress', { inputs: [{ ...document, text: '' }], purpose: 'output' })).toMatchObject({
    data: { code: 'empty-input' },
  });
  expect(await refusal('compress', { inputs: [{ uri: 'file://%zz/a' }], purpose: 'output' })).toMatchObject({
    data: { code: 'not-found' },
  });
  expect(
    await refusal('compress', { inputs: [{ uri: 'vscode-remote://host/a.ts' }], purpose: 'output' }),
  ).toMatchObject({ data: { code: 'not-found' } });
});

test('a cancelled request is answered as cancelled, soon, and the server goes on', async () => {
  const { connection, request } = await connect();
  const inputs = Array.from({ length: 120 }, (_, at) => ({
    ...document,
    uri: `untitled:${at}`,
    text: code(60, `n${at}`),
  }));
  const source = new CancellationTokenSource();
  const started = performance.now();
  const answer = connection.sendRequest<CompressResult>(
    methodOf('compress'),
    { inputs, level: 'focus', purpose: 'clipboard' },
    source.token,
  );
  const outcome = answer.then(
    () => 'answered',
    ({ code: errorCode }) => errorCode,
  );
  setTimeout(() => source.cancel(), CANCEL_AFTER_MS);
  expect(await outcome).toBe(REQUEST_CANCELLED);
  const cancelledAfter = performance.now() - started;
  expect((await request('savings', {})).today.results).toBe(0);
  const again = performance.now();
  await request('compress', { inputs, level: 'focus', purpose: 'preview' });
  expect(cancelledAfter).toBeLessThan(CANCEL_AFTER_MS + (performance.now() - again));
});

test('killed at work: what was kept and counted is there for the next one', async () => {
  const first = await connect();
  const kept = await first.request('compress', { inputs: [document], level: 'outline', purpose: 'clipboard' });
  const large = { ...document, languageId: 'log', text: log(3_000_000) };
  const lost = first.refusal('compress', { inputs: [large], level: 'outline', purpose: 'clipboard' });
  setTimeout(first.kill, 400);
  expect(await first.exited).toBe('SIGKILL');
  await Promise.race([lost.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 100))]);
  const second = await connect();
  const { text } = await second.request('expand', { handle: kept.omissions[0]?.handle ?? '' });
  expect(text).toBe(SOURCE);
  expect((await second.request('savings', {})).total.results).toBeGreaterThanOrEqual(1);
  const fromTerminal = await place.pith(['expand', kept.omissions[0]?.handle ?? '']);
  expect(fromTerminal).toEqual({ code: 0, out: SOURCE, err: '' });
});

test('shut down and left alone, it ends', async () => {
  const polite = await connect();
  await polite.connection.sendRequest('shutdown');
  expect(await polite.refusal('count', { inputs: [document] })).toMatchObject({ code: -32600 });
  await polite.connection.sendNotification('exit');
  expect(await polite.exited).toBe(0);
  const abandoned = await connect();
  abandoned.connection.end();
  expect(await abandoned.exited).not.toBe('SIGKILL');
});

test('nothing of the text is logged, whatever is asked', async () => {
  const { refusal, said } = await connect();
  const SECRET = 'xylophone';
  const texts = [
    `{"${SECRET}": [1, 2`,
    `${SECRET}(`.repeat(60_000),
    `\u0000${SECRET}`,
    `<${SECRET}`.repeat(9_000),
    `${SECRET}: - [}`,
  ];
  for (const text of texts) {
    for (const languageId of ['typescript', 'json', 'yaml', 'html', 'log', SECRET])
      await refusal('compress', {
        inputs: [{ uri: 'untitled:1', text, languageId, label: `${SECRET}.txt` }],
        question: SECRET,
        level: 'outline',
        purpose: 'output',
      });
  }
  await refusal('compress', { inputs: [{ uri: `untitled:${SECRET}` }], level: SECRET });
  await refusal('expand', { handle: SECRET });
  expect(said.join('\n')).not.toContain(SECRET);
}, 120_000);

test('over Node IPC, as in VS Code', async () => {
  const main = join(import.meta.dirname, '../../dist/server/main.js');
  const child = fork(main, ['lsp', '--node-ipc'], { env: { ...process.env, PITH_HOME: place.data } });
  try {
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    const result = await connection.sendRequest<CompressResult>(methodOf('compress'), {
      inputs: [document],
      level: 'skeleton',
      purpose: 'preview',
    });
    expect(result.savedTokens).toBeGreaterThan(0);
  } finally {
    child.kill('SIGKILL');
  }
});
