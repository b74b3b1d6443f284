/**
 * The first layout of the store. It never changes: later ones are made from it by the steps of `migrations.ts`, in new stores
 * as in old ones.
 *
 * `public` is the object without its secret values, readable by anyone who may read the file; `sealed` the whole of it,
 * encrypted, where it has secrets. `provider` is the URN of the provider resource that made it. Generations outlive their
 * objects: a URN never gets the same number twice. `unanswered` lists objects of which the engine may know nothing: the
 * answer to their Create was sent over a connection that the engine has not closed yet, or never could.
 */
export const firstLayout = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE generations (urn TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  pkg TEXT NOT NULL, type TEXT NOT NULL, urn TEXT NOT NULL, project TEXT NOT NULL, stack TEXT NOT NULL,
  account TEXT NOT NULL, region TEXT, id TEXT NOT NULL, generation INTEGER NOT NULL,
  provider TEXT NOT NULL, public TEXT NOT NULL, sealed BLOB
);
CREATE INDEX objects_urn ON objects (urn);
CREATE INDEX objects_type ON objects (type, id);
CREATE TABLE unanswered (seq INTEGER PRIMARY KEY);
CREATE TABLE identities (value TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (value, seq)) WITHOUT ROWID;
CREATE INDEX identities_seq ON identities (seq);
CREATE TABLE mentions (value TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (value, seq)) WITHOUT ROWID;
CREATE INDEX mentions_seq ON mentions (seq);
`;
