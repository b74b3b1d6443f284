import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Runtime } from "../../../components/function/args.js";
import { bundle } from "../../../components/function/code/bundle.js";
import { readFolder } from "../../../components/function/code/folder.js";
import { installedVersions } from "../../../components/function/code/installed.js";
import { unzip } from "../../../components/function/code/unzip.js";
import { storedBytes, zip } from "../../../components/function/code/zip.js";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "groundplan-code-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
const text = (data: Uint8Array) => Buffer.from(data).toString("utf8");

/** What the three files below have always been, byte by byte. */
const golden = "b2495846e097ea01bb7c0e907eeae0e0a018d82fe6feb380ac5705a208e02280";

function writeThree(): void {
  write("index.js", "exports.handler = async () => 1;\n");
  write("lib/ä.js", "module.exports = 2;\n");
  write("lib-b.js", "module.exports = 3;\n");
}

describe("an archive", () => {
  it("has the same bytes on every machine: the golden hash of three files", () => {
    writeThree();
    expect(sha256(zip(readFolder(dir, [])))).toBe(golden);
  });

  it("does not depend on times, modes, or the order in which files were made", () => {
    for (const path of ["lib/ä.js", "lib-b.js", "index.js"]) write(path, "x");
    writeThree();
    utimesSync(join(dir, "index.js"), 1, 2);
    chmodSync(join(dir, "lib/ä.js"), 0o600);
    chmodSync(join(dir, "lib-b.js"), 0o755);
    expect(sha256(zip(readFolder(dir, [])))).toBe(golden);
    expect(sha256(zip(readFolder(dir, []).reverse()))).toBe(golden);
  });

  it("is the same whether a letter with a mark was written as one character or as two", () => {
    const file = (path: string) => [{ path, data: Buffer.from("1") }];
    expect(zip(file("a\u0308.js"))).toEqual(zip(file("ä.js")));
  });

  it("gives back what was put in, for any files", () => {
    const path = fc.stringMatching(/^[a-zäß0-9_-]{1,8}(\/[a-z0-9]{1,8}){0,2}$/);
    const files = fc.dictionary(path, fc.uint8Array({ maxLength: 200 }), { maxKeys: 12 });
    fc.assert(
      fc.property(files, (table) => {
        const given = Object.entries(table).map(([path, data]) => ({ path: path.normalize("NFC"), data }));
        const archive = Buffer.from(zip(given));
        expect(archive).toHaveLength(storedBytes(given));
        expect(unzip(archive).map(({ path, data }) => [path, [...data]])).toEqual(
          given
            .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
            .map(({ path, data }) => [path, [...data]]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("lets everybody read and run every file, so that executables run", () => {
    const archive = Buffer.from(zip([{ path: "bootstrap", data: Buffer.from("#!/bin/sh\n") }]));
    const entry = archive.indexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    expect((archive.readUInt32LE(entry + 38) >>> 16).toString(8)).toBe("100755");
  });
});

describe("a folder", () => {
  it("leaves out what is excluded, and what never belongs into a package", () => {
    for (const path of [
      "a.js",
      "a.test.js",
      "docs/x.md",
      "src/b.js",
      "src/deep/c.test.js",
      ".git/HEAD",
      ".DS_Store",
    ].concat(".groundplan/archives/a.zip"))
      write(path, "1");
    expect(readFolder(dir, ["docs", "**/*.test.js"]).map((file) => file.path)).toEqual(["a.js", "src/b.js"]);
    expect(readFolder(dir, ["*.js", "src/", ".*"]).map((file) => file.path)).toEqual(["docs/x.md"]);
  });

  it("follows links, and refuses one that goes nowhere or back to above", () => {
    write("real/a.js", "1");
    symlinkSync("real", join(dir, "link"));
    expect(readFolder(dir, []).map((file) => file.path)).toEqual(["link/a.js", "real/a.js"]);
    symlinkSync("..", join(dir, "real/up"));
    expect(() => readFolder(dir, [])).toThrow(/leads back to a folder above itself/);
    rmSync(join(dir, "real/up"));
    symlinkSync("nowhere", join(dir, "gone"));
    expect(() => readFolder(dir, [])).toThrow('"gone" in it is a link to something that is not there');
  });
});

describe("an archive that somebody else has made", () => {
  /** One compressed file, as other programs write it. */
  function foreign(path: string, content: string, change: (local: Buffer, entry: Buffer) => void = () => {}): Buffer {
    const stored = Buffer.from(zip([{ path, data: Buffer.from(content) }]));
    const packed = deflateRawSync(content);
    const start = 30 + Buffer.byteLength(path);
    const [local, rest] = [stored.subarray(0, start), stored.subarray(start + Buffer.byteLength(content))];
    const entry = rest.subarray(0, 46);
    for (const [header, at] of [
      [local, 8],
      [entry, 10],
    ] as const)
      header.writeUInt16LE(8, at);
    local.writeUInt32LE(packed.length, 18);
    entry.writeUInt32LE(packed.length, 20);
    rest.writeUInt32LE(start + packed.length, rest.length - 6);
    change(local, entry);
    return Buffer.concat([local, packed, rest]);
  }

  it("is read, compressed as it is", () => {
    expect(unzip(foreign("a.js", "hello ".repeat(50))).map(({ path, data }) => [path, text(data)])).toEqual([
      ["a.js", "hello ".repeat(50)],
    ]);
  });

  it.each<[string, Buffer, RegExp]>([
    ["is none", Buffer.from("#!/bin/sh\necho hello\n"), /not a zip archive/],
    ["is encrypted", foreign("a.js", "1", (_, entry) => entry.writeUInt16LE(1, 8)), /"a.js" in it is encrypted/],
    ["is packed by a rare method", foreign("a.js", "1", (_, entry) => entry.writeUInt16LE(12, 10)), /another method/],
    ["is damaged", foreign("a.js", "1", (_, entry) => entry.writeUInt32LE(7, 16)), /"a.js" in it is damaged/],
    ["has a link", foreign("a", "b", (_, entry) => entry.writeUInt16LE(0o120_777, 40)), /"a" in it is a symbolic link/],
    ["goes outside", foreign("../a.js", "1"), /outside of itself, "\.\.\/a\.js"/],
  ])("is refused when it %s", (_, archive, reason) => {
    expect(() => unzip(archive)).toThrow(reason);
  });
});

describe("a bundle", () => {
  it("has everything in one file that exports the handler, and nothing of the machine", () => {
    write("src/lib.ts", "export const greet = (name: string): string => 'hello '.concat(name);\n");
    write(
      "src/api.ts",
      'import { greet } from "./lib.js";\nexport const handler = async (): Promise<string> => greet("you");\n',
    );
    const { path, data } = bundle(join(dir, "src/api.ts"), Runtime.Node24, []);
    expect(path).toBe("index.js");
    expect(text(data)).not.toContain(dir);
    const module = { exports: {} as { handler?: () => Promise<string> } };
    new Function("module", "exports", text(data))(module, module.exports);
    return expect(module.exports.handler?.()).resolves.toBe("hello you");
  });

  it("is the same wherever the sources are", () => {
    const one = (where: string) => {
      write(`${where}/node_modules/dep/index.js`, "exports.a = require('node:os').EOL;\n");
      write(`${where}/api.ts`, 'import { a } from "dep";\nexport const handler = () => a;\n');
      return text(bundle(join(dir, where, "api.ts"), Runtime.Node22, []).data);
    };
    expect(one("here")).toBe(one("far/away/there"));
  });

  it("leaves out what is there at run time", () => {
    write("api.ts", 'import { a } from "@aws-sdk/client-s3";\nexport const handler = () => a;\n');
    expect(text(bundle(join(dir, "api.ts"), Runtime.Node24, ["@aws-sdk/*"]).data)).toContain(
      'require("@aws-sdk/client-s3")',
    );
  });

  it("names the packages that it leaves out, without what is part of Node", () => {
    write("api.ts", 'import "node:fs"; import "os"; import "@a/b/deep"; import "c";\nexport const handler = 1;\n');
    expect(bundle(join(dir, "api.ts"), Runtime.Node24, ["@a/*", "c", "unused"]).packages).toEqual(["@a/b", "c"]);
  });

  it("knows their versions as the code's own folder does, and says which is not installed", () => {
    write("node_modules/c/package.json", '{"version":"1.0.0"}');
    write("node_modules/@a/b/package.json", '{"version":"3.0.0"}');
    write("src/node_modules/c/package.json", '{"version":"2.1.0"}');
    expect(installedVersions(join(dir, "src/api.ts"), ["@a/b", "c"])).toEqual({ "@a/b": "3.0.0", c: "2.1.0" });
    expect(() => installedVersions(join(dir, "src/api.ts"), ["not-there"])).toThrow(
      'the cloud has to install "not-there", and its version is not known because it is not installed here; run `npm',
    );
  });

  it("says file and line of what is wrong", () => {
    write("api.ts", 'export const a = 1;\nimport "./nothing.js";\n');
    expect(() => bundle(join(dir, "api.ts"), Runtime.Node24, [])).toThrow(/^api\.ts:2: Could not resolve/);
  });
});
