// The log that layers below the hosts write to. It never receives text of the user: only names, counts and times.

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/**
 * Name and frames of an error, without its message: messages of parsers quote the text they failed on, which may have
 * lines that look like frames.
 */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').filter(isFrame);
  return [error.name, ...frames].join('\n');
}

/** `    at name (place:1:2)`, or the place alone: what V8 writes, and little else. */
const isFrame = (line: string): boolean => /^ {4}at .*(?::\d+:\d+|<anonymous>|native)\)?$/.test(line);
