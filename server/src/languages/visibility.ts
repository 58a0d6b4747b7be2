// Who can see a declaration: the rules that `registry.ts` names, for names at the top level and members.

import type { Declaration } from '../model/source.js';
import type { LanguageRow, Visibility } from './registry.js';

export interface Seen {
  readonly name: string;
  readonly isMarked: boolean;
  readonly isPrivate: boolean;
  readonly parent?: Pick<Declaration, 'kind' | 'exported'> | undefined;
}

export function isExported({ name, isMarked, isPrivate, parent }: Seen, row: LanguageRow): boolean {
  if (isPrivate || parent?.kind === 'function' || parent?.kind === 'method' || parent?.kind === 'section') return false;
  if (parent && parent.kind !== 'module') {
    if (row.membersAreMarked && parent.kind !== 'interface') return isMarked;
    return parent.exported && MEMBER_RULES[row.visibility](name);
  }
  const isHidden = row.visibility === 'unmarked' && parent?.exported === false; // an anonymous namespace
  return !isHidden && TOP_RULES[row.visibility](name, isMarked);
}

const startsUpper = (name: string): boolean => /^\p{Lu}/u.test(name);
const isPublicPythonName = (name: string): boolean => !name.startsWith('_') || /^__\w+__$/.test(name);

const TOP_RULES: Readonly<Record<Visibility, (name: string, isMarked: boolean) => boolean>> = {
  marked: (_name, isMarked) => isMarked,
  unmarked: () => true,
  capital: startsUpper,
  underscore: isPublicPythonName,
};

const MEMBER_RULES: Readonly<Record<Visibility, (name: string) => boolean>> = {
  marked: (name) => !name.startsWith('#'),
  unmarked: () => true,
  capital: startsUpper,
  underscore: isPublicPythonName,
};
