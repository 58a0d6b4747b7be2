// The tables of an index. Its version is part of the file's name: another version is another file, built anew, so that
// two versions of Pith on one machine never fight over one.

export const INDEX_VERSION = 3;

/** Files of at most this many bytes a page waste little, and a row of symbols seldom spans two. */
export const PAGE_BYTES = 4_096;

/**
 * The facts of a file are a blob in its row (`packedFacts.ts`); the tables of two columns say which files hold a name.
 * Names that are used are known by a hash, so that no table of names has to be kept in step. Full text is contentless:
 * chunks are read from their files, and what it is given are words already (`base/words.ts`).
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
  facts BLOB
);
CREATE TABLE symbol_names (name TEXT NOT NULL COLLATE NOCASE, file INTEGER NOT NULL, PRIMARY KEY (name, file)) WITHOUT ROWID;
CREATE TABLE symbol_ids (id INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (id, file)) WITHOUT ROWID;
CREATE TABLE use_names (name INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (name, file)) WITHOUT ROWID;
CREATE TABLE import_parts (part TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (part, file)) WITHOUT ROWID;
CREATE TABLE chunks (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  key INTEGER NOT NULL,
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
