import { describe, expect, it } from "vitest";
import { Network, VirtualMachine } from "../../components/index.js";
import { failure } from "../support/record.js";
import { type Cloud, clouds, type Loose, networkOf, refused, targets } from "./virtual-machine-support.js";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILzkA8P0x8YLk/uQP8gY86WquduzqVMEzNA3jFc1WtJl nobody";
const ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY=";
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
  [{ dataDisks: { data: {} } }, ["dataDisks.data.sizeGiB: nothing is given; say how many GiB, at least 4"]],
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

/** Refused on one cloud. */
const ofOne: readonly (readonly [Cloud, Loose, readonly string[]])[] = [
  ["aws", { diskGiB: 7 }, ["diskGiB: 7 is not a whole number from 8 to 16384"]],
  ["gcp", { diskGiB: 9 }, ["diskGiB: 9 is not a whole number from 10 to 65536"]],
  ["azure", { diskGiB: 20 }, ["diskGiB: 20 is not a whole number from 30 to 4095"]],
  [
    "aws",
    { dataDisks: { data: { sizeGiB: 20, tier: "fast" } } },
    ["dataDisks.data.sizeGiB: 20 is not a whole number from 24 to 16384"],
  ],
  [
    "gcp",
    { dataDisks: { data: { sizeGiB: 20, tier: "fast" } } },
    ["dataDisks.data.sizeGiB: 20 is not a whole number from 24 to 65536"],
  ],
  [
    "azure",
    { dataDisks: { data: { sizeGiB: 32_768 } } },
    ["dataDisks.data.sizeGiB: 32768 is not a whole number from 4 to 32767"],
  ],
  [
    "aws",
    { image: "amazon-linux" },
    ['image: "amazon-linux" is not an image; use "ubuntu-24.04" or "debian-12", or { aws: "<image>" }'],
  ],
  [
    "aws",
    { image: { aws: "ubuntu" } },
    ['image.aws: "ubuntu" is not an image of aws; use the form "ami-0123456789abcdef0"'],
  ],
  [
    "gcp",
    { image: { aws: "ami-0123456789abcdef0" } },
    [
      'image.gcp: nothing is given, but the target is on gcp; name one, as in "projects/acme-images/global/images/family/base"',
    ],
  ],
  [
    "azure",
    { image: { azure: "Canonical:ubuntu" } },
    [
      'image.azure: "Canonical:ubuntu" is not an image of azure; use the form "Canonical:ubuntu-24_04-lts:server:latest"',
    ],
  ],
  [
    "aws",
    { size: { aws: "t4g.small" } },
    ['arch: "x86_64" does not run on t4g.small, which is arm64; use arch: "arm64", or another machine type'],
  ],
  [
    "gcp",
    { arch: "arm64" },
    [
      "size: VirtualMachine does not support size on gcp: Compute Engine has no arm64 machines with shared CPUs; " +
        'instead, use size "medium", or { cpu: 2, memoryGiB: 4 }',
    ],
  ],
  [
    "azure",
    { size: { cpu: 4, memoryGiB: 12 } },
    ["size.memoryGiB: 12 GiB beside 4 vCPUs are not a size on azure; use 8, 16, 32"],
  ],
  [
    "aws",
    { login: { sshPublicKey: ecdsa } },
    ['login.sshPublicKey: a key of the kind "ecdsa-sha2-nistp256" is not possible on aws; use ssh-ed25519, ssh-rsa'],
  ],
  [
    "azure",
    { login: { sshPublicKey: publicKey, user: "owner" } },
    ['login.user: "owner" is taken by the system or the cloud; use another name, such as "ops"'],
  ],
  [
    "aws",
    { spot: true, deletionProtection: true },
    [
      "deletionProtection: VirtualMachine does not support deletionProtection on aws: EC2 takes no termination protection " +
        "on a spot instance, which it may delete itself; instead, leave one of the two out",
    ],
  ],
  [
    "azure",
    { spot: true },
    [
      "spot: VirtualMachine does not support spot on azure: Azure has no spot capacity of machines with shared CPUs, which " +
        '`small` is; instead, use size "medium", or { cpu: 2, memoryGiB: 4 }',
    ],
  ],
  ["azure", { backup: { keepDays: 3 } }, ["backup.keepDays: 3 is not possible on azure; use 7 to 9999"]],
  ["aws", { backup: { keepDays: 5000 } }, ["backup.keepDays: 5000 is not possible on aws; use 1 to 1000"]],
  [
    "aws",
    { ingress: { web: { port: 443, from: { serviceAccountEmail: "a@b.c" } } } },
    [
      "ingress.web.from: a value of type object is neither ranges of addresses nor a source on aws; use " +
        '["10.0.0.0/16"], the source of another component of the same target, or { securityGroupId: "sg-0123456789abcdef0" }',
    ],
  ],
  [
    "aws",
    { ingress: { web: { port: 443, from: { securityGroupId: "default" } } } },
    ['ingress.web.from.securityGroupId: "default" is not possible; use the form "sg-0123456789abcdef0"'],
  ],
  [
    "gcp",
    { ingress: { web: { port: 443, from: "10.0.0.0/8" } } },
    [
      'ingress.web.from: "10.0.0.0/8" is neither ranges of addresses nor a source on gcp; use ["10.0.0.0/16"], the source ' +
        'of another component of the same target, or { serviceAccountEmail: "app@acme-dev.iam.gserviceaccount.com" }',
    ],
  ],
  [
    "aws",
    { aws: { machine: {} } },
    [
      'aws.machine: there is no child "machine"; use "instance", "securityGroup", "ingress", "egress", "role", ' +
        '"sessionPolicy", "profile", "keyPair", "publicIp", "dataDisk", "attachment", "backupRole", "backupPolicy", "backup"',
    ],
  ],
];

describe.each(clouds)("a machine on %s", (cloud) => {
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

describe("a machine", () => {
  it.each(ofOne)("on %s is refused with %j, and nothing is registered", async (cloud, args, problems) => {
    expect(await refused(cloud, args)).toEqual(problems);
  });

  it.each([
    ["aws", 16_384],
    ["gcp", 262_144],
    ["azure", 65_535],
  ] as const)("on %s is refused with first steps of more than %i bytes", async (cloud, most) => {
    const cloudInit = (length: number) => ({ files: { "/a": { content: "x".repeat(length) } } });
    const [problem] = await refused(cloud, { cloudInit: cloudInit(most) });
    expect(problem).toMatch(
      new RegExp(
        `^cloudInit: the parts make a document of \\d+ bytes, ${cloud} takes ${most}; keep large files in a bucket`,
      ),
    );
    await expect(refused(cloud, { cloudInit: cloudInit(most - 300) })).rejects.toThrow("was expected to fail");
  });

  it("is refused in a network of another cloud or region, and in one without the zones that it needs", async () => {
    expect(await refused("aws", { network: networkOf("gcp") })).toEqual([
      "network: this is on gcp, but the target is on aws; use one that is made with the same target",
    ]);
    const far = Network.fromExisting("far", {
      target: targets.gcp,
      id: "n",
      cidr: "10.0.0.0/16",
      subnetIds: { private: ["s"] },
    });
    expect(await refused("gcp", { network: far })).toEqual([
      'network: network "far" states no zones; give them to Network.fromExisting',
    ]);
    const { aws } = await import("../../components/aws.js");
    const target = aws({ region: "us-east-1" });
    const error = await failure(
      () => new VirtualMachine("web", { target, network: networkOf("aws") as never, image: "debian-12" }),
    );
    expect(error.message).toContain('network: network "net" is in eu-west-1; use one in us-east-1');
  });
});
