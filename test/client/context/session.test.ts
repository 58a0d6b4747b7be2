// Every change shows at once, and the server's count of the last one after it.
import { expect, test } from 'vitest';
import { packOf, without, withRung } from '../../../client/src/context/pack.js';
import { Session } from '../../../client/src/context/session.js';
import type { GetContextParams, GetContextResult } from '../../../server/src/protocol.js';
import { answer, block } from './answers.js';

const [a, b] = [block('a.ts'), block('b.ts')];

interface Asked {
  readonly request: GetContextParams;
  readonly signal: AbortSignal;
  readonly resolve: (result: GetContextResult) => void;
  readonly reject: (error: Error) => void;
}

/** A session over a server that answers when it is told to, and the totals that were shown. */
function open() {
  const asked: Asked[] = [];
  const totals: string[] = [];
  const session = new Session({
    ask: (request, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<GetContextResult>();
      asked.push({ request, signal, resolve, reject });
      return promise;
    },
    changed: ({ pack }) => totals.push(pack === undefined ? 'none' : `${pack.isCounted ? '' : '~'}${pack.tokens}`),
  });
  session.show(packOf({ query: 'why' }, answer([a, b])));
  return { session, asked, totals };
}

test('a change is counted at once and then exactly', async () => {
  const { session, asked, totals } = open();
  const changing = session.change((pack) => withRung(pack, a, 'skeleton'));
  expect(totals).toEqual(['220', '~160']);
  await expect.poll(() => asked).toHaveLength(1);
  expect(asked[0]?.request).toMatchObject({ purpose: 'preview', blocks: [{ rung: 'skeleton' }, { rung: 'full' }] });
  asked[0]?.resolve(answer([{ ...a, rung: 'skeleton', tokens: 41 }, b]));
  await changing;
  expect(totals).toEqual(['220', '~160', '161']);
});

test('the answer to an earlier change is not shown', async () => {
  const { session, asked, totals } = open();
  const first = session.change((pack) => withRung(pack, a, 'skeleton'));
  await expect.poll(() => asked).toHaveLength(1);
  const second = session.change((pack) => withRung(pack, b, 'skeleton'));
  await expect.poll(() => asked).toHaveLength(2);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[0]?.resolve(answer([]));
  await first;
  asked[1]?.resolve(answer([a, b], { tokens: 99 }));
  await second;
  expect(totals).toEqual(['220', '~160', '~100', '99']);
});

test('a failure leaves the change as it is, uncounted', async () => {
  const { session, asked, totals } = open();
  const changing = session.change((pack) => without(pack, [a]));
  await expect.poll(() => asked).toHaveLength(1);
  asked[0]?.reject(new Error('no'));
  await expect(changing).rejects.toThrow('no');
  expect(totals.at(-1)).toBe('~120');
});

test('nothing is asked where nothing is left, and nothing is handed out', async () => {
  const { session, asked } = open();
  await session.change((pack) => without(pack, [a, b]));
  expect(await session.handOut(new AbortController().signal)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('handing out asks for the clipboard and shows what was handed out', async () => {
  const { session, asked, totals } = open();
  const handing = session.handOut(new AbortController().signal);
  await expect.poll(() => asked).toHaveLength(1);
  expect(asked[0]?.request).toEqual({ query: 'why', explain: true, purpose: 'clipboard' });
  asked[0]?.resolve(answer([a], { text: 'handed out' }));
  expect(await handing).toMatchObject({ text: 'handed out' });
  expect(totals).toEqual(['220', '120']);
});

test('a new context takes the place of the one that is being counted', async () => {
  const { session, asked, totals } = open();
  const changing = session.change((pack) => without(pack, [a]));
  await expect.poll(() => asked).toHaveLength(1);
  session.show(packOf({ query: 'new' }, answer([])));
  asked[0]?.resolve(answer([b]));
  await changing;
  expect(totals).toEqual(['220', '~120', '20']);
});

test('another budget is asked for at once', async () => {
  const { session, asked, totals } = open();
  const changing = session.changeBudget(100, { anew: true });
  await expect.poll(() => asked).toHaveLength(1);
  expect(asked[0]?.request).toEqual({ query: 'why', budgetTokens: 100, explain: true, purpose: 'preview' });
  asked[0]?.resolve(answer([], { budgetTokens: 100 }));
  await changing;
  expect(session.shown.pack).toMatchObject({ tokens: 20, budgetTokens: 100 });
  expect(totals).toEqual(['220', '220', '20']);
});

test('another budget changes nothing of what was chosen', async () => {
  const { session, asked } = open();
  const changing = session.change((pack) => without(pack, [a]));
  await expect.poll(() => asked).toHaveLength(1);
  asked[0]?.resolve(answer([b]));
  await changing;
  await session.changeBudget(100, { anew: false });
  expect(session.shown.pack).toMatchObject({ tokens: 120, budgetTokens: 100, blocks: [b] });
  expect(asked).toHaveLength(1);
});

test('refreshing asks the same again', async () => {
  const { session, asked } = open();
  const refreshing = session.refresh();
  await expect.poll(() => asked).toHaveLength(1);
  asked[0]?.resolve(answer([b]));
  await refreshing;
  expect(session.shown.pack?.blocks).toEqual([b]);
});

test('clearing shows nothing, whatever is still on its way', async () => {
  const { session, asked, totals } = open();
  const refreshing = session.refresh();
  await expect.poll(() => asked).toHaveLength(1);
  session.clear();
  asked[0]?.resolve(answer([b]));
  await refreshing;
  expect(totals.at(-1)).toBe('none');
});
