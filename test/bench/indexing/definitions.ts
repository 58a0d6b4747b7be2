// Pith's declarations beside those that universal-ctags finds in the same files: how many of them it has, by name and
// line, and why it lacks the others.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineStarts } from '../../../server/src/base/text.js';
import type { Languages } from '../../../server/src/languages/languages.js';
import type { Declaration, Structure } from '../../../server/src/model/source.js';
import { type CtagsTag, ctagsOf } from './ctags.js';
import { ruleFor, type TagInFile } from './mistakes.js';
import type { Tree } from './trees.js';
import { declaredIn } from './typescriptJudge.js';

export interface Difference {
  readonly verdict: 'wrong' | 'apart' | 'missed';
  /** The rule, or kind and circumstance of what is missed. */
  readonly cause: string;
  /** `file:line name    the line`. */
  readonly example: string;
}

export interface Comparison {
  /** Definitions of ctags of the kinds that both know. */
  readonly tags: number;
  readonly found: number;
  readonly differences: readonly Difference[];
  /** Of what TypeScript's own parser declares: how much is there, and what is not. */
  readonly ofCompiler?: { readonly found: number; readonly missed: readonly string[] };
}

export async function compareDefinitions(tree: Tree, languages: Languages): Promise<Comparison> {
  const tags = ctagsOf(tree.folder, tree.files, tree.language);
  const byFile = Map.groupBy(tags, ({ file }) => file);
  const macros = new Set(tags.flatMap(({ kind, name }) => (kind === 'macro' ? [name] : [])));
  const isJudged = tree.language === 'typescript' || tree.language === 'javascript';
  const differences: Difference[] = [];
  const ofCompiler = { found: 0, missed: [] as string[] };
  for (const file of tree.files) {
    const language = languages.identify({ path: file });
    if (!language) continue;
    const text = readFileSync(join(tree.folder, file), 'utf8');
    const own = new OwnDeclarations(text, await languages.structure(text, language));
    for (const tag of byFile.get(file) ?? []) {
      if (!own.has(tag)) differences.push(differenceOf(own.around(tag, language.id, macros)));
    }
    if (!isJudged) continue;
    for (const [line, names] of declaredIn(text, language.id)) {
      for (const name of names) {
        if (own.has({ name, line, kind: '' })) ofCompiler.found++;
        else ofCompiler.missed.push(`${file}:${line} ${name}    ${own.lineText(line).trim()}`);
      }
    }
  }
  const found = tags.length - differences.length;
  return { tags: tags.length, found, differences, ...(isJudged && { ofCompiler }) };
}

function differenceOf(found: TagInFile): Difference {
  const { tag, line, structure, start, end } = found;
  const example = `${tag.file}:${tag.line} ${tag.name}    ${line.trim().slice(0, 100)}`;
  const rule = ruleFor(found);
  if (rule) return { verdict: rule.verdict, cause: `${rule.name} (${tag.kind})`, example };
  const isInError = structure.errors.some((error) => error.start < end && error.end >= start);
  return { verdict: 'missed', cause: `${tag.kind}${isInError ? ' in a syntax error' : ''}`, example };
}

type Wanted = Pick<CtagsTag, 'name' | 'line' | 'kind'>;

class OwnDeclarations {
  private readonly starts: readonly number[];
  private readonly byName: ReadonlyMap<string, readonly Declaration[]>;

  constructor(
    private readonly text: string,
    private readonly structure: Structure,
  ) {
    this.starts = lineStarts(text);
    this.byName = Map.groupBy(structure.declarations, ({ name }) => bare(name));
  }

  /** On the line of the tag; ctags puts some names on another line of the same header. */
  has({ name, line, kind }: Wanted): boolean {
    const named = this.byName.get(bare(name)) ?? [];
    // An `impl` is named by trait and type.
    const possible = kind === 'implementation' ? this.structure.declarations : named;
    return possible.some(({ span, nameStart, body }) => {
      const nameLine = this.lineOf(nameStart ?? span.start);
      return (
        nameLine === line ||
        (this.lineOf(span.start) <= line && line <= this.lineOf(body?.start ?? nameStart ?? span.end))
      );
    });
  }

  around(tag: CtagsTag, language: string, macros: ReadonlySet<string>): TagInFile {
    const { structure, text } = this;
    const [start, end] = [this.starts[tag.line - 1] ?? 0, this.starts[tag.line] ?? text.length];
    const [line, before] = [this.lineText(tag.line), this.lineText(tag.line - 1)];
    return { tag, language, text, line, before, structure, start, end, macros };
  }

  lineText(line: number): string {
    return this.text.slice(this.starts[line - 1] ?? 0, this.starts[line] ?? this.text.length);
  }

  private lineOf(offset: number): number {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** `a.b:c`, `A::b`, `$b`, `#b`, `~B`, `Shape<T>` and `"b"` without what stands around the name. */
const bare = (name: string): string =>
  name
    .replace(/\s+/g, '')
    .replace(/^(.*[\w>)\]])?<.*>$/s, '$1')
    .replace(/^.*(?:::|[.\\:]|->)(?=.)/s, '')
    .replace(/^operator(?=\W)/, '')
    .replace(/^[#$~'"`]+|['"`]$/g, '');
