// Chosen files and folders without those that a chosen folder holds already.

/** In the order of `nameOf`, a URI or path, so that the same choice gives the same text however it was clicked. */
export function withoutNested<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const sorted = [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const kept = new Set<string>();
  return sorted.filter((item) => {
    const name = nameOf(item);
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      if (kept.has(name.slice(0, at))) return false;
    }
    if (kept.has(name)) return false;
    kept.add(name);
    return true;
  });
}
