import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLog } from "../../sandbox/server/log.js";
import { worldFiles } from "../../sandbox/world/directory.js";
import { inventory } from "../../sandbox/world/inventory.js";
import { WorldStore } from "../../sandbox/world/store.js";
import { Engine, secret, testServer } from "./support/client.js";

const plain = "correct-horse-battery";
const type = "aws:rds/instance:Instance";

describe("secrets", () => {
  let dir: string;
  let server: Awaited<ReturnType<typeof testServer>>;
  let engine: Engine;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-secrets-"));
    const files = worldFiles(dir);
    mkdirSync(files.run, { recursive: true });
    server = await testServer({ store: WorldStore.open(files), log: openLog(files.log) });
    engine = await new Engine(server.ports.aws).open();
  });
  afterEach(async () => {
    engine.close();
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Every byte that the sandbox has written. */
  function written(): string {
    return readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
      .join("\n");
  }

  it("returns the same paths as secrets, and what a model derived from them", async () => {
    const { outputs } = await engine.create(type, "db", { password: secret(plain), tags: { owner: "me" } });
    expect(outputs).toMatchObject({
      password: secret(plain),
      connection: secret(`fake://user:${plain}@host`),
      tags: { owner: "me" },
    });
  });

  it("returns them as secrets from Check, Read and Update too", async () => {
    const checked = await engine.check(type, "db", { password: secret(plain) });
    expect(checked.inputs.password).toEqual(secret(plain));
    const { id } = await engine.create(type, "db", { password: secret(plain) });
    const read = await engine.read(type, "db", id);
    expect([read.inputs.password, read.outputs.password]).toEqual([secret(plain), secret(plain)]);
    expect(read.outputs.connection).toEqual(secret(`fake://user:${plain}@host`));
    const updated = await engine.update(type, "db", id, {}, { password: secret("another-password") });
    expect(updated.password).toEqual(secret("another-password"));
  });

  it("treats what the type always keeps secret as secret, without the engine's mark", async () => {
    const random = await new Engine(server.ports.random, "random").open();
    const { outputs } = await random.create("random:index/randomPassword:RandomPassword", "p", { result: plain });
    expect(outputs.result).toEqual(secret(plain));
    expect(written()).not.toContain(plain);
    random.close();
  });

  it("writes no secret value anywhere: not in the store, its journal, its indexes or the log", async () => {
    const { id } = await engine.create(type, "db", {
      password: secret(plain),
      env: { list: [secret(plain), "open"] },
      nested: secret({ a: { b: plain } }),
    });
    await engine.update(type, "db", id, {}, { password: secret(plain), size: 2 });
    await expect(engine.check(type, "db", { explode: true, password: secret(plain) })).rejects.toThrow("defect");
    expect(written()).not.toContain(plain);
    expect(written()).not.toContain(Buffer.from(plain).toString("base64"));
    expect(written()).toContain("defect method=Check");
  });

  it("lists the inventory without the key, with placeholders", async () => {
    await engine.create(type, "db", { password: secret(plain), size: 1 });
    expect(inventory(dir).map(({ inputs, outputs }) => [inputs, outputs.connection])).toEqual([
      [{ password: "[secret]", size: 1 }, "[secret]"],
    ]);
  });

  it("reads secrets back after a restart, and keeps the key to its owner", async () => {
    const { id } = await engine.create(type, "db", { password: secret(plain) });
    const again = WorldStore.open(worldFiles(dir));
    expect(again.byTypeAndId(type, id)[0]?.inputs).toEqual({ password: plain });
    again.close();
    expect(statSync(worldFiles(dir).key).mode & 0o777).toBe(0o600);
  });
});
