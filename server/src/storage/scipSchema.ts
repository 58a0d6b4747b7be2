// The tables of an imported SCIP index. Symbols are long strings that are said again at each occurrence: here each has a
// number, is found by a hash of its string, and has one row of packed places for each document.

/**
 * Local symbols have a `document` and no `hash`. `name` is the last part of a symbol's string, or what a local one is
 * displayed as; `display` only where it differs. `relations` has a row for each pair, `kinds` being bits of `RELATIONS`.
 */
export const SCIP_SCHEMA = `
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  language TEXT NOT NULL,
  encoding TEXT NOT NULL
);
CREATE TABLE symbols (
  id INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL,
  hash INTEGER,
  document INTEGER,
  name TEXT,
  display TEXT
);
CREATE TABLE places (
  document INTEGER NOT NULL,
  symbol INTEGER NOT NULL,
  places BLOB NOT NULL,
  PRIMARY KEY (document, symbol)
) WITHOUT ROWID;
CREATE TABLE relations (
  target INTEGER NOT NULL,
  source INTEGER NOT NULL,
  kinds INTEGER NOT NULL,
  PRIMARY KEY (target, source)
) WITHOUT ROWID;
`;

/**
 * Made when all rows are there: sorted at once they take a second for a million rows, one by one ten times as long,
 * because each row changes another page.
 */
export const SCIP_INDEXES: readonly string[] = [
  'CREATE INDEX symbols_by_hash ON symbols (hash) WHERE hash IS NOT NULL',
  'CREATE INDEX symbols_by_name ON symbols (name) WHERE name IS NOT NULL',
  'CREATE INDEX symbols_by_display ON symbols (display) WHERE display IS NOT NULL',
  'CREATE INDEX places_by_symbol ON places (symbol)',
  'CREATE INDEX relations_by_source ON relations (source)',
];

export const RELATIONS = { reference: 1, implementation: 2 } as const;

/** Local symbols are found by the document they stand in. */
export const LOCAL_SYMBOL = `SELECT s.id FROM places p JOIN symbols s ON s.id = p.symbol
  WHERE p.document = ? AND s.document = p.document AND s.symbol = ?`;
