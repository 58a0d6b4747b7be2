// The trees of documents that are being edited: a parse begins from the tree of the text before, so that it costs what
// the edit touched. Edits are found by comparing the two texts, which takes a millisecond for a megabyte.

import { LRUCache } from 'lru-cache';
import { Edit, type Tree } from 'web-tree-sitter';
import type { Grammar } from './grammar.js';
import type { Limits, Stopper } from './stopper.js';

/** Documents whose trees are kept. A tree takes up to 100 bytes for a character of its text. */
const MOST_TREES = 16;
/** UTF-16 code units of all their texts: about 200 MB of trees at worst, 60 MB for code as people write it. */
const MOST_CHARACTERS = 2_000_000;

interface Kept {
  readonly grammar: Grammar;
  readonly text: string;
  readonly tree: Tree;
}

export class KeptTrees {
  private readonly kept = new LRUCache<string, Kept>({
    max: MOST_TREES,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ text }) => Math.max(1, text.length),
    dispose: ({ tree }) => tree.delete(),
  });

  parse<T>(
    document: string,
    text: string,
    grammar: Grammar,
    limits: Limits,
    read: (tree: Tree, stopper: Stopper) => T,
  ): T {
    const known = this.kept.get(document);
    const before = known?.grammar === grammar ? known : undefined;
    if (before) tellEdit(before.tree, before.text, text);
    try {
      const { tree, value } = grammar.parseAndKeep(text, limits, read, before?.tree);
      this.kept.set(document, { grammar, text, tree });
      // Too large to keep: nobody would free it.
      if (!this.kept.has(document)) tree.delete();
      return value;
    } catch (error) {
      // The old tree has been told of an edit that it does not have.
      this.forget(document);
      throw error;
    }
  }

  forget(document: string): void {
    this.kept.delete(document);
  }

  clear(): void {
    this.kept.clear();
  }
}

/** One edit from the first difference to the last. */
function tellEdit(tree: Tree, before: string, after: string): void {
  if (before === after) return;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const [oldEndIndex, newEndIndex] = [before.length - same, after.length - same];
  tree.edit(
    new Edit({
      startIndex: start,
      oldEndIndex,
      newEndIndex,
      startPosition: pointAt(before, start),
      oldEndPosition: pointAt(before, oldEndIndex),
      newEndPosition: pointAt(after, newEndIndex),
    }),
  );
}

/** Row and column, both from 0, the column in UTF-16 code units. */
function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    start = at + 1;
  }
  return { row, column: offset - start };
}
