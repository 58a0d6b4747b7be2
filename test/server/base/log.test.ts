// What may be logged of an error: where it happened, never what it says.
import { expect, test } from 'vitest';
import { traceOf } from '../../../server/src/base/log.js';

const check = (message: string) => {
  const trace = traceOf(new SyntaxError(message));
  expect(trace).toMatch(/^SyntaxError\n {4}at .*log\.test\.ts:\d+:\d+/);
  expect(trace).not.toContain('hunter2');
};

test('messages stay out, also where they look like a stack', () => {
  check('Unexpected token h in "hunter2"');
  check('bad input:\n    at hunter2');
  check('bad input:\n    at hunter2 (secret.ts:1:2)\n    at last');
  check('$& hunter2 $1');
});

test('what is thrown need not be an error', () => {
  expect(traceOf('hunter2')).toBe('string');
  expect(traceOf(undefined)).toBe('undefined');
});
