import { expect, test } from 'vitest';
import { notebookCells } from '../../../../server/src/languages/notebook.js';

const check = (notebook: unknown, expected: readonly string[] | undefined) => {
  const cells = notebookCells(typeof notebook === 'string' ? notebook : JSON.stringify(notebook));
  expect(cells?.map(({ index, kind, languageId, text }) => `${index} ${kind} ${languageId} ${text}`)).toEqual(expected);
};

test('cells come with their place, language and text', () => {
  check(
    {
      metadata: { language_info: { name: 'python' } },
      cells: [
        { cell_type: 'markdown', source: ['# Title\n', 'text'] },
        { cell_type: 'code', source: 'x = 1', outputs: [{ data: 'never read' }] },
        { cell_type: 'raw', source: 'r' },
        { cell_type: 'code', source: [] },
      ],
    },
    ['0 markdown markdown # Title\ntext', '1 code python x = 1', '2 raw plaintext r', '3 code python '],
  );
});

test('the language is the cell’s own, its magic’s, or the kernel’s, under VS Code’s name', () => {
  const cells = [
    { cell_type: 'code', source: 'a', metadata: { vscode: { languageId: 'sql' } } },
    { cell_type: 'code', source: '%%bash\nls' },
    { cell_type: 'code', source: '%%time\na' },
    { cell_type: 'code', source: '%%constructor\na' },
  ];
  check({ cells, metadata: { kernelspec: { language: 'C#' } } }, [
    '0 code sql a',
    '1 code shellscript %%bash\nls',
    '2 code csharp %%time\na',
    '3 code csharp %%constructor\na',
  ]);
  check({ cells: [{ cell_type: 'code', source: 'a' }] }, ['0 code python a']);
});

test('version 3 of the format has worksheets and input', () => {
  check({ worksheets: [{ cells: [{ cell_type: 'code', input: ['a'], language: 'julia' }] }] }, ['0 code julia a']);
});

test('a cell that makes no sense is passed over, and keeps its place', () => {
  const good = { cell_type: 'code', source: 'a', metadata: 7 };
  check({ cells: [null, 3, { cell_type: 'video' }, { cell_type: 'code', source: 5 }, good] }, ['4 code python a']);
});

test('what is not a notebook is undefined', () => {
  for (const text of ['', '{', '[]', 'null', '7', '{"cells": 7}', '{}', '<<<<<<< HEAD\n{}']) check(text, undefined);
  check('\uFEFF{"cells": []}', []);
});
