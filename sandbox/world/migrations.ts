/** One step from a layout of the store to the next. */
export interface Migration {
  /** What the new layout has, for the log. */
  readonly what: string;
  /** Runs in one transaction with all other steps that a store lacks. */
  readonly sql: string;
}

/**
 * The steps from layout 1 to the present one: the first makes layout 2, the next layout 3. To change the layout, add an entry
 * at the end. An entry that was released never changes, and none is ever taken out: stores count them.
 */
export const migrations: readonly Migration[] = [
  {
    what: "the version of groundplan that made the layout",
    sql: "INSERT INTO meta VALUES ('tool', '')",
  },
  {
    what: "whether the engine was told of an object although its run has not ended in order",
    sql: "ALTER TABLE unanswered ADD COLUMN told INTEGER NOT NULL DEFAULT 0",
  },
  {
    what: "changes that were made by hand, with what is needed to take them back",
    sql: "CREATE TABLE by_hand (number INTEGER PRIMARY KEY AUTOINCREMENT, seq INTEGER NOT NULL, sealed BLOB NOT NULL)",
  },
  {
    what: "names that deleted objects keep for a while",
    sql: "CREATE TABLE kept_names (value TEXT PRIMARY KEY, urn TEXT NOT NULL) WITHOUT ROWID",
  },
  {
    what: "what an object is found by beside the object itself",
    sql: `
ALTER TABLE objects ADD COLUMN identities TEXT NOT NULL DEFAULT '[]';
ALTER TABLE objects ADD COLUMN mentions TEXT NOT NULL DEFAULT '[]';
UPDATE objects SET
  identities = (SELECT json_group_array(value) FROM identities WHERE identities.seq = objects.seq),
  mentions = (SELECT json_group_array(value) FROM mentions WHERE mentions.seq = objects.seq);
DROP TABLE identities;
DROP TABLE mentions;
DROP INDEX objects_urn;
DROP INDEX objects_type;
`,
  },
];

/** Version of the store's layout; kept in SQLite's user_version. */
export const storeVersion = 1 + migrations.length;
