// What verbs are called in the terminal, where that is shorter than their own names; both are commands.

import type { OperationName } from '../operations/index.js';

const COMMAND_OF: Readonly<Partial<Record<OperationName, string>>> = {
  getContext: 'context',
  searchCode: 'search',
  searchSymbols: 'symbols',
  findReferences: 'references',
  getStatus: 'status',
  getModuleOverview: 'module',
  analyzeImpact: 'impact',
  getCallGraph: 'calls',
  getOutline: 'outline',
  deleteData: 'delete-data',
};

/** The command that a word of the user means: `references` for `findReferences`; any other word is itself. */
export const commandNamed = (word: string): string =>
  (Object.hasOwn(COMMAND_OF, word) && COMMAND_OF[word as OperationName]) || word;
