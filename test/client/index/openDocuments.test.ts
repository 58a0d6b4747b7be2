// The server hears of the documents it can index, and of them only, from the first word to the last.
import { expect, test } from 'vitest';
import { OpenDocuments } from '../../../client/src/index/openDocuments.js';

interface Document {
  readonly uri: string;
  length: number;
}

/** What is sent for a row of events; documents longer than ten characters are not wanted. */
async function sent(...events: (readonly [event: 'open' | 'change' | 'close', document: Document, length?: number])[]) {
  const lines: string[] = [];
  const say = (what: string) => async (document: Document) => void lines.push(`${what} ${document.uri}`);
  const documents = new OpenDocuments<Document>({
    isWanted: ({ length }) => length <= 10,
    open: say('open'),
    close: say('close'),
  });
  for (const [event, document, length] of events) {
    document.length = length ?? document.length;
    if (event === 'open') await documents.didOpen(document, say('open'));
    if (event === 'change') await documents.didChange({ document }, (change) => say('change')(change.document));
    if (event === 'close') await documents.didClose(document, say('close'));
  }
  return lines;
}

test('a document is opened, changed and closed', async () => {
  const a = { uri: 'a', length: 1 };
  expect(await sent(['open', a], ['change', a], ['close', a])).toEqual(['open a', 'change a', 'close a']);
});

test('a long document is never heard of', async () => {
  const a = { uri: 'a', length: 11 };
  expect(await sent(['open', a], ['change', a], ['close', a])).toEqual([]);
});

test('one that grows too long is closed once', async () => {
  const a = { uri: 'a', length: 1 };
  expect(await sent(['open', a], ['change', a, 11], ['change', a, 12], ['close', a])).toEqual(['open a', 'close a']);
});

test('one that shrinks is opened as it is then', async () => {
  const a = { uri: 'a', length: 11 };
  expect(await sent(['open', a], ['change', a, 2], ['change', a, 3])).toEqual(['open a', 'change a']);
});

test('documents do not mix', async () => {
  const [a, b] = [
    { uri: 'a', length: 1 },
    { uri: 'b', length: 11 },
  ];
  expect(await sent(['open', a], ['open', b], ['change', b], ['change', a], ['close', b])).toEqual([
    'open a',
    'change a',
  ]);
});
