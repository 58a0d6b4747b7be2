import { expect, test } from 'vitest';
import { crashLine } from '../../client/src/crashLines.js';

const check = (line: string, expected: string | undefined) => expect(crashLine(line)).toBe(expected);

test('places and names of errors are kept', () => {
  check('    at parse (main.js:12:3)', '    at parse (main.js:12:3)');
  check('FATAL ERROR: Reached heap limit Allocation failed', 'FATAL ERROR: Reached heap limit Allocation failed');
  check("Error: Cannot find module 'better-sqlite3'", "Error: Cannot find module 'better-sqlite3'");
});

test('messages and everything else may quote the user', () => {
  check('SyntaxError: Unexpected token p, "password=1" is not valid JSON', 'SyntaxError');
  check('Uncaught TypeError: secret is not a function', 'TypeError');
  check('const secret = "hunter2";', undefined);
  check('', undefined);
});
