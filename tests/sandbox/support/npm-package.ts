import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Npm } from "../../../sandbox/sdks/npm.js";

/** One entry of a tar archive: its header and its contents, padded. */
function entry(name: string, contents: string, kind: string): Buffer {
  const body = Buffer.from(contents);
  const head = Buffer.alloc(512);
  head.write(name.slice(0, 100), 0);
  head.write("0000644\0", 100);
  head.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  head.write(kind, 156);
  head.write("ustar\0", 257);
  return Buffer.concat([head, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

/** A gzipped tar archive of files, long names as npm writes them. */
export function tgz(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).flatMap(([name, contents]) => {
    const record = ` path=${name}\n`;
    const length = record.length + String(record.length + 3).length;
    const long = name.length > 100 ? [entry("PaxHeader", `${length}${record}`, "x")] : [];
    return [...long, entry(name, contents, "0")];
  });
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

/** The package of an SDK with one file besides its manifest. */
export function packed(name: string, version: string): Buffer {
  return tgz({
    "package/package.json": JSON.stringify({ name, version: `v${version}` }),
    "package/ec2/vpc.js": `// ${version}`,
    "package/ec2/vpc.js.map": "{}",
    "package/README.md": "# An SDK",
  });
}

export function integrityOf(archive: Buffer): string {
  return `sha512-${createHash("sha512").update(archive).digest("base64")}`;
}

/** An npm that knows the given versions of any SDK, and remembers what it was asked. */
export function npmWith(versions: readonly string[]): { readonly npm: Npm; readonly asked: string[] } {
  const asked: string[] = [];
  const npm: Npm = async ([command = "", spec = "", ...rest], cwd) => {
    asked.push(`${command} ${spec}`);
    const at = spec.lastIndexOf("@");
    const [name, version] = at > 0 ? [spec.slice(0, at), spec.slice(at + 1)] : [spec, undefined];
    if (version === undefined) return said(JSON.stringify(versions));
    if (!versions.includes(version)) {
      return { ok: false, output: "", complaint: `No match found for version ${version}`, code: "E404" };
    }
    const archive = packed(name, version);
    if (command === "view") return said(JSON.stringify(integrityOf(archive)));
    const dir = rest[rest.indexOf("--pack-destination") + 1] ?? cwd;
    writeFileSync(join(dir, `package-${readdirSync(dir).length}.tgz`), archive);
    return said("");
  };
  return { npm, asked };
}

function said(output: string) {
  return { ok: true, output, complaint: "", code: undefined };
}
