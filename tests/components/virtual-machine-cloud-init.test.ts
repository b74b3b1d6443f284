import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { keyOfNobody } from "../../components/virtual-machine/azure/nobody.js";
import { cloudConfig } from "../../components/virtual-machine/cloud-init/index.js";
import { mountCommand } from "../../components/virtual-machine/cloud-init/mount.js";
import { renderCloudConfig } from "../../components/virtual-machine/cloud-init/render.js";

const nothing = { defaultUser: undefined, first: [] };

describe("the cloud-config document", () => {
  it("has every part, in one order, as cloud-init reads it", () => {
    const text = renderCloudConfig(
      {
        packages: ["nginx", "jq=1.7*"],
        files: {
          "/etc/app/config.json": { content: '{"a": "b: c"}\n', mode: "0640", owner: "www-data:www-data" },
          "/etc/motd": { content: "hello" },
        },
        users: { app: {}, jo: { sshPublicKeys: ["ssh-ed25519 AAAA jo"], sudo: true, groups: ["adm", "docker"] } },
        run: ["systemctl enable --now nginx"],
        timezone: "Europe/Stockholm",
      },
      { defaultUser: "ops", first: ["mount /data"] },
    );
    expect(text?.startsWith("#cloud-config\n")).toBe(true);
    expect(parse(text ?? "")).toEqual({
      user: { name: "ops" },
      timezone: "Europe/Stockholm",
      package_update: true,
      package_upgrade: true,
      packages: ["nginx", "jq=1.7*"],
      write_files: [
        {
          path: "/etc/app/config.json",
          content: '{"a": "b: c"}\n',
          permissions: "0640",
          owner: "www-data:www-data",
          defer: true,
        },
        { path: "/etc/motd", content: "hello", permissions: "0644", owner: "root:root" },
      ],
      users: [
        "default",
        { name: "app", lock_passwd: true, shell: "/usr/sbin/nologin" },
        {
          name: "jo",
          lock_passwd: true,
          shell: "/bin/bash",
          groups: "adm,docker",
          sudo: "ALL=(ALL) NOPASSWD:ALL",
          ssh_authorized_keys: ["ssh-ed25519 AAAA jo"],
        },
      ],
      runcmd: ["mount /data", "systemctl enable --now nginx"],
    });
  });

  it("is not there when there is nothing to say, and leaves out what is not said", () => {
    expect(renderCloudConfig(undefined, nothing)).toBeUndefined();
    expect(parse(renderCloudConfig({ upgrade: false }, nothing) ?? "")).toEqual({
      package_update: true,
      package_upgrade: false,
    });
    expect(parse(renderCloudConfig(undefined, { ...nothing, first: ["x"] }) ?? "")).toEqual({ runcmd: ["x"] });
  });

  it("says any text exactly, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (content, line) => {
        const text = renderCloudConfig({ files: { "/f": { content } }, run: [line] }, nothing) ?? "";
        const { write_files, runcmd } = parse(text) as { write_files: { content: string }[]; runcmd: string[] };
        expect([write_files[0]?.content, runcmd[0]]).toEqual([content, line]);
        // What readers of YAML refuse is written as an escape.
        expect(text.replace(/[\n\u0085]/g, "")).not.toMatch(/[\p{Cc}\ufffe\uffff]/u);
      }),
    );
  });

  it("is plain as long as its parts are, and an output otherwise", async () => {
    expect(cloudConfig({ run: ["x"] }, nothing)).toBe(renderCloudConfig({ run: ["x"] }, nothing));
    const later = cloudConfig({ run: [pulumi.output("x")] }, nothing);
    expect(pulumi.Output.isInstance(later)).toBe(true);
    const value = await new Promise((resolve) => pulumi.output(later).apply(resolve));
    expect(value).toBe(renderCloudConfig({ run: ["x"] }, nothing));
  });
});

/** Runs a command line with the system's commands replaced by ones that write down what they were asked. */
function runs(
  command: string,
  present: Readonly<Record<string, string>>,
): { log: string[]; fstab: string; code: number } {
  const dir = mkdtempSync(join(tmpdir(), "groundplan-mount-"));
  const fake = (name: string, body: string) =>
    writeFileSync(join(dir, name), `#!/bin/sh\necho "${name} $*" >> "${dir}/log"\n${body}\n`, { mode: 0o755 });
  for (const name of ["sleep", "mkfs.ext4", "mount", "mkdir"]) fake(name, "exit 0");
  fake("mountpoint", "exit 1");
  fake("blkid", 'case "$1" in -p) [ "$HAS_FS" = 1 ];; *) echo 1234-abcd;; esac');
  fake("[", `if [ "$1" = -b ]; then test -e "${dir}/$(basename "$2")"; else test "$1" "$2"; fi`);
  writeFileSync(join(dir, "fstab"), "");
  for (const name of Object.keys(present)) writeFileSync(join(dir, name), "");
  // "[" is built into the shell: the test of a block device becomes one of a file.
  const script = command
    .replaceAll('[ -b "$l" ]', `test -e "${dir}/$(basename $l)"`)
    .replaceAll("/etc/fstab", `${dir}/fstab`);
  let code = 0;
  try {
    execFileSync("sh", ["-c", script], {
      env: { PATH: `${dir}:${process.env.PATH}`, HAS_FS: "0", ...present },
      stdio: "pipe",
    });
  } catch (error) {
    code = (error as { status: number }).status;
  }
  const log = existsSync(join(dir, "log")) ? readFileSync(join(dir, "log"), "utf8").trim().split("\n") : [];
  const fstab = readFileSync(join(dir, "fstab"), "utf8");
  rmSync(dir, { recursive: true });
  return { log: log.filter((line) => !/^(sleep|mkdir)/.test(line)), fstab, code };
}

describe("the command that mounts a disk", () => {
  const command = mountCommand({ folder: "/data", devices: ["/dev/first", "/dev/second"] });

  it("makes a file system on a blank disk, and mounts it now and ever after", () => {
    const { log, fstab, code } = runs(command, { second: "" });
    expect([code, fstab]).toEqual([0, "UUID=1234-abcd /data auto defaults,nofail 0 2\n"]);
    expect(log).toEqual([
      "blkid -p /dev/second",
      "mkfs.ext4 -q /dev/second",
      "blkid -s UUID -o value /dev/second",
      "mountpoint -q /data",
      "mount /data",
    ]);
  });

  it("prefers the first device, and never makes a file system on a disk that has one", () => {
    const { log, code } = runs(command, { first: "", second: "", HAS_FS: "1" });
    expect(code).toBe(0);
    expect(log.filter((line) => line.startsWith("mkfs"))).toEqual([]);
    expect(log[0]).toBe("blkid -p /dev/first");
  });

  it("stops what follows when the disk never comes", () => {
    expect(runs(`${command}\necho after >> /etc/fstab`, {})).toEqual({ log: [], fstab: "", code: 1 });
  });
});

const p = 2n ** 255n - 19n;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % p];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}

/** Is there a point of the curve with this coordinate? RFC 8032, 5.1.3. */
function isPoint(y: bigint): boolean {
  const d = ((p - 121665n) * power(121666n, p - 2n)) % p;
  const square = (((y * y - 1n + p) % p) * power((d * y * y + 1n) % p, p - 2n)) % p;
  return y < p && power(square, (p - 1n) / 2n) === 1n;
}

describe("the key of nobody", () => {
  it("is the first hash of its sentence that is a point of the curve, so that nobody chose it", () => {
    for (let number = 0; ; number++) {
      const hash = createHash("sha256").update(`${keyOfNobody.sentence} ${number}`).digest();
      hash[31] = (hash[31] as number) & 0x7f;
      if (!isPoint(BigInt(`0x${Buffer.from(hash).reverse().toString("hex")}`))) continue;
      const name = Buffer.from("ssh-ed25519");
      const length = (bytes: Buffer) => Buffer.from([0, 0, 0, bytes.length]);
      const blob = Buffer.concat([length(name), name, length(hash), hash]);
      expect(keyOfNobody.line).toBe(`ssh-ed25519 ${blob.toString("base64")} nobody`);
      return;
    }
  });
});
