// Text of files and folders inside Markdown: shown as it is, whatever it holds.

/** As code, fenced by more backticks than it has in a row. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** As running text: no character of it is markup. Only what must be is escaped, since the source is read, too. */
export const plain = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*[\]<]|(?<!\w)_|_(?!\w)/g, '\\$&');

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
