// Whether a stretch of C, C++ or C# holds each `#if` with its `#endif`: cutting one without the other breaks the file.

const DIRECTIVE = /^[ \t]*#[ \t]*(if|ifdef|ifndef|else|elif|elifdef|elifndef|endif|region|endregion)\b/gm;

export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [, word = ''] of text.matchAll(DIRECTIVE)) {
    if (word === 'region' || word.startsWith('if')) depth++;
    else if (depth === 0) return false;
    else if (word.startsWith('end')) depth--;
  }
  return depth === 0;
}
