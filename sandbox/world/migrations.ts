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
];

/** Version of the store's layout; kept in SQLite's user_version. */
export const storeVersion = 1 + migrations.length;
