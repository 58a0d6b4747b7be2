// From the words of a command line to documents: files by name, `-` or nothing for standard input.
// Files are read by the engine; here only standard input is.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { decodeText } from '../indexing/read.js';
import type { DocumentInput } from '../model/verbs.js';
import type { Arguments } from './args.js';

/** Where words are looked up. */
export interface Place {
  readonly directory: string;
  readonly stdinIsTerminal: boolean;
  readonly stderrIsTerminal?: boolean;
  readStdin(): Promise<Uint8Array>;
}

export const STDIN = 'stdin:';

/** Throws UserErrors: `usage` where nothing usable is named, `not-text` for bytes on standard input that are none. */
export async function inputsOf({ words, language }: Arguments, place: Place): Promise<readonly DocumentInput[]> {
  if (words.length === 0 && place.stdinIsTerminal)
    throw new UserError('usage', t('Name a file, or pipe text in and use "-".'));
  // What an unset variable in a script gives; taken as a path it would be the whole folder.
  if (words.includes('')) throw new UserError('usage', t('A file name is empty. Use "." for the folder you are in.'));
  if (words.filter((word) => word === '-').length > 1)
    throw new UserError('usage', t('Standard input can be read once: name "-" once.'));
  const languageId = language === undefined ? {} : { languageId: language };
  const inputs: DocumentInput[] = [];
  for (const word of words.length === 0 ? ['-'] : words) {
    if (word === '-')
      inputs.push({ uri: STDIN, text: decodeText(await place.readStdin(), 'standard input'), ...languageId });
    else inputs.push({ uri: pathToFileURL(resolve(place.directory, word)).href, label: word, ...languageId });
  }
  return inputs;
}
