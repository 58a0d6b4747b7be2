// A symbol's name is found below its doc comment.
import { expect, test } from 'vitest';
import { declarationLine } from '../../../client/src/context/declarationLine.js';

test.each([
  [['export function send() {', '  return send;'], 0],
  [['/** Tries to send. */', 'export function send() {'], 1],
  [['/**', ' * send', ' */', '@sends', 'async send() {'], 4],
  [['# send', 'def send(self):'], 1],
  [['const resend = 1;', 'const $send = 2;', 'const send = 3;'], 2],
  [['nothing of it'], undefined],
])('%j', (lines, expected) => expect(declarationLine(lines, 'send')).toBe(expected));
