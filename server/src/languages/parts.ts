// Texts that hold other languages: Vue and Svelte components and HTML pages have scripts and styles in them.
// `partsOf` says where they are (`elements.ts` finds the tags); `structureOfParts` and `checkParts` let a component be
// read through them. Templates are not looked into.

import type { Span } from '../model/block.js';
import type { Declaration, ImportBinding, Reference, Source, Structure, Syntax } from '../model/source.js';
import { type RawElement, rawElements } from './elements.js';
import type { ParseCheck } from './languages.js';

/** A stretch of a source that is text of a language of its own. */
export interface Part {
  readonly span: Span;
  /** Id of a grammar: typescript, tsx, javascript, json or css. */
  readonly languageId: string;
}

/** Each part is a parse; what a page holds beyond them stays markup. */
const MAX_PARTS = 200;

const HOSTS = /\.(?:vue|svelte|html?|xhtml)$/i;
const HOST_IDS: ReadonlySet<string> = new Set(['vue', 'svelte', 'html']);

/** The parts of a component or page, in source order; none for any other text. */
export function partsOf({ text, path, languageId }: Pick<Source, 'text' | 'path' | 'languageId'>): Part[] {
  const isNamed = languageId !== undefined && languageId !== 'plaintext';
  if (isNamed ? !HOST_IDS.has(languageId) : !HOSTS.test(path ?? '')) return [];
  const parts: Part[] = [];
  for (const element of rawElements(text)) {
    const language = languageOf(element);
    const isBlank = text.slice(element.content.start, element.content.end).trim() === '';
    if (language !== undefined && !isBlank) parts.push({ span: element.content, languageId: language });
    if (parts.length === MAX_PARTS) break;
  }
  return parts;
}

/** How the text of one part is read. */
export interface PartReader<Read extends Structure = Structure> {
  structure(text: string, languageId: string): Promise<Read>;
  check(text: string, languageId: string): Promise<ParseCheck>;
}

/** The structures of the parts of a component as one, with spans and parents moved; what is around them is literal. */
export async function structureOfParts(text: string, languageId: string, reader: PartReader): Promise<Structure> {
  const merged = {
    declarations: [] as Declaration[],
    comments: [] as Span[],
    imports: [] as Span[],
    statements: [] as Span[],
    errors: [] as Span[],
    literals: [] as Span[],
  };
  let at = 0;
  for (const { span, languageId: partLanguage } of partsOf({ text, languageId })) {
    const part = await reader.structure(text.slice(span.start, span.end), partLanguage);
    const { length } = merged.declarations;
    merged.declarations.push(...part.declarations.map((declaration) => movedInto(declaration, span.start, length)));
    merged.literals.push({ start: at, end: span.start });
    const literals = part.literals ?? [{ start: 0, end: span.end - span.start }];
    for (const list of ['comments', 'imports', 'statements', 'errors', 'literals'] as const) {
      for (const entry of list === 'literals' ? literals : part[list]) merged[list].push(moved(entry, span.start));
    }
    at = span.end;
  }
  merged.literals.push({ start: at, end: text.length });
  return { languageId, ...merged };
}

/** As `structureOfParts`, with the references and imports of all parts. */
export async function syntaxOfParts(text: string, languageId: string, reader: PartReader<Syntax>): Promise<Syntax> {
  const references: Reference[] = [];
  const bindings: ImportBinding[] = [];
  const starts = partsOf({ text, languageId }).map(({ span }) => span.start);
  const structure = await structureOfParts(text, languageId, {
    ...reader,
    structure: async (part, partLanguage) => {
      const by = starts.shift() ?? 0;
      const syntax = await reader.structure(part, partLanguage);
      references.push(...syntax.references.map((reference) => ({ ...reference, span: moved(reference.span, by) })));
      bindings.push(...syntax.bindings.map((binding) => ({ ...binding, start: binding.start + by })));
      return syntax;
    },
  });
  return { ...structure, references, bindings };
}

/** The syntax errors of all parts, as spans of the component. */
export async function checkParts(
  text: string,
  languageId: string,
  reader: Pick<PartReader, 'check'>,
): Promise<ParseCheck> {
  const errors: Span[] = [];
  for (const { span, languageId: partLanguage } of partsOf({ text, languageId })) {
    const part = await reader.check(text.slice(span.start, span.end), partLanguage);
    for (const error of part.errors) errors.push(moved(error, span.start));
  }
  return { errors };
}

const SCRIPT_LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ts: 'typescript',
    typescript: 'typescript',
    tsx: 'tsx',
    js: 'javascript',
    javascript: 'javascript',
    jsx: 'javascript',
    json: 'json',
  }),
);

/** `type` of a script without the `text/` or `application/`; what is not listed is data or a template of some kind. */
const SCRIPT_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': 'javascript',
    module: 'javascript',
    javascript: 'javascript',
    'x-javascript': 'javascript',
    ecmascript: 'javascript',
    babel: 'javascript',
    jsx: 'javascript',
    typescript: 'typescript',
    importmap: 'json',
    speculationrules: 'json',
    json: 'json',
    'ld+json': 'json',
  }),
);

/** Grammar of a script or style; undefined for SCSS, CoffeeScript, templates and other things without one. */
function languageOf({ tag, attributes }: RawElement): string | undefined {
  const lang = attributes.get('lang')?.toLowerCase();
  const type =
    attributes
      .get('type')
      ?.toLowerCase()
      .trim()
      .replace(/^(?:text|application)\//, '') ?? '';
  if (tag === 'style') return [lang ?? 'css', type || 'css'].every((name) => name === 'css') ? 'css' : undefined;
  return lang === undefined ? SCRIPT_TYPES.get(type) : SCRIPT_LANGUAGES.get(lang);
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function movedInto(declaration: Declaration, by: number, declarationsBefore: number): Declaration {
  const { span, nameStart, body, doc, parent } = declaration;
  return {
    ...declaration,
    span: moved(span, by),
    ...(nameStart !== undefined && { nameStart: nameStart + by }),
    ...(body && { body: moved(body, by) }),
    ...(doc && { doc: moved(doc, by) }),
    ...(parent !== undefined && { parent: parent + declarationsBefore }),
  };
}
