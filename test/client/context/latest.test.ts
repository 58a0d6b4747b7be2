// Of many runs only the last one counts.
import { expect, test, vi } from 'vitest';
import { Latest } from '../../../client/src/context/latest.js';

/** Work that ends when it is told to. */
function work<T>() {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const signals: AbortSignal[] = [];
  const start = (signal: AbortSignal) => {
    signals.push(signal);
    return promise;
  };
  return { start, resolve, reject, signals };
}

test('an answer is given', async () => {
  expect(await new Latest().run(async () => 7)).toEqual({ value: 7 });
});

test('an earlier run is called off, and its late answer is nobody’s', async () => {
  const latest = new Latest();
  const [first, second] = [work<string>(), work<string>()];
  const answers = [latest.run(first.start), latest.run(second.start)];
  expect(first.signals.map(({ aborted }) => aborted)).toEqual([true]);
  second.resolve('new');
  first.resolve('old');
  expect(await Promise.all(answers)).toEqual([undefined, { value: 'new' }]);
});

test('the failure of an earlier run is nobody’s either', async () => {
  const latest = new Latest();
  const first = work<string>();
  const answer = latest.run(first.start);
  latest.cancel();
  first.reject(new Error('late'));
  expect(await answer).toBeUndefined();
});

test('a failure of the last one is told', async () => {
  const failing = new Latest().run(() => Promise.reject(new Error('wrong')));
  await expect(failing).rejects.toThrow('wrong');
});

test('what is typed on during the pause is never asked', async () => {
  vi.useFakeTimers();
  try {
    const latest = new Latest();
    const asked: string[] = [];
    const ask = (query: string) => latest.run(async () => void asked.push(query), { pauseMs: 150 });
    const all = [ask('u'), ask('up'), ask('upl')];
    await vi.advanceTimersByTimeAsync(150);
    await Promise.all(all);
    expect(asked).toEqual(['upl']);
  } finally {
    vi.useRealTimers();
  }
});

test('the caller may call it off, too, and hears of it', async () => {
  const outer = new AbortController();
  const answer = new Latest().run(
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('called off')))),
    { outer: outer.signal },
  );
  outer.abort();
  await expect(answer).rejects.toThrow('called off');
});
