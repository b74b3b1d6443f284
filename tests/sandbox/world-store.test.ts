import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WorldFiles, worldDirectory, worldFiles } from "../../sandbox/world/directory.js";
import { inventory } from "../../sandbox/world/inventory.js";
import { WorldStore } from "../../sandbox/world/store.js";
import type { NewObject } from "../../sandbox/world/stored.js";
import { viewOf } from "../../sandbox/world/view.js";

function object(name: string, facts: Partial<NewObject> = {}): NewObject {
  return {
    pkg: "aws",
    type: "aws:ec2/vpc:Vpc",
    urn: `urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::${name}`,
    project: "shop",
    stack: "dev",
    account: "123456789012",
    region: "eu-west-1",
    id: `vpc-${name}`,
    generation: 1,
    provider: "urn:pulumi:dev::shop::pulumi:providers:aws::p",
    inputs: {},
    outputs: {},
    secrets: { inputs: [], outputs: [] },
    ...facts,
  };
}

describe("the store", () => {
  let files: WorldFiles;
  const add = (store: WorldStore, made: NewObject) => store.insert(made, [made.id, `arn:${made.id}`]);

  beforeEach(() => {
    files = worldFiles(mkdtempSync(join(tmpdir(), "groundplan-store-")));
  });
  afterEach(() => rmSync(files.dir, { recursive: true, force: true }));

  it("keeps its identity, seed, objects and generations over a restart", () => {
    const first = WorldStore.open(files);
    add(first, object("a"));
    const { id, seed } = first;
    first.close();
    const second = WorldStore.open(files);
    expect([second.id, second.seed]).toEqual([id, seed]);
    expect(second.all()).toEqual([{ ...object("a"), created: 1 }]);
    expect(second.nextGeneration(object("a").urn)).toBe(2);
    second.close();
  });

  it("finds by identity and by mention, each object once", () => {
    const store = WorldStore.open(files);
    const vpc = add(store, object("a"));
    const user = add(
      store,
      object("s", { id: "subnet-s", inputs: { vpcId: "vpc-a", nested: [{ arn: "arn:vpc-a" }] } }),
    );
    const view = viewOf(store);
    expect(view.byIdentity("arn:vpc-a").map(({ id }) => id)).toEqual(["vpc-a"]);
    expect(view.users(vpc).map(({ id }) => id)).toEqual(["subnet-s"]);
    expect(view.find("aws:ec2/vpc:Vpc", "vpc-a")?.created).toBe(1);
    store.update({ ...user, inputs: {} }, [user.id]);
    expect(view.users(vpc)).toEqual([]);
    store.remove(vpc);
    expect(view.byIdentity("vpc-a")).toEqual([]);
    store.close();
  });

  it("finds what is there after several changes were taken back together", () => {
    const store = WorldStore.open(files);
    const vpc = add(store, object("a"));
    expect(store.byIdentity("arn:vpc-a").map(({ id }) => id)).toEqual(["vpc-a"]);
    const cutOff = () =>
      store.transaction(() => {
        store.remove(vpc);
        add(store, object("b"));
        throw new Error("cut off");
      });
    expect(cutOff).toThrow("cut off");
    expect(["arn:vpc-a", "arn:vpc-b"].map((arn) => store.byIdentity(arn).map(({ id }) => id))).toEqual([["vpc-a"], []]);
    store.close();
  });

  it("is read beside its writer", () => {
    const store = WorldStore.open(files);
    add(store, object("a"));
    expect(inventory(files.dir).map(({ id, created }) => [id, created])).toEqual([["vpc-a", 1]]);
    store.close();
  });

  it("knows which objects the engine may not have been told of", () => {
    const store = WorldStore.open(files);
    const first = add(store, object("a"));
    add(store, object("b"));
    const second = add(store, object("c"));
    store.answered([first], false);
    store.answered([first], false);
    store.answered([second], false);
    store.answered([second], true);
    expect(inventory(files.dir).map(({ id, answered, settled }) => [id, answered, settled])).toEqual([
      ["vpc-a", true, false],
      ["vpc-b", false, false],
      ["vpc-c", true, true],
    ]);
    store.close();
  });

  it("lists one stack's objects alone", () => {
    const store = WorldStore.open(files);
    const { project, stack } = add(store, object("a"));
    add(store, { ...object("b"), stack: "another" });
    expect(inventory(files.dir, { project, stack }).map(({ id }) => id)).toEqual(["vpc-a"]);
    expect(inventory(files.dir)).toHaveLength(2);
    store.close();
  });

  it("is empty for a world without a store", () => {
    expect(inventory(join(files.dir, "none"))).toEqual([]);
  });

  it("keeps what was committed when its process is killed before it closes", () => {
    const store = WorldStore.open(files);
    add(store, object("a"));
    // A second opening of the files as the first left them, the way the next process finds them after kill -9.
    const next = WorldStore.open(files);
    expect(next.count()).toBe(1);
    next.close();
    store.close();
  });

  it.each([
    [
      "is not a store",
      (file: string) => writeFileSync(file, "this is not SQLite, it is a text of some length....\n".repeat(40)),
    ],
    ["was cut short", (file: string) => truncateSync(file, 5000)],
    ["is empty of tables", (file: string) => writeFileSync(file, "")],
  ])("names the file and the fix when it %s", (_, damage) => {
    const store = WorldStore.open(files);
    for (let index = 0; index < 50; index += 1) {
      add(store, object(`x${index}`));
    }
    store.close();
    damage(files.store);
    for (const open of [() => WorldStore.open(files), () => inventory(files.dir)]) {
      expect(open).toThrow(files.store);
      expect(open).toThrow("`groundplan sandbox reset`");
    }
  });

  it("is made anew where making it was cut off, and takes nothing from a deleted one", () => {
    writeFileSync(`${files.store}.new`, "half of a st");
    writeFileSync(`${files.store}-wal`, "a journal of another store");
    expect(inventory(files.dir)).toEqual([]);
    const store = WorldStore.open(files);
    expect(store.count()).toBe(0);
    store.close();
    expect(readdirSync(files.dir).sort()).toEqual(["world.db", "world.key"]);
  });

  it("refuses to go on without its key, and with another one", () => {
    const store = WorldStore.open(files);
    const made = add(store, object("a", { inputs: { p: "secret-value" }, secrets: { inputs: [["p"]], outputs: [] } }));
    store.close();
    writeFileSync(files.key, `${"00".repeat(32)}\n`);
    const other = WorldStore.open(files);
    expect(() => other.byUrn(made.urn)).toThrow("does not open with the sandbox's key");
    other.close();
    rmSync(files.key);
    expect(() => WorldStore.open(files)).toThrow(`the sandbox's key ${files.key} is gone`);
  });

  it("notices that its file was replaced while it was open", () => {
    const store = WorldStore.open(files);
    expect(() => store.assertPresent()).not.toThrow();
    rmSync(files.store);
    expect(() => store.assertPresent()).toThrow("was deleted or replaced");
    store.close();
  });

  it("holds more objects than it keeps parsed", () => {
    const store = WorldStore.open(files);
    for (let index = 0; index < 4_100; index += 1) {
      add(store, object(`n${index}`, { inputs: { tags: { a: "1", b: "2" }, cidrBlock: "10.0.0.0/16" } }));
    }
    expect(store.count()).toBe(4_100);
    expect(store.all().map(({ id }) => id)).toEqual(Array.from({ length: 4_100 }, (_, index) => `vpc-n${index}`));
    store.close();
  });
});

describe("the world's directory", () => {
  it("is named after the project and its real path, outside of it", () => {
    const dir = mkdtempSync(join(tmpdir(), "groundplan project-"));
    writeFileSync(join(dir, "Pulumi.yaml"), "name: x\n");
    const world = worldDirectory(dir, "/home/me/.groundplan");
    expect(world).toMatch(/^\/home\/me\/\.groundplan\/sandbox\/groundplan-project-[A-Za-z0-9]{6}-[0-9a-f]{8}$/);
    rmSync(dir, { recursive: true });
  });

  it("needs a Pulumi project", () => {
    const dir = mkdtempSync(join(tmpdir(), "groundplan-none-"));
    expect(() => worldDirectory(dir)).toThrow(`no Pulumi.yaml in ${dir} or above it`);
    rmSync(dir, { recursive: true });
  });
});
