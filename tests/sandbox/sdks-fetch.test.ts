import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchedSdk, fetchSdk } from "../../sandbox/sdks/fetch.js";
import { readProgram } from "../../sandbox/sdks/program.js";
import { untar } from "../../sandbox/sdks/untar.js";
import { type Log, silentLog } from "../../sandbox/server/log.js";
import { SdkFinder } from "../../sandbox/server/sdk.js";
import { npmWith, tgz } from "./support/npm-package.js";

let dir: string;
let cache: string;

beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-sdks-")));
  cache = join(dir, "home", "cache", "sdk");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), text);
}

describe("an archive", () => {
  const long = `package/${"a-long-folder/".repeat(12)}file.js`;
  const stream = async function* (archive: Buffer, size: number) {
    for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size);
  };

  it.each([1, 511, 512, 100_000])("is unpacked when it comes in pieces of %s bytes", async (size) => {
    const archive = gunzipSync(tgz({ "package/a.js": "a".repeat(700), [long]: "long", "package/b.map": "no" }));
    const files = await untar(stream(archive, size), dir, (file) => file.endsWith(".js"));
    expect(files).toBe(2);
    expect(readFileSync(join(dir, "a.js"), "utf8")).toBe("a".repeat(700));
    expect(readFileSync(join(dir, long.replace("package/", "")), "utf8")).toBe("long");
    expect(existsSync(join(dir, "b.map"))).toBe(false);
  });

  it("may not reach outside, nor end in the middle", async () => {
    const outside = gunzipSync(tgz({ "package/../../evil.js": "x" }));
    await expect(untar(stream(outside, 512), join(dir, "in"), () => true)).rejects.toThrow("lies outside of it");
    const cut = gunzipSync(tgz({ "package/a.js": "a".repeat(2000) })).subarray(0, 1500);
    await expect(untar(stream(cut, 512), dir, () => true)).rejects.toThrow("the archive ends in the middle");
  });
});

describe("an SDK that is fetched", () => {
  it("is kept, without what nobody reads, and fetched once", async () => {
    const { npm, asked } = npmWith(["6.83.0"]);
    const options = { cache, cwd: dir, npm };
    const source = await fetchSdk("aws", "6.83.0", options);
    expect(source).toEqual({ dir: join(cache, "aws-6.83.0"), version: "6.83.0" });
    expect(readdirSync(source.dir, { recursive: true }).sort()).toEqual(["ec2", "ec2/vpc.js", "package.json"]);
    expect(await fetchSdk("aws", "6.83.0", options)).toEqual(source);
    expect(asked).toEqual(["view @pulumi/aws@6.83.0", "pack @pulumi/aws@6.83.0"]);
  });

  it("is whole for several starters at once", async () => {
    const { npm } = npmWith(["6.83.0"]);
    const each = [1, 2, 3].map(() => fetchSdk("aws", "6.83.0", { cache, cwd: dir, npm }));
    const place = join(cache, "aws-6.83.0");
    expect((await Promise.all(each)).map((source) => source.dir)).toEqual([place, place, place]);
    expect(readdirSync(cache)).toEqual(["aws-6.83.0"]);
  });

  it("is thrown away where it is not what the registry says", async () => {
    const { npm } = npmWith(["6.83.0"]);
    const wrong: typeof npm = async (args, cwd) =>
      args[0] === "view" ? { ok: true, output: '"sha512-AAAA"', complaint: "", code: undefined } : await npm(args, cwd);
    await expect(fetchSdk("aws", "6.83.0", { cache, cwd: dir, npm: wrong })).rejects.toThrow(
      /could not be fetched: Error: its integrity is sha512-[\w+/=]+, the registry says sha512-AAAA\. Try `npm pack @pulumi\/aws@6\.83\.0`/,
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  it("says why it could not be, and what to do", async () => {
    const offline = async () => ({ ok: false, output: "", complaint: "getaddrinfo ENOTFOUND", code: "ENOTFOUND" });
    const failing = fetchSdk("gcp", "8.41.1", { cache, cwd: dir, npm: offline });
    await expect(failing).rejects.toMatchObject({ code: "sdk-fetch" });
    await expect(failing).rejects.toThrow(
      "the sandbox reads what gcp 8.41.1 accepts from the npm package @pulumi/gcp@8.41.1, which is not installed and could not " +
        `be fetched: getaddrinfo ENOTFOUND. Try \`npm pack @pulumi/gcp@8.41.1\` in ${dir}; once that works, run this again. ` +
        `Where no registry can be reached, unpack the package to ${join(cache, "gcp-8.41.1")}`,
    );
  });
});

describe("the SDK of a program", () => {
  const lines: string[] = [];
  const log: Log = {
    ...silentLog,
    write: (event, facts) => {
      lines.push([event, facts?.package, facts?.version, facts?.nearest ?? ""].join(" ").trim());
    },
  };
  const said: string[] = [];
  const finder = (npm: ReturnType<typeof npmWith>["npm"], own: readonly string[] = []) => {
    lines.length = 0;
    said.length = 0;
    const program = readProgram(dir);
    return new SdkFinder([...program.roots, ...own], { program, log, cache, cwd: dir, npm });
  };

  it("is fetched in the version that the provider names, for a program in another language", async () => {
    write("Pulumi.yaml", "name: shop\nruntime: python\n");
    write("node_modules/@pulumi/aws/package.json", JSON.stringify({ name: "@pulumi/aws", version: "7.1.0" }));
    const { npm } = npmWith(["6.83.0"]);
    const source = await finder(npm).ensure("aws", "6.83.0", (line) => said.push(line));
    expect(source).toEqual({ dir: join(cache, "aws-6.83.0"), version: "6.83.0" });
    expect(said).toEqual(["fetching the npm package @pulumi/aws@6.83.0, once, to know what aws 6.83.0 accepts"]);
    expect(lines).toEqual(["sdk-fetching aws 6.83.0", "sdk-fetched aws 6.83.0"]);
  });

  it("is never fetched for a Node program that has it, in any version of that major", async () => {
    write("Pulumi.yaml", "name: shop\nruntime:\n  name: nodejs\nmain: src/index.js\n");
    write("node_modules/@pulumi/aws/package.json", JSON.stringify({ name: "@pulumi/aws", version: "7.1.0" }));
    const { npm, asked } = npmWith(["7.2.0"]);
    const found = finder(npm);
    const versions = [undefined, "7.1.0", "7.2.0"].map(async (v) => (await found.ensure("aws", v))?.version);
    expect(await Promise.all(versions)).toEqual(["7.1.0", "7.1.0", "7.1.0"]);
    expect([asked, lines]).toEqual([[], []]);
  });

  it("is found where another package has its own copy, and in the store of pnpm", async () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    const copy = (path: string, version: string) =>
      write(`node_modules/${path}/@pulumi/aws/package.json`, JSON.stringify({ name: "@pulumi/aws", version }));
    copy("", "7.1.0");
    copy("@pulumi/eks/node_modules", "6.83.0");
    copy(".pnpm/@pulumi+aws@6.47.0_x/node_modules", "6.47.0");
    const { npm, asked } = npmWith([]);
    const found = finder(npm);
    expect((await found.ensure("aws", "6.83.0"))?.dir).toBe(
      join(dir, "node_modules/@pulumi/eks/node_modules/@pulumi/aws"),
    );
    expect((await found.ensure("aws", "6.47.0"))?.version).toBe("6.47.0");
    expect(asked).toEqual([]);
  });

  it("is the nearest published one where the version never was on npm, and that is remembered", async () => {
    write("Pulumi.yaml", "name: shop\nruntime: dotnet\n");
    const { npm, asked } = npmWith(["6.9.0", "6.84.0", "6.80.0", "7.2.0", "6.83.1-alpha.1"]);
    expect((await finder(npm).ensure("aws", "6.83.1"))?.version).toBe("6.80.0");
    expect(lines).toContain("sdk-nearest aws 6.83.1 6.80.0");
    const before = asked.length;
    expect((await finder(npm).ensure("aws", "6.83.1"))?.version).toBe("6.80.0");
    expect(asked.length).toBe(before);
  });

  it("is the one of the program's manifest where the request knows no release", async () => {
    write("Pulumi.yaml", "name: shop\nruntime: go\n");
    write(
      "go.mod",
      "require (\n\tgithub.com/pulumi/pulumi-aws/sdk/v6 v6.47.0\n\tgithub.com/pulumi/pulumi-gcp/sdk/v8 v8.0.0\n)\n",
    );
    const { npm } = npmWith(["6.47.0", "6.0.0", "8.0.0", "9.0.0"]);
    const found = finder(npm);
    const version = async (pkg: "aws" | "gcp", asked?: string) => (await found.ensure(pkg, asked))?.version;
    expect(await version("aws", "6.0.0")).toBe("6.47.0");
    expect(await version("aws")).toBe("6.47.0");
    expect(await version("gcp", "8.0.0-alpha.0+dev")).toBe("8.0.0");
    expect(await version("gcp", "9.0.0-alpha.0+dev")).toBe("9.0.0");
  });

  it("is the nearest at hand where nothing names a version, and the log says so", async () => {
    write("Pulumi.yaml", "name: shop\nruntime: java\n");
    write("own/node_modules/@pulumi/aws/package.json", JSON.stringify({ name: "@pulumi/aws", version: "7.1.0" }));
    const { npm, asked } = npmWith([]);
    expect((await finder(npm, [join(dir, "own")]).ensure("aws", undefined))?.version).toBe("7.1.0");
    expect(lines).toEqual(["sdk-assumed aws 7.1.0"]);
    expect((await finder(npm).ensure("tls", undefined))?.version).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("can be tried again after it could not be fetched", async () => {
    write("Pulumi.yaml", "name: shop\nruntime: python\n");
    const { npm } = npmWith(["6.83.0"]);
    let online = false;
    const found = finder(async (args, cwd) =>
      online ? await npm(args, cwd) : { ok: false, output: "", complaint: "offline", code: "ENOTFOUND" },
    );
    await expect(found.ensure("aws", "6.83.0")).rejects.toThrow("offline");
    online = true;
    expect((await found.ensure("aws", "6.83.0"))?.version).toBe("6.83.0");
    expect(fetchedSdk("aws", "6.83.0", cache)?.version).toBe("6.83.0");
    expect(found.find("aws", undefined)?.version).toBe("6.83.0");
  });
});
