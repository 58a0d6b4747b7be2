import { expect, test } from 'vitest';
import { parseArguments, refuseOthers } from '../../../server/src/cli/args.js';

const check = (argv: string, expected: object) =>
  expect(parseArguments(argv.split(' ').filter(Boolean))).toEqual({
    words: [],
    json: false,
    help: false,
    version: false,
    ...expected,
  });
const refuse = (argv: string, message: RegExp) => expect(() => parseArguments(argv.split(' '))).toThrow(message);

test('options are parsed once, at the door', () => {
  check('', {});
  check('a.ts - --json', { words: ['a.ts', '-'], json: true });
  check('--level skeleton --query why', { level: 'skeleton', query: 'why' });
  check('--budget 4000 -m gpt-4o', { budgetTokens: 4000, model: 'gpt-4o' });
  check('-l tidy compress a.ts', { words: ['compress', 'a.ts'], level: 'tidy' });
  check('--rate auto --language python', { rate: 'auto', language: 'python' });
  check('--rate .5', { rate: 0.5 });
  check('--rate 1', { rate: 1 });
});

test('what cannot be meant is an error that says what can', () => {
  refuse('--level big', /full, tidy, focus, skeleton, outline/);
  refuse('--budget 0', /whole number of tokens from 1/);
  refuse('--budget -5', /.+/);
  refuse('--budget 1e3', /whole number/);
  refuse('--rate 0', /over 0 and up to 1/);
  refuse('--rate 30', /0\.3 keeps 30 %/);
  refuse('--rate nan', /auto/);
  refuse('--bugdet 5', /pith help/);
  refuse('--budget 5 --rate 0.3', /one of --level, --budget and --rate/);
  refuse('--budget 5 --level tidy', /one of --level, --budget and --rate/);
});

test('an option that a command would not look at is an error, not ignored', () => {
  const args = parseArguments(['a.ts', '--level', 'tidy']);
  expect(() => refuseOthers(args, 'count', ['model'])).toThrow('count takes no --level');
  expect(() => refuseOthers(args, 'compress', ['model', 'level'])).not.toThrow();
});
