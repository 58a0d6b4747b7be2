// The log that layers below the hosts write to. It never receives text of the user: only names, counts and times.

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };
