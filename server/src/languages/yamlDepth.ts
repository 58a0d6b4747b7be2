// How deep a YAML text may nest. Its scanner writes two numbers for each open level into 1024 bytes and does not look
// where they end; from about 250 levels on it writes over the parser.

import { t } from '@vscode/l10n';

/**
 * Every level begins in a column of its own, or shares it with one other (a sequence under its key): this many columns
 * are 200 levels. Real files use 20.
 */
const MAX_COLUMNS = 100;

/** Why the grammar must not see `text`, or undefined. */
export function tooDeepForYaml(text: string): string | undefined {
  const columns = new Set<number>();
  for (const [, blank = '', indicators = ''] of text.matchAll(/^([ \t]*)((?:[-?:][ \t]+)*)/gm)) {
    columns.add(blank.length);
    for (const { index } of indicators.matchAll(/[^ \t][ \t]+/g)) columns.add(blank.length + index);
    if (columns.size > MAX_COLUMNS)
      return t('yaml that begins lines in more than {0} columns is not parsed', MAX_COLUMNS);
  }
  return undefined;
}
