// The habits of a language by its id, put together once from its row and what holds where that says nothing.

import { DEFAULT_HABITS, type NameHabits } from './nameHabits.js';
import { languageRow } from './registry.js';

export type { NameHabits };

const known = new Map<string, NameHabits>();

/** By the id of a grammar. */
export function nameHabits(language: string | undefined): NameHabits {
  const id = language ?? '';
  const habits = known.get(id) ?? { ...DEFAULT_HABITS, family: id, ...languageRow(id)?.names };
  known.set(id, habits);
  return habits;
}
