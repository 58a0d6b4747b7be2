// Settings as the server reads them: `{ compress: { level } }` from `compress.level`.

export interface Settings {
  [key: string]: unknown;
}

/** Dotted keys become objects; keys without a value are left out, so that the server's default counts. */
export function nest(entries: Iterable<readonly [key: string, value: unknown]>): Settings {
  const root: Settings = {};
  for (const [key, value] of entries) {
    if (value === undefined) continue;
    const path = key.split('.');
    const last = path.pop() ?? key;
    path.reduce(child, root)[last] = value;
  }
  return root;
}

function child(parent: Settings, key: string): Settings {
  const existing = parent[key];
  if (isSettings(existing)) return existing;
  const created: Settings = {};
  parent[key] = created;
  return created;
}

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
