// The first sentence of a doc comment or docstring, without the signs of the comment.

const MAX_CHARACTERS = 200;

/** Undefined where the comment says nothing (a line of dashes, only tags). */
export function docSentence(comment: string): string | undefined {
  const words: string[] = [];
  let length = 0;
  for (const line of comment.slice(0, 4 * MAX_CHARACTERS).split('\n')) {
    const plain = plainLine(line);
    if (plain === '' && words.length === 0) continue;
    if (plain === '' || /^[@\\:]\w/.test(plain)) break;
    words.push(plain);
    length += plain.length + 1;
    if (length > MAX_CHARACTERS || /[.!?。！？]$/.test(plain)) break;
  }
  const text = words.join(' ');
  const sentence = /^.+?(?:[.!?](?=\s|$)|[。！？])/.exec(text)?.[0] ?? text;
  if (!/\p{L}/u.test(sentence)) return undefined;
  return sentence.length <= MAX_CHARACTERS ? sentence : `${sentence.slice(0, MAX_CHARACTERS - 1)}…`;
}

/** A line of a comment without what opens, closes or decorates it. */
function plainLine(line: string): string {
  return line
    .trim()
    .replace(
      /^(?:\/\*+!?|\/{2,}!?|#+!?|--+\[*|;+|\*+(?!\/)|[rRuUbB]{0,2}(?:"""|''')|=begin|<!--|%+|<\/?summary>)\s*/,
      '',
    )
    .replace(/\s*(?:\*+\/|"""|'''|-->|\]\]|<\/?summary>)$/, '')
    .replace(/^<\/?summary>\s*/, '')
    .trim();
}
