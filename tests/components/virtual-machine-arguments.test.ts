import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { VirtualMachineArgs } from "../../components/index.js";
import { clouds, type Loose, refused } from "./virtual-machine-support.js";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILzkA8P0x8YLk/uQP8gY86WquduzqVMEzNA3jFc1WtJl nobody";
const range = { port: 443, from: ["10.0.0.0/8"] };

/** Refused on every cloud alike: what is given, and everything that is said of it. */
const everywhere: readonly (readonly [Loose, readonly string[]])[] = [
  [{ public: "yes" }, ['public: "yes" is not true or false; give it as a plain value']],
  [{ spot: 1 }, ["spot: 1 is not true or false; give it as a plain value"]],
  [{ deletionProtection: null }, ["deletionProtection: null is not true or false; give it as a plain value"]],
  [{ imge: "x" }, ["imge: there is no such argument; did you mean image?"]],
  [{ network: undefined }, ["network: undefined is no network; give one of the same target"]],
  [{ tier: "data" }, ['tier: "data" is not a tier of network "net"; use "private" or "public" or "isolated"']],
  [
    { public: true, tier: "private" },
    ['tier: "private" is private, and a public machine needs a public tier; leave tier out, or use "public"'],
  ],
  [{ zone: "d" }, ['zone: "d" is not a zone of network "net"; use "a" or "b"']],
  [{ size: "meduim" }, ['size: "meduim" is not a size; did you mean "medium"?']],
  [{ arch: "amd64" }, ['arch: "amd64" is not an architecture; did you mean "x86_64"?']],
  [{ diskGiB: 4.5 }, [expect.stringMatching(/^diskGiB: 4.5 is not a whole number from \d+ to \d+$/) as never]],
  [
    { dataDisks: [] },
    ["dataDisks: a value of type object is not a set of disks; use plain values: { <name>: { sizeGiB } }"],
  ],
  [
    { dataDisks: { Data: { sizeGiB: 10 } } },
    [
      'dataDisks.Data: "Data" is not a name of a disk; use at most 32 lower-case letters, digits and hyphens, beginning with a letter',
    ],
  ],
  [{ dataDisks: { data: 10 } }, ["dataDisks.data: 10 is not a disk; use { sizeGiB, tier, mount }"]],
  [
    { dataDisks: { data: {} } },
    [expect.stringMatching(/^dataDisks.data.sizeGiB: nothing is given; say how many GiB, at least (4|10)$/) as never],
  ],
  [
    { dataDisks: { data: { sizeGiB: 10, tier: "slow" } } },
    ['dataDisks.data.tier: "slow" is not possible; use "balanced" or "fast"'],
  ],
  [
    { dataDisks: { data: { sizeGiB: 10, type: "ssd" } } },
    ["dataDisks.data.type: there is no such part of a disk; use sizeGiB, tier, mount"],
  ],
  [
    { dataDisks: { data: { sizeGiB: 10, mount: "data" } } },
    ['dataDisks.data.mount: "data" is not a folder; use an absolute path, such as "/data"'],
  ],
  [
    { dataDisks: { data: { sizeGiB: 10, mount: "/var" } } },
    [
      'dataDisks.data.mount: "/var" holds the system, which the disk would hide; use a folder of its own, such as "/data"',
    ],
  ],
  [
    { dataDisks: { one: { sizeGiB: 10, mount: "/data" }, two: { sizeGiB: 10, mount: "/data" } } },
    ['dataDisks.two.mount: "/data" is the folder of disk "one" already; use another'],
  ],
  [
    { dataDisks: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`d${i}`, { sizeGiB: 10 }])) },
    ["dataDisks: there are 12 disks, a machine takes 11; use fewer"],
  ],
  [
    { ingress: [range] },
    ["ingress: a value of type object is not a set of rules; use plain values: { <name>: { port, from } }"],
  ],
  [{ ingress: { web: 443 } }, ["ingress.web: 443 is not a rule; use { port, from }"]],
  [
    { ingress: { "we b": range } },
    ['ingress.we b: "we b" is not a key; use at most 63 letters, digits and - _ . , beginning with a letter or digit'],
  ],
  [
    { ingress: { web: { ...range, port: 70_000 } } },
    ["ingress.web.port: 70000 is not a port; use a whole number from 1 to 65535, or { from, to }"],
  ],
  [
    { ingress: { web: { ...range, port: { from: 0, to: 80 } } } },
    ["ingress.web.port.from: 0 is not a port; use a whole number from 1 to 65535"],
  ],
  [
    { ingress: { web: { ...range, port: { from: 90, to: 80 } } } },
    ["ingress.web.port: the range ends at 80, before it begins at 90; swap the two"],
  ],
  [
    { ingress: { web: { ...range, protocol: "icmp" } } },
    ['ingress.web.protocol: "icmp" is not possible; use "tcp" or "udp"'],
  ],
  [
    { ingress: { web: { ...range, ports: 1 } } },
    ["ingress.web.ports: there is no such part of a rule; use port, protocol, from"],
  ],
  [
    { ingress: { web: { ...range, from: [] } } },
    [
      'ingress.web.from: nothing is given, so nobody would get in; list ranges, such as "10.0.0.0/16", or leave the rule out',
    ],
  ],
  [
    { ingress: { web: { ...range, from: ["10.0.0.7"] } } },
    ['ingress.web.from[0]: "10.0.0.7" is an address, not a range; use "10.0.0.7/32" for it alone'],
  ],
  [
    { ingress: { web: { ...range, from: ["10.0.0.7/8"] } } },
    ['ingress.web.from[0]: "10.0.0.7/8" has bits set behind its length; use "10.0.0.0/8"'],
  ],
  [
    { ingress: { web: { ...range, from: ["10.0.0.0/33"] } } },
    ['ingress.web.from[0]: "10.0.0.0/33" ends in a length that does not exist; use 0 to 32 after the slash'],
  ],
  [
    { ingress: { web: { ...range, from: ["anywhere"] } } },
    ['ingress.web.from[0]: "anywhere" is not a range of addresses; use the form "10.0.0.0/16" or "2001:db8::/32"'],
  ],
  [
    { ingress: { web: { ...range, from: ["10.0.0.0/8", "10.0.0.0/8"] } } },
    ['ingress.web.from[1]: "10.0.0.0/8" is at place 0 already; name each range once'],
  ],
  [
    { ingress: { web: { ...range, from: ["10.0.0.0/8", "2001:db8::/32"] }, "web-ipv6": range } },
    ['ingress.web-ipv6: "web-ipv6" is what the IPv6 part of rule "web" is called; use another name'],
  ],
  [{ login: "password" }, ['login: "password" is not a way to log in; use "session", or { sshPublicKey }']],
  [
    { login: { sshPublicKey: "-----BEGIN OPENSSH PRIVATE KEY-----" } },
    ["login.sshPublicKey: this is the private half of a key, which nobody else may see; use the line of the .pub file"],
  ],
  [
    { login: { sshPublicKey: "hunter2" } },
    [
      'login.sshPublicKey: a text of 7 characters is not a public key; use the line of the .pub file, "ssh-ed25519 AAAA... name"',
    ],
  ],
  [
    { login: { sshPublicKey: publicKey, user: "root" } },
    ['login.user: "root" is taken by the system or the cloud; use another name, such as "ops"'],
  ],
  [
    { login: { sshPublicKey: publicKey, user: "Jo Doe" } },
    [
      'login.user: "Jo Doe" is not a name of a user; use at most 32 lower-case letters, digits, - and _, beginning with a letter',
    ],
  ],
  [
    { login: { sshPublicKey: publicKey, key: 1 } },
    ["login.key: there is no such part of a login; use sshPublicKey, user"],
  ],
  [
    { backup: { keepDays: 0 } },
    [expect.stringMatching(/^backup.keepDays: 0 is not a whole number from [17] to \d+$/) as never],
  ],
  [{ backup: true }, ["backup: true is not possible; use false, or { keepDays: 7 }"]],
  [
    { replaceWhenChanged: "image" },
    ['replaceWhenChanged: "image" is not a list; use ["image"], ["cloudInit"] or both'],
  ],
  [{ replaceWhenChanged: ["size"] }, ['replaceWhenChanged[0]: "size" is not possible; use "image" or "cloudInit"']],
  [
    { cloudInit: "#cloud-config" },
    ['cloudInit: "#cloud-config" is not a set of parts; use plain values: { packages, files, users, run }'],
  ],
  [{ cloudInit: { package: ["x"] } }, ["cloudInit.package: there is no such part; did you mean packages?"]],
  [
    { cloudInit: { packages: ["nginx; reboot"] } },
    ['cloudInit.packages[0]: "nginx; reboot" is not a package; use its name, or name=version, as in "nginx=1.24.*"'],
  ],
  [
    { cloudInit: { packages: "nginx" } },
    ['cloudInit.packages: "nginx" is not a list; list names of packages, such as "nginx"'],
  ],
  [
    { cloudInit: { files: { "etc/app": { content: "" } } } },
    ['cloudInit.files.etc/app: "etc/app" is not an absolute path of a file; use a path such as "/etc/app/config.json"'],
  ],
  [
    { cloudInit: { files: { "/a": { content: 5, mode: "rw", owner: "a b", x: 1 } } } },
    [
      "cloudInit.files./a.x: there is no such part; use content, mode, owner",
      "cloudInit.files./a.content: 5 is not text; give what the file holds",
      'cloudInit.files./a.mode: "rw" is not a mode; use octal digits as text, such as "0640"',
      'cloudInit.files./a.owner: "a b" is not an owner; use "user:group", such as "www-data:www-data"',
    ],
  ],
  [
    { cloudInit: { users: { app: { sudo: 1, shell: "bash", groups: ["a b"], sshPublicKeys: ["x"] } } } },
    [
      "cloudInit.users.app.sudo: 1 is not true or false; give it as a plain value",
      'cloudInit.users.app.sshPublicKeys[0]: a text of 1 characters is not a public key; use the line of the .pub file, "ssh-ed25519 AAAA... name"',
      'cloudInit.users.app.groups[0]: "a b" is not a name of a group; use lower-case letters, digits, - and _',
      'cloudInit.users.app.shell: "bash" is not a shell; use its path, such as "/bin/bash"',
    ],
  ],
  [
    { cloudInit: { run: ["  "] } },
    ['cloudInit.run[0]: "  " is not a command; use a line for sh, such as "systemctl restart nginx"'],
  ],
  [
    { cloudInit: { timezone: "Stockholm" } },
    ['cloudInit.timezone: "Stockholm" is not a time zone; use a name such as "Europe/Stockholm"'],
  ],
  [
    { image: 5 },
    [expect.stringMatching(/^image: 5 is not an image; use "ubuntu-24.04" or "debian-12", or \{/) as never],
  ],
];

type Options = Omit<VirtualMachineArgs, "target" | "aws" | "gcp" | "azure">;

/**
 * For every argument a value of another type; what a program in JavaScript could get wrong. A new argument without a line
 * here does not compile.
 */
const wrong: Readonly<Record<keyof Options, unknown>> = {
  network: "main",
  tier: 5,
  zone: 5,
  size: 5,
  arch: 5,
  image: 5,
  diskGiB: "large",
  dataDisks: "data",
  cloudInit: 5,
  ingress: "443",
  login: 5,
  public: 5,
  spot: 5,
  backup: 5,
  replaceWhenChanged: 5,
  deletionProtection: 5,
};
const names = Object.keys(wrong) as (keyof Options)[];

describe.each(clouds)("a machine on %s", (cloud) => {
  it.each(names)(
    "refuses %s of another type, that is null, or that is known only later, and registers nothing",
    async (name) => {
      const later = name === "diskGiB" ? [] : [pulumi.output("later")];
      for (const value of [wrong[name], null, ...later]) {
        const problems = await refused(cloud, { size: "medium", [name]: value });
        expect(problems.map((problem) => problem.split(/[:.[]/)[0])).toEqual([name]);
      }
    },
  );

  it.each(everywhere)("is refused with %j, and nothing is registered", async (args, problems) => {
    expect(await refused(cloud, { size: "medium", ...args })).toEqual(problems);
  });

  it("says everything that is wrong at once", async () => {
    const problems = await refused(cloud, {
      image: "x",
      zone: "z",
      size: "medium",
      ingress: { web: { port: 0, from: [] } },
    });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "zone",
      "image",
      "ingress.web.port",
      "ingress.web.from",
    ]);
  });
});
