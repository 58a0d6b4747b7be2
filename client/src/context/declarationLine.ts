// Where a declaration has its name: symbols begin with their doc comment and decorators.

/** How comments begin, and their lines in between, in the languages that are indexed. */
const COMMENT = /^\s*(?:\/\/|\/?\*|#|--|"""|''')/;

/** Index of the first line outside of comments that has the name as a whole word. */
export function declarationLine(lines: readonly string[], name: string): number | undefined {
  const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
  const hasName = (line: string): boolean => {
    for (let at = line.indexOf(name); at !== -1; at = line.indexOf(name, at + 1))
      if (!isWord(line[at - 1]) && !isWord(line[at + name.length])) return true;
    return false;
  };
  const found = lines.findIndex((line) => !COMMENT.test(line) && hasName(line));
  return found === -1 ? undefined : found;
}
