// Source code that every level makes smaller: functions with a doc comment and a body worth leaving out.

const body = (name: string, index: number) =>
  [
    `/** Adds ${index} to the number that is given, and says so. */`,
    `export function ${name}${index}(value: number): number {`,
    `  const sum = value + ${index};`,
    `  console.log('the sum of', value, 'and', ${index}, 'is', sum);`,
    '  for (const limit of [10, 100, 1_000]) {',
    "    if (sum > limit) console.log('which is more than', limit);",
    "    else console.log('which is not more than', limit);",
    '  }',
    '  return sum;',
    '}',
    '',
  ].join('\n');

/** Lines of one function, the blank one after it included. */
export const LINES = 11;

/** `name0`, `name1`, …, each as its text. */
export const functions = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => body(name, index));

export const code = (name: string, count = 6): string => functions(name, count).join('\n');
