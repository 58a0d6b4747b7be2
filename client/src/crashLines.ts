// What of errors and of a dying server's last words may be logged: where it died, never what it was reading.
// Messages of errors are left out because they quote input (`Unexpected token … in JSON`).

/** `    at name (place:1:2)`, or the place alone: what V8 writes, and little else. */
const STACK_FRAME = /^ {4}at .*(?::\d+:\d+|<anonymous>|native)\)?$/;
const ERROR_NAME = /^(?:Uncaught )?(\w*Error)\b/;
const FATAL = /^(?:FATAL ERROR: .*|Error: Cannot find module .*)$/;

/** Name and frames of an error, without its message, which may have lines that look like frames. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').replace(error.message, '').split('\n');
  return [error.name, ...frames.filter((line) => STACK_FRAME.test(line))].join('\n');
}

/** The part of a line of standard error that holds no text of the user, if there is one. */
export function crashLine(line: string): string | undefined {
  if (STACK_FRAME.test(line) || FATAL.test(line)) return line;
  return ERROR_NAME.exec(line)?.[1];
}
