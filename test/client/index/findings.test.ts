// What is wrong comes first.
import { expect, test } from 'vitest';
import { findingsText, inOrderOfUrgency } from '../../../client/src/index/findings.js';
import type { DoctorFinding } from '../../../server/src/protocol.js';

const finding = (status: DoctorFinding['status'], message: string, fixes: DoctorFinding['fixes'] = []) =>
  ({ check: 'index', status, message, fixes }) as const;

test('failures, then warnings, then what is worth knowing, then what is right', () => {
  const found = [finding('pass', 'a'), finding('warn', 'b'), finding('fail', 'c'), finding('info', 'd')];
  expect(inOrderOfUrgency(found).map(({ message }) => message)).toEqual(['c', 'b', 'd', 'a']);
  expect(inOrderOfUrgency([finding('pass', '1'), finding('pass', '2')]).map(({ message }) => message)).toEqual([
    '1',
    '2',
  ]);
});

test('a report has a line for each finding and each fix', () => {
  const fixes = [{ description: 'Build it anew', command: 'pith index --rebuild', safe: true }];
  expect(findingsText([finding('pass', 'fine'), finding('fail', 'damaged', fixes)])).toBe(
    'fail index: damaged\n  Build it anew: pith index --rebuild\npass index: fine\n',
  );
});
