// Facts about our own TypeScript that the contract tests judge: what a file imports, how long its functions are,
// where it reads the environment, what it says to users. Read with the grammar that Pith ships; knows no rule.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { Language, type Node, Parser, Query } from 'web-tree-sitter';

export interface FunctionFact {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly lines: number;
  /** The function a callback is handed to, e.g. `describe`. */
  readonly passedTo?: string;
}

/** A text that reaches a user: of an error they can act on, or a note. A choice between two texts is two of them. */
export interface MessageFact {
  /** 1-based. */
  readonly line: number;
  /** As it is written. */
  readonly text: string;
  /** It is a call of `t`. */
  readonly isTranslated: boolean;
}

/** A call of `t`. */
export interface TranslationFact {
  readonly line: number;
  /** Its first argument, as it is written. */
  readonly text: string;
  /** The argument is a plain string, so that tools find it. */
  readonly isLiteral: boolean;
  /** It stands in a function, so that it runs after the module has been loaded. */
  readonly isLate: boolean;
}

export interface SourceFacts {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  /** As written, types included. */
  readonly imports: readonly string[];
  readonly functions: readonly FunctionFact[];
  /** 1-based lines that name `process.env`, or take `env` from `node:process`. */
  readonly environmentReads: readonly number[];
  readonly messages: readonly MessageFact[];
  readonly translations: readonly TranslationFact[];
}

export const root = join(import.meta.dirname, '..', '..');

const SKIPPED = new Set(['node_modules', 'artifacts', 'fixtures', 'corpus', '.cache']);

/** Facts of every TypeScript and JavaScript file below `folders`, in the order of their paths. */
export async function factsBelow(...folders: readonly string[]): Promise<SourceFacts[]> {
  const files = folders.flatMap((folder) => filesBelow(join(root, folder))).sort();
  const read = await reader();
  return files.map((file) => read(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

export async function factsOf(path: string, text: string): Promise<SourceFacts> {
  return (await reader())(path, text);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(path);
    return /\.(ts|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.mts') ? [path] : [];
  });
}

const FACTS = `
  (import_statement source: (string (string_fragment) @import))
  (export_statement source: (string (string_fragment) @import))
  (call_expression function: (import) arguments: (arguments . (string (string_fragment) @import)))
  (call_expression function: (identifier) @_require arguments: (arguments . (string (string_fragment) @import))
    (#eq? @_require "require"))
  [(function_declaration) (function_expression) (arrow_function) (method_definition)
   (generator_function) (generator_function_declaration)] @function
  (member_expression object: (identifier) @_process property: (property_identifier) @environment
    (#eq? @_process "process") (#eq? @environment "env"))
  (import_statement (import_clause (named_imports (import_specifier name: (identifier) @environment)))
    source: (string (string_fragment) @_module) (#eq? @environment "env") (#match? @_module "^(node:)?process$"))
  (new_expression constructor: (identifier) @_error arguments: (arguments . (_) . (_) @message)
    (#eq? @_error "UserError"))
  (new_expression constructor: (identifier) @_error arguments: (arguments . [(string) (template_string)] @message)
    (#eq? @_error "SyntaxUnavailable"))
  (call_expression function: (member_expression object: (identifier) @_notes property: (property_identifier) @_push)
    arguments: (arguments . (_) @message) (#eq? @_notes "notes") (#eq? @_push "push"))
  (pair key: (property_identifier) @_note value: [(string) (template_string) (ternary_expression)] @message
    (#eq? @_note "note"))
  (call_expression function: (identifier) @_t arguments: (arguments . (_) @translated) (#eq? @_t "t"))
`;

type Read = (path: string, text: string) => SourceFacts;

/** The runtime and the grammar load once a process. */
let loaded: Promise<Read> | undefined;

function reader(): Promise<Read> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Read> {
  const runtime = dirname(createRequire(import.meta.url).resolve('web-tree-sitter'));
  await Parser.init({ locateFile: (name: string) => join(runtime, name) });
  const language = await Language.load(join(root, 'grammars', 'typescript', 'grammar.wasm'));
  const parser = new Parser().setLanguage(language);
  const query = new Query(language, FACTS);
  return (path, text) => {
    const tree = parser.parse(text);
    if (!tree) throw new Error(`${path} could not be parsed`);
    const captures = query.captures(tree.rootNode);
    const nodes = (name: string) => captures.filter((capture) => capture.name === name).map(({ node }) => node);
    const facts = {
      path,
      imports: nodes('import').map((node) => node.text),
      functions: nodes('function').map(functionFact),
      environmentReads: nodes('environment').map(lineOf),
      messages: nodes('message').flatMap(messageFacts),
      translations: nodes('translated').map(translationFact),
    };
    tree.delete();
    return facts;
  };
}

function functionFact(node: Node): FunctionFact {
  const { startPosition: start, endPosition: end, parent } = node;
  const call = parent?.type === 'arguments' ? parent.parent?.childForFieldName('function')?.text : undefined;
  const name = node.childForFieldName('name')?.text ?? parent?.childForFieldName('name')?.text ?? call ?? '(anonymous)';
  const fact = { name, line: start.row + 1, lines: end.row - start.row + 1 };
  return call === undefined ? fact : { ...fact, passedTo: call };
}

const lineOf = (node: Node): number => node.startPosition.row + 1;

function messageFacts(node: Node): MessageFact[] {
  const branches = [node.childForFieldName('consequence'), node.childForFieldName('alternative')];
  if (node.type === 'ternary_expression') return branches.flatMap((branch) => (branch ? messageFacts(branch) : []));
  const isTranslated = node.type === 'call_expression' && node.childForFieldName('function')?.text === 't';
  return [{ line: lineOf(node), text: node.text, isTranslated }];
}

const LATE = /function|^method_definition$/;

function translationFact(node: Node): TranslationFact {
  let around: Node | null = node;
  while (around && !LATE.test(around.type)) around = around.parent;
  return { line: lineOf(node), text: node.text, isLiteral: node.type === 'string', isLate: around !== null };
}
