// The levels in words.

import * as vscode from 'vscode';
import type { Level } from '../../server/src/protocol.js';

/** Its name, and what a text has at it. */
export function levelWords(level: Level): [label: string, detail: string] {
  switch (level) {
    case 'full':
      return [vscode.l10n.t('Full'), vscode.l10n.t('Everything as it is')];
    case 'tidy':
      return [
        vscode.l10n.t('Tidy'),
        vscode.l10n.t('Without blank runs, trailing space, licence headers and commented-out code'),
      ];
    case 'focus':
      return [vscode.l10n.t('Focus'), vscode.l10n.t('What matters to the question in full, the rest as signatures')];
    case 'skeleton':
      return [vscode.l10n.t('Skeleton'), vscode.l10n.t('Signatures, types and the first sentence of each doc comment')];
    case 'outline':
      return [vscode.l10n.t('Outline'), vscode.l10n.t('Names and lines')];
  }
}
