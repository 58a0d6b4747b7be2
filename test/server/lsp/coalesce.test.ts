import { expect, test } from 'vitest';
import { Coalescer } from '../../../server/src/lsp/coalesce.js';

/** A coalescer with a clock and work that is done when the test says so. */
function place() {
  let now = 0;
  const coalescer = new Coalescer(() => now);
  const begun: { signal: AbortSignal; done(value: string): void; fail(error: Error): void }[] = [];
  const work = (signal: AbortSignal): Promise<string> =>
    new Promise((done, fail) => {
      begun.push({ signal, done, fail });
      signal.addEventListener('abort', () => fail(signal.reason));
    });
  const ask = (key: string, signal = new AbortController().signal) => coalescer.answer(key, work, signal);
  const wait = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { begun, ask, wait };
}

test('three identical questions are one execution', async () => {
  const { begun, ask, wait } = place();
  const answers = [ask('a'), ask('a')];
  wait(50);
  answers.push(ask('a'));
  expect(begun).toHaveLength(1);
  begun[0]?.done('one');
  expect(await Promise.all(answers)).toEqual(['one', 'one', 'one']);
});

test('other questions and late ones are executed themselves', async () => {
  const { begun, ask, wait } = place();
  const first = ask('a');
  const other = ask('b');
  wait(51);
  const late = ask('a');
  expect(begun).toHaveLength(3);
  for (const [at, each] of begun.entries()) each.done(`${at}`);
  expect(await Promise.all([first, other, late])).toEqual(['0', '1', '2']);
});

test('an answer holds for as long as the question would have been joined, a failure does not', async () => {
  const { begun, ask, wait } = place();
  const first = ask('a');
  begun[0]?.done('one');
  expect(await first).toBe('one');
  wait(50);
  expect(await ask('a')).toBe('one');
  wait(1);
  const failing = ask('a');
  begun[1]?.fail(new Error('broken'));
  await expect(failing).rejects.toThrow('broken');
  void ask('a');
  expect(begun).toHaveLength(3);
});

test('a question that is taken back leaves the others their answer', async () => {
  const { begun, ask } = place();
  const [one, two] = [new AbortController(), new AbortController()];
  const answers = [ask('a', one.signal), ask('a', two.signal), ask('a')];
  one.abort(new Error('one'));
  two.abort(new Error('two'));
  await expect(answers[0]).rejects.toThrow('one');
  await expect(answers[1]).rejects.toThrow('two');
  expect(begun[0]?.signal.aborted).toBe(false);
  begun[0]?.done('still');
  expect(await answers[2]).toBe('still');
});

test('work that nobody waits for any more is aborted, and begun anew when it is asked for again', async () => {
  const { begun, ask } = place();
  const [one, two] = [new AbortController(), new AbortController()];
  const answers = [ask('a', one.signal), ask('a', two.signal)];
  one.abort(new Error('one'));
  two.abort(new Error('two'));
  await Promise.allSettled(answers);
  expect(begun[0]?.signal.aborted).toBe(true);
  const again = ask('a');
  expect(begun).toHaveLength(2);
  begun[1]?.done('again');
  expect(await again).toBe('again');
  await expect(ask('a', one.signal)).rejects.toThrow('one');
  expect(begun).toHaveLength(2);
});

test('a failure is told to all who wait', async () => {
  const { begun, ask } = place();
  const answers = [ask('a'), ask('a')];
  begun[0]?.fail(new Error('broken'));
  for (const answer of answers) await expect(answer).rejects.toThrow('broken');
});
