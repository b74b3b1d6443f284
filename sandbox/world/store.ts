import { existsSync, statSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { messageOf, SandboxError } from "../errors.js";
import type { WorldObject } from "../types.js";
import { ByHandJournal } from "./by-hand.js";
import type { WorldFiles } from "./directory.js";
import { makeStore, type Upgraded, upgrade } from "./layout.js";
import { type Findable, ObjectIndex } from "./object-index.js";
import { conceal, mentionsOf, type Payload, taintsOf } from "./record.js";
import { type NewObject, objectOf, type Row, type StoredObject, textsOf } from "./stored.js";
import { Vault } from "./vault.js";

export interface StoreOptions {
  /** Seed of a new world. @default the same for every world, so that a program gets the same ids on every machine */
  readonly seed?: string;
  /** The store need not outlive the machine's next crash. @default false */
  readonly throwaway?: boolean;
}

const usualSeed = "groundplan";
/** How many parsed objects are kept; each is a few kilobytes. */
const cacheLimit = 4_000;
/** Larger stores are not read through at start: it would take longer than starting may. */
const checkedBytes = 64 * 1024 * 1024;

/**
 * The durable store of one world. One process writes it (the server, which holds the world's lock); others may read.
 *
 * Every change is committed before the call returns. WAL with synchronous=NORMAL: a killed process loses nothing; a power
 * cut may lose the last changes, never the store.
 */
export class WorldStore {
  readonly files: WorldFiles;
  /** The world's own identity: written into provider inputs, so that a state is never used with another world. */
  readonly id: string;
  readonly seed: string;
  /** What opening it did to a store of an earlier layout. */
  readonly upgraded: Upgraded | undefined;
  /** What was changed past every engine. */
  readonly byHand: ByHandJournal;
  private readonly db: DatabaseSync;
  private readonly vault: Vault;
  private readonly inode: number;
  private readonly statements = new Map<string, StatementSync>();
  private readonly cache = new Map<number, StoredObject>();
  /** Of all objects; made of the store when something is first looked for. */
  private index: ObjectIndex | undefined;
  /** The last generation by URN, as far as anyone has asked: every Check and every Create does. */
  private readonly generations = new Map<string, number>();

  private constructor(files: WorldFiles, db: DatabaseSync, vault: Vault, upgraded: Upgraded | undefined) {
    this.files = files;
    this.db = db;
    this.vault = vault;
    this.byHand = new ByHandJournal(db, vault);
    this.upgraded = upgraded;
    this.id = this.meta("id");
    this.seed = this.meta("seed");
    this.inode = statSync(files.store).ino;
  }

  /**
   * Opens the store, brings one of an earlier layout up to date, or makes one. Throws `store-corrupt`, `store-version`,
   * `store-upgrade`, `key-missing`, `key-wrong`.
   */
  static open(files: WorldFiles, options: StoreOptions = {}): WorldStore {
    let db: DatabaseSync | undefined;
    try {
      if (!existsSync(files.store)) {
        Vault.open(files.key, true);
        makeStore(files.store, options.seed ?? usualSeed);
      }
      db = new DatabaseSync(files.store);
      const upgraded = prepare(db, files, options);
      return new WorldStore(files, db, Vault.open(files.key, false), upgraded);
    } catch (error) {
      db?.close();
      throw corrupt(files.store, error);
    }
  }

  /** Throws `store-missing` where the file was deleted or replaced under the running server. */
  assertPresent(): void {
    if (statSync(this.files.store, { throwIfNoEntry: false })?.ino !== this.inode) {
      throw new SandboxError(
        "store-missing",
        `the sandbox's store ${this.files.store} was deleted or replaced while the server was running; what existed in it is ` +
          "gone. Run `groundplan sandbox reset`, which also removes the sandbox's states",
      );
    }
  }

  /** The generation that the next object under this URN will get. */
  nextGeneration(urn: string): number {
    let last = this.generations.get(urn);
    if (last === undefined) {
      last = Number(this.get("SELECT last FROM generations WHERE urn = ?", urn)?.last ?? 0);
      this.generations.set(urn, last);
    }
    return last + 1;
  }

  /** Adds an object, in place of those that it takes over. It is on disk when this returns. */
  insert(object: NewObject, identities: readonly string[], takenOver: readonly WorldObject[] = []): StoredObject {
    return this.transaction(() => {
      for (const other of takenOver) this.remove(other);
      const stored = this.put(object, takenOver[0]?.created, identities);
      this.run("INSERT INTO unanswered (seq) VALUES (?)", stored.created);
      return stored;
    });
  }

  /** Puts an object back that was removed, as it was. */
  restore(object: StoredObject, identities: readonly string[]): StoredObject {
    return this.transaction(() => this.put(object, object.created, identities));
  }

  hasUnanswered(): boolean {
    return this.get("SELECT 1 FROM unanswered LIMIT 1") !== undefined;
  }

  /**
   * Notes that the engine was told of these objects; `settled` that they are in its state, as its run ended in order or asked
   * for them again. Writes only where that was not noted before.
   */
  answered(objects: readonly WorldObject[], settled: boolean): void {
    if (!this.db.isOpen) {
      return;
    }
    const open = objects.filter(({ created }) => {
      const row = this.get("SELECT told FROM unanswered WHERE seq = ?", created);
      return row !== undefined && (settled || row.told === 0);
    });
    if (open.length > 0) {
      const sql = settled ? "DELETE FROM unanswered WHERE seq = ?" : "UPDATE unanswered SET told = 1 WHERE seq = ?";
      this.transaction(() => {
        for (const { created } of open) this.run(sql, created);
      });
    }
  }

  /** Replaces the properties of an object, and its owner where another stack has taken it over. */
  update(object: StoredObject, identities: readonly string[]): void {
    this.transaction(() => {
      const { publicText, sealed, mentions } = this.serialize(object);
      this.unindex(object.created);
      this.run(
        "UPDATE objects SET urn = ?, project = ?, stack = ?, public = ?, sealed = ?, identities = ?, mentions = ? WHERE seq = ?",
        object.urn,
        object.project,
        object.stack,
        publicText,
        sealed,
        JSON.stringify(identities),
        JSON.stringify(mentions),
        object.created,
      );
      this.index?.add({ ...object, seq: object.created, identities, mentions });
      this.run("DELETE FROM unanswered WHERE seq = ?", object.created);
      this.remember(object);
    });
  }

  /** Takes an object out. `kept` are names that no other object gets until the cloud lets go of them. */
  remove(object: WorldObject, kept: readonly string[] = []): void {
    this.transaction(() => {
      for (const value of kept) this.run("INSERT OR REPLACE INTO kept_names VALUES (?, ?)", value, object.urn);
      this.unindex(object.created);
      this.run("DELETE FROM objects WHERE seq = ?", object.created);
      this.run("DELETE FROM unanswered WHERE seq = ?", object.created);
    });
    this.cache.delete(object.created);
  }

  /** Writes anew what an object is found by. */
  reindex(object: StoredObject, identities: readonly string[]): void {
    this.transaction(() => {
      const { mentions } = this.serialize(object);
      this.unindex(object.created);
      this.run(
        "UPDATE objects SET identities = ?, mentions = ? WHERE seq = ?",
        JSON.stringify(identities),
        JSON.stringify(mentions),
        object.created,
      );
      this.index?.add({ ...object, seq: object.created, identities, mentions });
    });
  }

  /** The object by its number in this world. */
  byNumber(created: number): StoredObject | undefined {
    return this.load(created);
  }

  count(type?: string): number {
    if (type === undefined) return Number(this.get("SELECT count(*) AS n FROM objects")?.n);
    return this.indexed().byType(type).length;
  }

  /** The URN of the deleted object that keeps a name. */
  keptName(value: string): string | undefined {
    return this.get("SELECT urn FROM kept_names WHERE value = ?", value)?.urn?.toString();
  }

  all(): StoredObject[] {
    return this.objects(
      this.statement("SELECT seq FROM objects ORDER BY seq")
        .all()
        .map(({ seq }) => Number(seq)),
    );
  }

  byUrn(urn: string): StoredObject[] {
    return this.objects(this.indexed().byUrn(urn));
  }

  byType(type: string): StoredObject[] {
    return this.objects(this.indexed().byType(type));
  }

  byTypeAndId(type: string, id: string): StoredObject[] {
    return this.objects(this.indexed().byTypeAndId(type, id));
  }

  byIdentity(value: string): StoredObject[] {
    return this.objects(this.indexed().byIdentity(value));
  }

  /** Objects whose inputs mention an identity of the object, itself excepted. */
  users(object: WorldObject): StoredObject[] {
    const { identities } = this.findable(object.created) ?? { identities: [] };
    return this.objects(
      this.indexed()
        .mentioning(identities)
        .filter((seq) => seq !== object.created),
    );
  }

  close(): void {
    this.db.close();
  }

  /** Remembers a provider whose inputs the engine keeps without the world's mark. */
  accept(fingerprint: string): void {
    this.run("INSERT OR IGNORE INTO meta (key, value) VALUES (?, '')", `accepted ${fingerprint}`);
  }

  accepts(fingerprint: string): boolean {
    return this.get("SELECT 1 FROM meta WHERE key = ?", `accepted ${fingerprint}`) !== undefined;
  }

  private meta(key: string): string {
    return String(this.get("SELECT value FROM meta WHERE key = ?", key)?.value);
  }

  private serialize(object: NewObject): { publicText: string; sealed: Buffer | null; mentions: string[] } {
    const { inputs, outputs, secrets } = object;
    const payload: Payload = { inputs, outputs, secrets };
    if (secrets.inputs.length === 0 && secrets.outputs.length === 0) {
      return { publicText: JSON.stringify(payload), sealed: null, mentions: mentionsOf(inputs) };
    }
    const open = conceal(payload, taintsOf(payload));
    const sealed = this.vault.seal(JSON.stringify(payload), object.urn);
    return { publicText: JSON.stringify(open), sealed, mentions: mentionsOf(open.inputs) };
  }

  private put(object: NewObject, number: number | undefined, identities: readonly string[]): StoredObject {
    const { pkg, type, urn, project, stack, account, region, id, generation, provider } = object;
    this.run(
      "INSERT INTO generations VALUES (?, ?) ON CONFLICT (urn) DO UPDATE SET last = max(last, excluded.last)",
      urn,
      generation,
    );
    const last = this.generations.get(urn);
    if (last !== undefined) this.generations.set(urn, Math.max(generation, last));
    const { publicText, sealed, mentions } = this.serialize(object);
    const place = [pkg, type, urn, project, stack, account, region ?? null];
    const result = this.run(
      "INSERT INTO objects (seq, pkg, type, urn, project, stack, account, region, id, generation, provider, public, sealed, " +
        "identities, mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      number ?? null,
      ...place,
      ...[id, generation, provider, publicText, sealed],
      JSON.stringify(identities),
      JSON.stringify(mentions),
    );
    const seq = Number(result.lastInsertRowid);
    this.index?.add({ seq, urn, type, id, identities, mentions });
    return this.remember({ ...object, created: seq });
  }

  private indexed(): ObjectIndex {
    if (this.index !== undefined) return this.index;
    const index = new ObjectIndex();
    for (const row of this.statement(`${findables} ORDER BY seq`).iterate()) index.add(findableOf(row));
    this.index = index;
    return index;
  }

  private findable(seq: number): Findable | undefined {
    const row = this.get(`${findables} WHERE seq = ?`, seq);
    return row === undefined ? undefined : findableOf(row);
  }

  private unindex(seq: number): void {
    if (this.index === undefined) return;
    const there = this.findable(seq);
    if (there !== undefined) this.index.delete(there);
  }

  private objects(numbers: readonly number[]): StoredObject[] {
    return numbers.map((seq) => {
      const object = this.load(seq);
      if (object === undefined)
        throw corrupt(this.files.store, new Error(`the index names object ${seq}, which is not there`));
      return object;
    });
  }

  private load(seq: number): StoredObject | undefined {
    const known = this.cache.get(seq);
    if (known !== undefined) {
      return known;
    }
    const row = this.get("SELECT * FROM objects WHERE seq = ?", seq);
    if (row === undefined) return undefined;
    const sealed = row.sealed;
    const payload = sealed instanceof Uint8Array ? this.vault.open(sealed, String(row.urn)) : String(row.public);
    return this.remember(objectOf(row, JSON.parse(payload) as Payload));
  }

  private remember(object: StoredObject): StoredObject {
    if (this.cache.size >= cacheLimit) {
      for (const oldest of this.cache.keys()) {
        this.cache.delete(oldest);
        break;
      }
    }
    this.cache.set(object.created, object);
    return object;
  }

  /** Several changes that come about together or not at all. */
  transaction<T>(work: () => T): T {
    if (this.db.isTransaction) return work();
    this.run("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.run("COMMIT");
      return result;
    } catch (error) {
      this.run("ROLLBACK");
      this.cache.clear();
      this.generations.clear();
      this.index = undefined;
      throw corrupt(this.files.store, error);
    }
  }

  private statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private get(sql: string, ...parameters: (string | number)[]): Row | undefined {
    return this.statement(sql).get(...parameters);
  }

  private run(sql: string, ...parameters: (string | number | Buffer | null)[]): { lastInsertRowid: number | bigint } {
    return this.statement(sql).run(...parameters);
  }
}

const findables = "SELECT seq, urn, type, id, identities, mentions FROM objects";

function findableOf(row: Row): Findable {
  return {
    seq: Number(row.seq),
    urn: String(row.urn),
    type: String(row.type),
    id: String(row.id),
    identities: textsOf(row.identities),
    mentions: textsOf(row.mentions),
  };
}

function prepare(db: DatabaseSync, files: WorldFiles, options: StoreOptions): Upgraded | undefined {
  const synchronous = options.throwaway === true ? "OFF" : "NORMAL";
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA busy_timeout = 5000`);
  // Each checkpoint of the journal waits for the disk: one in 16 MiB instead of SQLite's one in 4.
  db.exec("PRAGMA wal_autocheckpoint = 4000");
  if (statSync(files.store).size <= checkedBytes) {
    const finding = db.prepare("PRAGMA quick_check(1)").get()?.quick_check;
    if (finding !== "ok") {
      throw new Error(String(finding));
    }
  }
  return upgrade(db, files.store);
}

/** SQLite's complaint as one message with the file and the fix; errors that say that already pass through. */
export function corrupt(file: string, error: unknown): SandboxError {
  if (error instanceof SandboxError) {
    return error;
  }
  return new SandboxError(
    "store-corrupt",
    `the sandbox's store ${file} cannot be used (${messageOf(error)}); it is damaged or not a store. Restore the file from a ` +
      "copy, or start over with `groundplan sandbox reset`, which also removes the sandbox's states",
    { cause: error },
  );
}
