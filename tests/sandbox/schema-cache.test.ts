import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SchemaCache } from "../../sandbox/schema/disk-cache.js";
import { SdkSchema } from "../../sandbox/schema/index.js";

const cluster = "aws:rds/cluster:Cluster";
const scaling = { kind: "named", space: "inputs", path: "rds.Scaling" } as const;
/** The time that npm gives to every file of a package. */
const asNpm = new Date("1985-10-26T08:15:00Z");
const region = { kind: "named", space: "enums", path: "Region" } as const;

describe("what was read of an SDK", () => {
  let dir: string;
  let sdk: string;
  let kept: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-schema-"));
    [sdk, kept] = [join(dir, "sdk"), join(dir, "cache")];
    cpSync(join(__dirname, "fixtures/sdk-styles/bridge-2025"), sdk, { recursive: true });
    for (const path of readdirSync(sdk, { recursive: true, encoding: "utf8" }))
      utimesSync(join(sdk, path), asNpm, asNpm);
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** What a process that begins now knows. */
  function read(): unknown[] {
    const cache = new SchemaCache(kept, "aws-7.48.0");
    const schema = new SdkSchema("aws", sdk, cache);
    const found = [schema.resource(cluster), schema.members(scaling), schema.values(region)];
    cache.write();
    return found;
  }

  const file = () => join(kept, readdirSync(kept)[0] ?? "");
  const lines = () => readFileSync(file(), "utf8").trimEnd().split("\n");

  /** Changes a file of the SDK so that its size and time tell nothing of it. */
  function alterUnseen(path: string, from: string, to: string): void {
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
    utimesSync(path, asNpm, asNpm);
  }

  it("is the same for the next process, and not read again", () => {
    const first = read();
    const plain = new SdkSchema("aws", sdk);
    expect(first).toEqual([plain.resource(cluster), plain.members(scaling), plain.values(region)]);
    alterUnseen(join(sdk, "rds/cluster.js"), "description", "noitpircsed");
    alterUnseen(join(sdk, "types/input.d.ts"), "static", "citats");
    alterUnseen(join(sdk, "types/enums/index.d.ts"), "eu-west-1", "eu-west-9");
    expect(read()).toEqual(first);
    expect(lines().map((line) => line.split("\t")[0]?.slice(9))).toEqual([
      `resource ${cluster}`,
      "inputs rds.Scaling",
      "enum Region",
    ]);
  });

  it("is read again where the SDK's files have changed", () => {
    read();
    const change = (path: string, from: string, to: string) =>
      writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
    change(join(sdk, "rds/cluster.js"), "5432", "15432");
    change(join(sdk, "types/input.d.ts"), "static", "statically");
    change(join(sdk, "types/enums/index.d.ts"), "eu-west-1", "eu-west-10");
    const plain = new SdkSchema("aws", sdk);
    expect(plain.resource(cluster)?.defaults.get("port")).toBe(15432);
    const again = [plain.resource(cluster), plain.members(scaling), plain.values(region)];
    expect(read()).toEqual(again);
    expect(read()).toEqual(again);
    expect(lines()).toHaveLength(6);
  });

  it.each([
    ["a letter is another one", (text: string) => text.replaceAll("password", "passwoxd")],
    ["it was cut off", (text: string) => text.slice(0, text.length / 2)],
    ["it is no such file", () => "\t\t\n\n\0\0\u00ff\t9\n"],
  ])("is never believed where %s", (_, damage) => {
    const first = read();
    writeFileSync(file(), damage(readFileSync(file(), "utf8")));
    expect(read()).toEqual(first);
    expect(read()).toEqual(first);
  });

  it("is kept by several processes at once", () => {
    const [one, other] = [1, 2].map(() => new SchemaCache(kept, "aws-7.48.0"));
    new SdkSchema("aws", sdk, one).resource(cluster);
    new SdkSchema("aws", sdk, other).values(region);
    one?.write();
    other?.write();
    expect(lines()).toHaveLength(2);
    read();
    expect(lines()).toHaveLength(3);
  });

  it("of the same version goes when another reader keeps its own, of other versions never", () => {
    mkdirSync(kept);
    const others = ["aws-7.48.0-beta-0123456789ab.cache", "aws-7.48.01-0123456789ab.cache", "aws-7.48.0-notes.cache"];
    for (const name of ["aws-7.48.0-0123456789ab.cache", ...others]) writeFileSync(join(kept, name), "");
    read();
    const own = readdirSync(kept).filter((name) => !others.includes(name));
    expect(own).toEqual([expect.stringMatching(/^aws-7\.48\.0-[0-9a-f]{12}\.cache$/)]);
    expect(own).not.toContain("aws-7.48.0-0123456789ab.cache");
    expect(readdirSync(kept)).toHaveLength(4);
  });

  it("is read from the SDK where nothing can be kept", () => {
    writeFileSync(join(dir, "file"), "");
    kept = join(dir, "file", "cache");
    expect((read()[0] as { token: string }).token).toBe(cluster);
  });
});
