// Paths of `file:` URIs that come from outside.

import { fileURLToPath } from 'node:url';

/** Undefined for what names no file of this machine. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    // Of another host, or with signs that no path has.
    return undefined;
  }
}
