// What a context leaves out, opened from the view: by its handle, and where the store does not know it (a context that was
// only looked at keeps nothing) in the file itself.

import * as vscode from 'vscode';
import type { Omission } from '../../../server/src/protocol.js';
import { showHandle } from '../commands/openHandle.js';
import { Failure } from '../failures.js';
import type { Host } from '../host.js';
import { linesRange, uriOf } from './files.js';

/** Commands take anything; ours are made by `items.ts` from the server's answers. */
export const isOmission = (value: unknown): value is Omission =>
  typeof value === 'object' && value !== null && 'handle' in value && 'startLine' in value && 'endLine' in value;

export async function openOmission(host: Host, { handle, path, startLine, endLine }: Omission): Promise<void> {
  try {
    await showHandle(host, handle, { preserveFocus: true });
  } catch (error) {
    const uri = path === undefined ? undefined : await uriOf(path);
    if (!(error instanceof Failure) || error.code !== 'handle-unknown' || uri === undefined) throw error;
    const selection = linesRange(startLine, endLine);
    await vscode.commands.executeCommand('vscode.open', uri, { selection, preview: true, preserveFocus: true });
  }
}
