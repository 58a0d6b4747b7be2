// What a module is for, in one sentence: as its readme says, or its manifest, or the comment at the head of the file that
// stands for it. Nothing where nobody says it.

import { docSentence } from '../indexing/docSentence.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import type { StoredFile, StoredModule } from '../storage/indexStore.js';

interface Module {
  readonly module: StoredModule;
  readonly files: readonly StoredFile[];
}

export function responsibilityOf(folder: IndexedFolder, { module, files }: Module): string | undefined {
  const prefix = module.path === '' ? '' : `${module.path}/`;
  const own = files.filter(({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes('/'));
  for (const [pattern, sentenceOf] of SOURCES) {
    for (const file of own.filter(({ name }) => pattern.test(name.slice(prefix.length)))) {
      const sentence = sentenceOf(beginning(folder, file));
      if (sentence !== undefined) return sentence;
    }
  }
  const [only, ...others] = own.filter(({ symbols }) => symbols > 0);
  return only && others.length === 0 ? headComment(beginning(folder, only)) : undefined;
}

/** What stands further down says nothing of the whole. */
const MOST_CHARACTERS = 20_000;

const beginning = (folder: IndexedFolder, file: StoredFile): string =>
  (textOf(folder, file) ?? '').slice(0, MOST_CHARACTERS);

type Source = readonly [pattern: RegExp, sentenceOf: (text: string) => string | undefined];

/** The files that say it, the plainest first. */
const SOURCES: readonly Source[] = [
  [/^readme(?:\.\w+)?$/i, readmeSentence],
  [/^package\.json$|^composer\.json$/, (text) => field(text, /"description"\s*:\s*"((?:[^"\\]|\\.)*)"/)],
  [/^Cargo\.toml$|^pyproject\.toml$|\.gemspec$/, (text) => field(text, /\bdescription\s*=\s*"((?:[^"\\]|\\.)*)"/)],
  [/^(?:index|main|mod|lib|__init__|doc|package-info)\.\w+$/, headComment],
];

/** The first sentence that is no heading, badge, picture or list. */
function readmeSentence(text: string): string | undefined {
  const paragraphs = text
    .replace(/^---\n.*?\n---\n/s, '')
    .replace(/```.*?```|<!--.*?-->/gs, '')
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => !/^\s*(?:#|=+\s*$|-+\s*$|[-*+>|]|\d+\.|<|\[!?\[|!\[|\[[^\]]+\]:)/.test(line))
        .join(' ')
        .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/[*_`]{1,3}/g, '')
        .trim(),
    );
  const said = paragraphs.find((paragraph) => /\p{L}{2}/u.test(paragraph));
  return said === undefined ? undefined : docSentence(said);
}

function field(text: string, pattern: RegExp): string | undefined {
  const value = pattern.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1');
  return value === undefined ? undefined : docSentence(value);
}

/** What begins with `#` and is no comment is an attribute or for a preprocessor. */
const HEAD_COMMENT =
  /^(?:\/\*[\s\S]*?\*\/|(?:\/\/.*\n?)+|(?:#(?!\[|include|define|if|pragma).*\n?)+|"""[\s\S]*?"""|--.*\n)/;

/** The comment that a file opens with, unless it is a licence. */
function headComment(text: string): string | undefined {
  const plain = text.replace(/^(?:#!.*\n|\s*(?:'use strict'|"use strict");?\s*\n)+/, '').trimStart();
  const [comment] = HEAD_COMMENT.exec(plain) ?? [];
  if (comment === undefined || /copyright|licen[cs]e|SPDX/i.test(comment)) return undefined;
  return docSentence(comment);
}
