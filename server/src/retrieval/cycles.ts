// Circles in a graph: the sets of nodes that all reach each other (Tarjan's algorithm, without recursion).

/** Each with its nodes in the order given, the one whose first node comes first first; a node with an edge to itself is one. */
export function cyclesIn<Node>(
  nodes: readonly Node[],
  edges: readonly { readonly from: Node; readonly to: Node }[],
): readonly (readonly Node[])[] {
  const targets = new Map<Node, Node[]>(nodes.map((node) => [node, []]));
  for (const { from, to } of edges) if (targets.has(to)) targets.get(from)?.push(to);
  const order = new Map(nodes.map((node, at) => [node, at]));
  const isSelf = new Set(edges.flatMap(({ from, to }) => (from === to ? [from] : [])));
  return components(nodes, targets)
    .filter((set) => set.length > 1 || set.some((node) => isSelf.has(node)))
    .map((set) => set.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)))
    .sort(([a], [b]) => (order.get(a as Node) ?? 0) - (order.get(b as Node) ?? 0));
}

interface Visit<Node> {
  readonly node: Node;
  next: number;
}

function components<Node>(nodes: readonly Node[], targets: ReadonlyMap<Node, readonly Node[]>): Node[][] {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const found: Node[][] = [];
  const lower = (node: Node, to: number | undefined): void => {
    low.set(node, Math.min(low.get(node) ?? Infinity, to ?? Infinity));
  };
  const enter = (node: Node): Visit<Node> => {
    index.set(node, index.size);
    low.set(node, index.get(node) ?? 0);
    open.push(node);
    isOpen.add(node);
    return { node, next: 0 };
  };
  const leave = (node: Node): void => {
    if (low.get(node) !== index.get(node)) return;
    const set = open.splice(open.indexOf(node));
    for (const member of set) isOpen.delete(member);
    found.push(set);
  };
  for (const start of nodes) {
    if (index.has(start)) continue;
    const path = [enter(start)];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const target = targets.get(visit.node)?.[visit.next++];
      if (target === undefined) {
        leave(visit.node);
        path.pop();
        const parent = path.at(-1);
        if (parent) lower(parent.node, low.get(visit.node));
      } else if (!index.has(target)) path.push(enter(target));
      else if (isOpen.has(target)) lower(visit.node, index.get(target));
    }
  }
  return found;
}
