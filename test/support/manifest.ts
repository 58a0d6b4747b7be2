// What `package.json` has to agree on with the sources, as functions over plain data: each returns its complaints.

/** The keys of JSON Schema that VS Code's settings editor and our own schema both speak. */
const SHARED = ['type', 'default', 'enum', 'minimum', 'maximum', 'minLength'] as const;

type Property = Readonly<Record<string, unknown>>;

/** Settings of a JSON schema as VS Code names them: `{compress: {level}}` → `pith.compress.level`. */
export function settingsOf(schema: object, prefix = 'pith'): Record<string, Property> {
  const entries = propertiesOf(schema).flatMap(([name, property]) => {
    const key = `${prefix}.${name}`;
    const isGroup = propertiesOf(property).length > 0;
    return isGroup ? Object.entries(settingsOf(property, key)) : [[key, shared(property)] as const];
  });
  return Object.fromEntries(entries);
}

function propertiesOf(schema: object): [string, object][] {
  const properties = 'properties' in schema ? schema.properties : undefined;
  return typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
}

/** The same part of each setting that the manifest declares. */
export function declaredSettings(properties: Readonly<Record<string, Property>>): Record<string, Property> {
  return Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, shared(property)]));
}

/** Of lists, also what their items may be. */
function shared(property: object): Property {
  const known = Object.entries(property).filter(([key]) => SHARED.some((each) => each === key));
  const items = 'items' in property && typeof property.items === 'object' ? property.items : undefined;
  return { ...Object.fromEntries(known), ...(items && { items: shared(items) }) };
}

/** Ids that the client registers, read from its sources. */
export function registeredCommands(sources: readonly string[]): string[] {
  const ids = sources.flatMap((text) => [...text.matchAll(/registerCommand\(\s*(?:\w+,\s*)?'([^']+)'/g)]);
  return ids.map(([, id = '']) => id).sort();
}

/** Ids under `command` anywhere in menus, keys and the like. */
export function usedCommands(contributes: unknown): string[] {
  if (Array.isArray(contributes)) return contributes.flatMap(usedCommands);
  if (typeof contributes !== 'object' || contributes === null) return [];
  return Object.entries(contributes).flatMap(([key, value]) =>
    key === 'command' && typeof value === 'string' ? [value] : usedCommands(value),
  );
}

/** `%key%`s that have no text, and texts that nothing shows. */
export function textProblems(manifest: unknown, texts: Readonly<Record<string, unknown>>): string[] {
  const used = new Set([...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key));
  const missing = [...used].filter((key) => !Object.hasOwn(texts, key)).map((key) => `%${key}% has no text`);
  const idle = Object.keys(texts).filter((key) => !used.has(key));
  return [...missing, ...idle.map((key) => `"${key}" is shown nowhere`)].sort();
}

/** Major and minor of the oldest version a range such as `^1.120.0` admits. */
export function oldest(range: string): readonly [number, number] {
  const match = /^[\^~>=]*(\d+)\.(\d+)/.exec(range);
  if (!match) throw new Error(`cannot read the version range ${range}`);
  return [Number(match[1]), Number(match[2])];
}

export function isAtMost(range: string, limit: string): boolean {
  const [[major, minor], [mostMajor, mostMinor]] = [oldest(range), oldest(limit)];
  return major < mostMajor || (major === mostMajor && minor <= mostMinor);
}
