// Structures kept for the texts that were asked for last: a selection that grows asks for its document again and again.

import { LRUCache } from 'lru-cache';
import type { Structure } from '../model/source.js';
import type { Languages } from './languages.js';

/** UTF-16 code units of source text; a structure is a few times smaller than its text. */
const CACHE_LENGTH = 8_000_000;

export function cachedLanguages(languages: Languages): Languages {
  const structures = new LRUCache<string, Promise<Structure>>({ maxSize: CACHE_LENGTH });
  return {
    identify: (source) => languages.identify(source),
    // Its caller keeps what it makes of it.
    syntax: (text, language, options) => languages.syntax(text, language, options),
    forget: (document) => languages.forget(document),
    check: (text, language, signal) => languages.check(text, language, signal),
    structure: (text, language, signal) => {
      const key = `${language.id}\n${text}`;
      const known = structures.get(key);
      if (known) return known;
      const made = languages.structure(text, language, signal);
      structures.set(key, made, { size: key.length });
      made.catch(() => structures.delete(key));
      return made;
    },
    close: () => {
      structures.clear();
      languages.close();
    },
  };
}
