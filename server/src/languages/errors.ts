// Where the syntax of a text is broken. Walks down only where a node says that it holds an error: a query looks at
// every node, which costs a third of a parse in real files and grows with the square of the depth in broken ones.

import type { Tree } from 'web-tree-sitter';
import type { Span } from '../model/block.js';
import { byPlace } from './spans.js';
import type { Stopper } from './stopper.js';

/** Nodes between two looks at the limits, which cost as much as a few nodes. */
const NODES_PER_TICK = 256;

/** Error and missing nodes in source order. */
export function readErrors(tree: Tree, stopper: Stopper): Span[] {
  if (!tree.rootNode.hasError) return [];
  const errors: Span[] = [];
  const cursor = tree.walk();
  try {
    for (let nodes = 1; ; nodes++) {
      if (nodes % NODES_PER_TICK === 0) stopper.throwIfStopped();
      const { isError, isMissing, hasError, startIndex, endIndex } = cursor.currentNode;
      if (isError || isMissing) errors.push({ start: startIndex, end: endIndex });
      if (hasError && cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return errors.sort(byPlace);
    }
  } finally {
    cursor.delete();
  }
}
