// One text for equal data, whatever the order of its keys: for keys of caches, bindings of cursors and snapshots.

/** Fractions differ behind these digits by the order of a sum alone. */
const DECIMALS = 1e6;

/** JSON with sorted keys and fractions of six digits, without what is empty: null, undefined, lists and objects of nothing. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value)) ?? 'null';
}

function canonical(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.round(value * DECIMALS) / DECIMALS : undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => canonical(item) ?? null);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, canonical(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
