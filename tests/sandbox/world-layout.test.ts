import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WorldFiles, worldFiles } from "../../sandbox/world/directory.js";
import { inventory } from "../../sandbox/world/inventory.js";
import { upgrade } from "../../sandbox/world/layout.js";
import { storeVersion } from "../../sandbox/world/migrations.js";
import { WorldStore } from "../../sandbox/world/store.js";
import type { StoredObject } from "../../sandbox/world/stored.js";

const fixture = join(__dirname, "fixtures", "world-layout-1");
const { version: tool } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));

/** What the store of layout 1 held when it was made. */
const contents: { id: string; seed: string; objects: StoredObject[]; nextGeneration: Record<string, number> } =
  JSON.parse(readFileSync(join(fixture, "contents.json"), "utf8"));

/** Everything that defines a store's layout, in one text. */
function layoutText(db: DatabaseSync): string {
  const rows = db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name").all();
  return rows.map(({ sql }) => String(sql)).join("\n");
}

function edited(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

describe("a store of layout 1", () => {
  let files: WorldFiles;
  let original: Buffer;

  beforeEach(() => {
    files = worldFiles(mkdtempSync(join(tmpdir(), "groundplan-layout-")));
    original = gunzipSync(readFileSync(join(fixture, "world.db.gz")));
    writeFileSync(files.store, original);
    copyFileSync(join(fixture, "world.key"), files.key);
  });
  afterEach(() => rmSync(files.dir, { recursive: true, force: true }));

  it("opens with every object, secret, identity, reference and generation that it had", () => {
    const store = WorldStore.open(files);
    expect([store.id, store.seed]).toEqual([contents.id, contents.seed]);
    expect(JSON.parse(JSON.stringify(store.all()))).toEqual(contents.objects);
    expect(store.byType("random:index/randomPassword:RandomPassword")[0]?.outputs.result).toBe("sandbox-Grün-42");
    expect(store.byIdentity("arn:db-1").map(({ id }) => id)).toEqual(["db-1"]);
    const [vpc] = store.byIdentity("vpc-0a1b2c3d");
    expect(store.users(vpc as StoredObject).map(({ id }) => id)).toEqual(["subnet-new"]);
    for (const [urn, next] of Object.entries(contents.nextGeneration)) expect(store.nextGeneration(urn)).toBe(next);
    store.close();
    expect(inventory(files.dir).map(({ id, answered }) => [id, answered])).toEqual([
      ["vpc-0a1b2c3d", true],
      ["subnet-new", true],
      ["none", false],
      ["db-1", true],
    ]);
  });

  it("is copied before it is changed, once", () => {
    const first = WorldStore.open(files);
    const backup = `${files.store}.layout-1`;
    expect(first.upgraded).toEqual({ from: 1, to: storeVersion, backup });
    first.close();
    const old = new DatabaseSync(backup);
    expect(old.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
    expect(old.prepare("SELECT count(*) AS n FROM objects").get()).toEqual({ n: contents.objects.length });
    old.close();
    rmSync(backup);
    const second = WorldStore.open(files);
    expect(second.upgraded).toBeUndefined();
    second.close();
    expect(existsSync(backup)).toBe(false);
  });

  it("gets the layout that a new store has", () => {
    WorldStore.open(files).close();
    const other = worldFiles(mkdtempSync(join(files.dir, "new-")));
    WorldStore.open(other).close();
    const [old, made] = [new DatabaseSync(files.store), new DatabaseSync(other.store)];
    expect(layoutText(old)).toBe(layoutText(made));
    for (const db of [old, made]) {
      expect(db.prepare("PRAGMA user_version").get()).toEqual({ user_version: storeVersion });
      expect(db.prepare("SELECT value FROM meta WHERE key = 'tool'").get()).toEqual({ value: tool });
      db.close();
    }
  });

  it("is listed before its server has brought it up to date, and left as it is", () => {
    expect(inventory(files.dir).map(({ id, outputs }) => [id, outputs.result])).toEqual([
      ["vpc-0a1b2c3d", undefined],
      ["subnet-new", undefined],
      ["none", "[secret]"],
      ["db-1", undefined],
    ]);
    expect(readFileSync(files.store).equals(original)).toBe(true);
  });

  it("stays as it was where a step fails", () => {
    const db = new DatabaseSync(files.store);
    const steps = [
      { what: "a table", sql: "CREATE TABLE extra (a TEXT); DELETE FROM objects" },
      { what: "nothing", sql: "INSERT INTO no_such_table VALUES (1)" },
    ];
    expect(() => upgrade(db, files.store, steps)).toThrow(
      `${files.store} has layout 1 and could not be brought to layout 3 (no such table: no_such_table); it is as it was`,
    );
    expect(layoutText(db)).not.toContain("extra");
    expect(db.prepare("SELECT count(*) AS n FROM objects").get()).toEqual({ n: contents.objects.length });
    expect(db.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
    db.close();
  });
});

describe("a store of a newer layout", () => {
  it("is refused by whoever opens it, with the version that made it, and not touched", () => {
    const files = worldFiles(mkdtempSync(join(tmpdir(), "groundplan-layout-")));
    WorldStore.open(files).close();
    edited(files.store, "PRAGMA user_version = 97; UPDATE meta SET value = '4.5.6' WHERE key = 'tool'");
    const said =
      `${files.store} has layout 97, made by groundplan 4.5.6; this is groundplan ${tool}, which reads layouts up to ` +
      `${storeVersion}. Use groundplan 4.5.6 or newer, or start over with \`groundplan sandbox reset\``;
    for (const open of [() => WorldStore.open(files), () => inventory(files.dir)]) {
      expect(open).toThrow(said);
      expect(open).toThrow(expect.objectContaining({ code: "store-version" }));
    }
    expect(readdirSync(files.dir).filter((name) => name.includes("layout"))).toEqual([]);
    rmSync(files.dir, { recursive: true });
  });
});
