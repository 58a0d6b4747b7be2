// What of a dying server's last words may be logged: where it died, never what it was reading.
// Messages of errors are left out because they quote input (`Unexpected token … in JSON`).

const STACK_FRAME = /^\s+at .+$/;
const ERROR_NAME = /^(?:Uncaught )?(\w*Error)\b/;
const FATAL = /^(?:FATAL ERROR: .*|Error: Cannot find module .*)$/;

/** The part of a line of standard error that holds no text of the user, if there is one. */
export function crashLine(line: string): string | undefined {
  if (STACK_FRAME.test(line) || FATAL.test(line)) return line;
  return ERROR_NAME.exec(line)?.[1];
}
