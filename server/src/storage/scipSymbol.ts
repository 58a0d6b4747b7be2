// Reads the strings that SCIP gives symbols: `scheme manager package version descriptors` or `local id`. Strings that do
// not keep to the grammar have no name, and are symbols all the same.

export type DescriptorKind =
  | 'namespace'
  | 'type'
  | 'term'
  | 'method'
  | 'typeParameter'
  | 'parameter'
  | 'macro'
  | 'meta'
  | 'local';

export interface Descriptor {
  readonly name: string;
  readonly kind: DescriptorKind;
  /** Tells apart methods of one name: `+1` in `send(+1).`. */
  readonly disambiguator?: string;
}

export interface SymbolName {
  readonly scheme: string;
  readonly manager: string;
  readonly package: string;
  readonly version: string;
  /** From the outermost to the symbol itself; at least one. */
  readonly descriptors: readonly Descriptor[];
}

const LOCAL = 'local ';
/** Longer than a compiler ever makes them; the rest is not worth the time. */
const MAX_PARSED_LENGTH = 10_000;

/** Local symbols mean something in their document only. */
export const isLocal = (symbol: string): boolean => symbol.startsWith(LOCAL);

/** Undefined where the string breaks the grammar. */
export function parseSymbol(symbol: string): SymbolName | undefined {
  if (symbol.length > MAX_PARSED_LENGTH) return undefined;
  if (isLocal(symbol)) return parseLocal(symbol.slice(LOCAL.length));
  const parts: string[] = [];
  let at = 0;
  for (let count = 0; count < 4; count++) {
    const end = spaceFrom(symbol, at);
    if (end === -1) return undefined;
    parts.push(symbol.slice(at, end).replaceAll('  ', ' '));
    at = end + 1;
  }
  const descriptors = parseDescriptors(symbol, at);
  const [scheme = '', ...rest] = parts;
  if (scheme === '' || descriptors === undefined) return undefined;
  const [manager = '', name = '', version = ''] = rest.map((part) => (part === '.' ? '' : part));
  return { scheme, manager, package: name, version, descriptors };
}

/** The symbol's own name; undefined for local ones, whose strings are numbers, and for broken strings. */
export function lastName(symbol: string): string | undefined {
  return isLocal(symbol) ? undefined : parseSymbol(symbol)?.descriptors.at(-1)?.name;
}

function parseLocal(id: string): SymbolName | undefined {
  if (!/^[\w+$-]+$/.test(id)) return undefined;
  return { scheme: 'local', manager: '', package: '', version: '', descriptors: [{ name: id, kind: 'local' }] };
}

/** The next space that is not written twice, which is how a space inside a part is written. */
function spaceFrom(symbol: string, from: number): number {
  for (let at = symbol.indexOf(' ', from); at !== -1; at = symbol.indexOf(' ', at + 2)) {
    if (symbol[at + 1] !== ' ') return at;
  }
  return -1;
}

const NAME = '(?:`((?:[^`]|``)+)`|([\\w+$-]+))';
const DESCRIPTOR = new RegExp(`\\[${NAME}\\]|\\(${NAME}\\)|${NAME}(?:\\(([\\w+$-]*)\\)\\.|([/#.:!]))`, 'y');

const SUFFIXES: Readonly<Record<string, DescriptorKind>> = {
  '/': 'namespace',
  '#': 'type',
  '.': 'term',
  ':': 'meta',
  '!': 'macro',
};

function parseDescriptors(symbol: string, from: number): readonly Descriptor[] | undefined {
  const found: Descriptor[] = [];
  DESCRIPTOR.lastIndex = from;
  for (let end = from; end < symbol.length; end = DESCRIPTOR.lastIndex) {
    const match = DESCRIPTOR.exec(symbol);
    if (match === null) return undefined;
    found.push(descriptorOf(match));
  }
  return found.length === 0 ? undefined : found;
}

function descriptorOf(match: RegExpExecArray): Descriptor {
  const nameOf = (group: number) => match[group]?.replaceAll('``', '`') ?? match[group + 1];
  const [typeParameter, parameter, name = ''] = [nameOf(1), nameOf(3), nameOf(5)];
  if (typeParameter !== undefined) return { name: typeParameter, kind: 'typeParameter' };
  if (parameter !== undefined) return { name: parameter, kind: 'parameter' };
  const [disambiguator, suffix = ''] = [match[7], match[8]];
  if (disambiguator === undefined) return { name, kind: SUFFIXES[suffix] ?? 'meta' };
  return { name, kind: 'method', ...(disambiguator !== '' && { disambiguator }) };
}
