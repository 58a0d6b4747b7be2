// Names as they are looked up: the last part of a module's name, by which imports are found from the files they may mean,
// and names without their case.

/** `./lib/upload.js` → `upload`, `a::b::c` → `c`, `<sys/stat.h>` → `stat`; a folder's index stands for the folder. */
export function lastPartOf(module: string): string {
  const plain = module.replace(/^[<"']|[>"']$/g, '').replace(/\.(?:[cm]?[jt]sx?|py|h|hpp|hh|rb|php|lua|sh|zig)$/, '');
  const parts = plain.split(/[/\\:.]+/).filter((part) => part !== '');
  return parts.at(-1) ?? '';
}

/** Lower case as SQLite's NOCASE has it: letters beyond ASCII keep theirs. */
export const foldAscii = (name: string): string => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
