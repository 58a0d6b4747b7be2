// Parses as Pith does, with the same grammars, but without a line of its code: the floor that times are compared
// with, and a judge of its outputs that is not its own.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { startRuntime } from '../../../server/src/languages/runtime.js';

export const RUNTIME_WASM = createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm');
export const GRAMMARS = 'grammars';

export interface Syntax {
  /** Parses and throws the tree away. */
  parse(text: string): void;
  /** Error and missing nodes, each with the line it stands on (from 1). */
  errors(text: string): SyntaxFault[];
}

export interface SyntaxFault {
  readonly line: number;
  readonly what: string;
}

export async function openSyntax(language: string): Promise<Syntax> {
  // The runtime starts once in a process, and Pith's code needs what it is handed then.
  await startRuntime(RUNTIME_WASM);
  const parser = new Parser().setLanguage(
    await Language.load(await readFile(join(GRAMMARS, language, 'grammar.wasm'))),
  );
  const treeOf = (text: string) => {
    const tree = parser.parse(text);
    if (!tree) throw new Error(`The ${language} grammar gave up.`);
    return tree;
  };
  return {
    parse: (text) => treeOf(text).delete(),
    errors: (text) => {
      const tree = treeOf(text);
      const faults = tree.rootNode.hasError ? faultsUnder(tree.walk()) : [];
      tree.delete();
      return faults;
    },
  };
}

function faultsUnder(cursor: TreeCursor): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  for (;;) {
    const node = cursor.currentNode;
    if (node.isError || node.isMissing) {
      const what = node.isMissing ? `missing ${node.type}` : `error at ${JSON.stringify(node.text.slice(0, 60))}`;
      faults.push({ line: node.startPosition.row + 1, what });
    }
    if (node.hasError && cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) {
      if (cursor.gotoParent()) continue;
      cursor.delete();
      return faults;
    }
  }
}
