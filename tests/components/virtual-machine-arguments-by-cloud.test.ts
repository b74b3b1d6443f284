import { describe, expect, it } from "vitest";
import { Network, VirtualMachine } from "../../components/index.js";
import { failure } from "../support/record.js";
import { type Cloud, type Loose, networkOf, refused, targets } from "./virtual-machine-support.js";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILzkA8P0x8YLk/uQP8gY86WquduzqVMEzNA3jFc1WtJl nobody";
const ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY=";

/** Refused on one cloud. */
const ofOne: readonly (readonly [Cloud, Loose, readonly unknown[]])[] = [
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
  ["aws", { dataDisks: { data: { sizeGiB: 3 } } }, ["dataDisks.data.sizeGiB: 3 is not a whole number from 4 to 16384"]],
  [
    "gcp",
    { dataDisks: { data: { sizeGiB: 9 } } },
    ["dataDisks.data.sizeGiB: 9 is not a whole number from 10 to 65536"],
  ],
  [
    "azure",
    { dataDisks: { data: { sizeGiB: 3 } } },
    ["dataDisks.data.sizeGiB: 3 is not a whole number from 4 to 32767"],
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
    "gcp",
    { image: { gcp: "Base Image" } },
    ['image.gcp: "Base Image" is not an image of gcp; use the form "projects/acme-images/global/images/family/base"'],
  ],
  [
    "gcp",
    { size: { gcp: "c4a-standard-2" } },
    ['arch: "x86_64" does not run on c4a-standard-2, which is arm64; use arch: "arm64", or another machine type'],
  ],
  [
    "azure",
    { size: { azure: "Standard_D2s_v6" }, arch: "arm64" },
    ['arch: "arm64" does not run on Standard_D2s_v6, which is x86_64; use arch: "x86_64", or another machine type'],
  ],
  ["aws", { size: { cpu: 3, memoryGiB: 8 } }, ["size.cpu: 3 vCPUs are not a size on aws; use 2, 4, 8, 16, 32, 64"]],
  [
    "gcp",
    { size: { aws: "m7i.large" } },
    ['size.gcp: nothing is given, but the target is on gcp; name a machine type, such as "n4-standard-2"'],
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
    "azure",
    { login: { sshPublicKey: ecdsa } },
    ['login.sshPublicKey: a key of the kind "ecdsa-sha2-nistp256" is not possible on azure; use ssh-ed25519, ssh-rsa'],
  ],
  [
    "aws",
    { login: { sshPublicKey: publicKey, user: "ubuntu" } },
    ['login.user: "ubuntu" is taken by the system or the cloud; use another name, such as "ops"'],
  ],
  [
    "gcp",
    { login: { sshPublicKey: publicKey, user: "debian" } },
    ['login.user: "debian" is taken by the system or the cloud; use another name, such as "ops"'],
  ],
  [
    "azure",
    { cloudInit: { users: { backup: {} } }, size: "medium" },
    ['cloudInit.users.backup: "backup" is taken by the system or the cloud; use another name, such as "ops"'],
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
  ["gcp", { backup: { keepDays: 4000 } }, ["backup.keepDays: 4000 is not possible on gcp; use 1 to 3650"]],
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
    "gcp",
    { ingress: { web: { port: 443, from: { serviceAccountEmail: "app" } } } },
    [
      'ingress.web.from.serviceAccountEmail: "app" is not possible; use the form "app@acme-dev.iam.gserviceaccount.com"',
    ],
  ],
  [
    "azure",
    { ingress: { web: { port: 443, from: { applicationSecurityGroupId: "app" } } } },
    [
      'ingress.web.from.applicationSecurityGroupId: "app" is not possible; use the form ' +
        '"/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Network/applicationSecurityGroups/<name>"',
    ],
  ],
  ["gcp", { cloudInit: {}, image: "debian-12" }, [expect.stringMatching(/^cloudInit: .* come without cloud-init; /)]],
  [
    "gcp",
    { dataDisks: { data: { sizeGiB: 10, mount: "/data" } }, image: "debian-12" },
    [expect.stringMatching(/^dataDisks\.data\.mount: .* come without cloud-init; /)],
  ],
  ["gcp", { gcp: 5 }, ["gcp: 5 is no table of overrides; give an object, child by child"]],
  [
    "azure",
    { azure: { lock: true } },
    ["azure.lock: true is not an override; give an object of arguments or a function"],
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
