// What a language needs to be known by: nothing but its row. A source that names one knows something the row does not say.

export interface SourceText {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

const MAY_NAME: ReadonlySet<string> = new Set([
  'server/src/languages/registry.ts',
  // The words that markup and notebooks have for languages.
  'server/src/languages/parts.ts',
  'server/src/languages/notebook.ts',
]);

/** Formats have compressors of their own. */
const FORMATS: ReadonlySet<string> = new Set(['json', 'yaml', 'html', 'css']);

/** Sources that hold the id of a programming language as a string (comments have back quotes). */
export function languageIdProblems(sources: readonly SourceText[], ids: readonly string[]): string[] {
  const named = ids.filter((id) => !FORMATS.has(id)).join('|');
  return sources.flatMap(({ path, text }) => {
    if (MAY_NAME.has(path)) return [];
    const found = [...text.matchAll(new RegExp(`(['"])(?:${named})\\1`, 'g'))];
    return [...new Set(found.map(([literal]) => `${path} names ${literal.slice(1, -1)}: say it in its row`))];
  });
}
