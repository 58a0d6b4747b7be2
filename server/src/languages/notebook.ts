// Jupyter notebooks: a JSON file whose cells are texts of their own. The cells' text is escaped in the file, so it
// has no place there that could be cut; hosts make a source of each cell instead. Outputs are not read.

import { z } from 'zod';

export interface NotebookCell {
  /** Place in the notebook, from 0, cells that are not texts included. */
  readonly index: number;
  readonly kind: 'code' | 'markdown' | 'raw';
  /** As VS Code names languages. */
  readonly languageId: string;
  readonly text: string;
}

const Text = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]);
const Cell = z.object({
  cell_type: z.enum(['code', 'markdown', 'raw', 'heading', 'html']),
  source: Text.optional(),
  /** What version 3 of the format calls the source and the language of a code cell. */
  input: Text.optional(),
  language: z.string().optional().catch(undefined),
  metadata: z
    .object({ vscode: z.object({ languageId: z.string().optional() }).optional() })
    .optional()
    .catch(undefined),
});
const Notebook = z.object({
  cells: z.array(z.unknown()).optional(),
  worksheets: z.array(z.object({ cells: z.array(z.unknown()) })).optional(),
  metadata: z
    .object({
      language_info: z.object({ name: z.string() }).optional().catch(undefined),
      kernelspec: z.object({ language: z.string() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Languages of IPython's cell magics (`%%bash`); a cell with any other magic is in the notebook's language. */
const MAGIC_LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bash: 'shellscript',
    sh: 'shellscript',
    html: 'html',
    HTML: 'html',
    js: 'javascript',
    javascript: 'javascript',
    markdown: 'markdown',
    ruby: 'ruby',
    sql: 'sql',
    R: 'r',
  }),
);

/** The names kernels go by where VS Code has another. */
const KERNEL_LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ipython: 'python',
    'c#': 'csharp',
    'f#': 'fsharp',
    'c++': 'cpp',
    c_plus_plus: 'cpp',
    bash: 'shellscript',
    sh: 'shellscript',
    es6: 'javascript',
    node: 'javascript',
  }),
);

/** The cells of a notebook; undefined where `text` is not one. A cell that makes no sense is passed over. */
export function notebookCells(text: string): NotebookCell[] | undefined {
  const notebook = Notebook.safeParse(parseJson(text)).data;
  const cells = notebook?.cells ?? notebook?.worksheets?.flatMap((sheet) => sheet.cells);
  if (!cells) return undefined;
  const { language_info, kernelspec } = notebook?.metadata ?? {};
  const kernel = (language_info?.name ?? kernelspec?.language ?? 'python').toLowerCase();
  const language = KERNEL_LANGUAGES.get(kernel) ?? kernel;
  return cells.flatMap((value, index) => {
    const cell = Cell.safeParse(value).data;
    return cell ? [cellOf(cell, index, language)] : [];
  });
}

function cellOf(cell: z.infer<typeof Cell>, index: number, language: string): NotebookCell {
  const text = cell.source ?? cell.input ?? '';
  if (cell.cell_type !== 'code') {
    const isRaw = cell.cell_type === 'raw';
    return { index, kind: isRaw ? 'raw' : 'markdown', languageId: isRaw ? 'plaintext' : 'markdown', text };
  }
  const magic = /^%%(\S+)/.exec(text)?.[1];
  const ofMagic = magic === undefined ? undefined : MAGIC_LANGUAGES.get(magic);
  const languageId = cell.metadata?.vscode?.languageId ?? ofMagic ?? cell.language ?? language;
  return { index, kind: 'code', languageId, text };
}

/** Undefined for what is not JSON: a notebook that is being written, or merged with conflicts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
