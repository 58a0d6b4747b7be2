// The tables of an index. Its version is part of the file's name: another version is another file, built anew, so that
// two versions of Pith on one machine never fight over one.

export const INDEX_VERSION = 1;

/** Files of at most this many bytes a page waste little, and a row of symbols seldom spans two. */
export const PAGE_BYTES = 4_096;

/**
 * `uses` holds a row for each name in a file, its key a hash of the name (see `hash52`), so that no table of names has to
 * be kept in step. Full text is contentless: chunks are read from their files, and what it is given
 * are words already (`base/words.ts`).
 */
export const INDEX_SCHEMA = `
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  mtime REAL NOT NULL,
  hash TEXT NOT NULL,
  language TEXT,
  lines INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  symbols INTEGER NOT NULL,
  left_out TEXT,
  note TEXT,
  strings TEXT NOT NULL
);
CREATE TABLE symbols (
  file INTEGER NOT NULL,
  place INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent INTEGER,
  signature TEXT NOT NULL,
  exported INTEGER NOT NULL,
  doc TEXT,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  name_start INTEGER NOT NULL,
  start_line INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  full_tokens INTEGER NOT NULL,
  skeleton_tokens INTEGER NOT NULL,
  outline_tokens INTEGER NOT NULL,
  PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE INDEX symbols_by_name ON symbols (name COLLATE NOCASE);
CREATE INDEX symbols_by_id ON symbols (id);
CREATE TABLE uses (
  file INTEGER NOT NULL,
  name INTEGER NOT NULL,
  places BLOB NOT NULL,
  PRIMARY KEY (file, name)
) WITHOUT ROWID;
CREATE INDEX uses_by_name ON uses (name);
CREATE TABLE imports (
  file INTEGER NOT NULL,
  place INTEGER NOT NULL,
  module TEXT NOT NULL,
  last_part TEXT NOT NULL,
  name TEXT NOT NULL,
  local TEXT,
  reexport INTEGER NOT NULL,
  start INTEGER NOT NULL,
  PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE INDEX imports_by_last_part ON imports (last_part);
CREATE TABLE chunks (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  words INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  start_line INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  symbol INTEGER NOT NULL,
  tokens INTEGER NOT NULL
);
CREATE INDEX chunks_by_file ON chunks (file);
CREATE VIRTUAL TABLE words USING fts5 (
  name, signature, doc, path, body,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE words_frequency USING fts5vocab (words, 'row');
CREATE TABLE modules (id TEXT PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, by TEXT NOT NULL) WITHOUT ROWID;
`;

/** Columns of `words` in order, and what a word in each is worth: the name of a thing says most about it. */
export const FIELD_WEIGHTS = { name: 3, signature: 2, doc: 1, path: 1.5, body: 1 } as const;
