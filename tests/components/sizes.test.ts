import { describe, expect, it } from "vitest";
import { Problems } from "../../components/core/errors.js";
import { awsSizes } from "../../components/core/sizes/aws.js";
import { azureSizes } from "../../components/core/sizes/azure.js";
import { gcpSizes, takesHyperdisksOnly } from "../../components/core/sizes/gcp.js";
import { Arch, machineOf, type Size, SizeName, type SizeTable } from "../../components/core/sizes/index.js";

const tables: Readonly<Record<string, SizeTable>> = { aws: awsSizes, gcp: gcpSizes, azure: azureSizes };
const clouds = Object.entries(tables);

function look(cloud: string, size: unknown, arch: unknown = "x86_64") {
  const problems = new Problems();
  const table = tables[cloud] as SizeTable;
  const machine = machineOf(problems, {
    cloud,
    table,
    size: size as Size,
    arch: arch as Arch,
    path: "size",
    archPath: "arch",
  });
  return { machine, problems: problems.found.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`) };
}

describe("the tables of sizes", () => {
  it("give every named size on every cloud and architecture, but small arm64 machines on GCP", () => {
    const missing = clouds.flatMap(([cloud, table]) =>
      Object.values(SizeName).flatMap((name) =>
        Object.values(Arch).flatMap((arch) =>
          table.named[name][arch] === undefined ? [`${cloud} ${name} ${arch}`] : [],
        ),
      ),
    );
    expect(missing).toEqual(["gcp small arm64"]);
  });

  it("give the same shapes on every cloud, each for both architectures", () => {
    const shapes = clouds.map(([, table]) => table.shapes.map(({ cpu, memoryGiB }) => `${cpu}/${memoryGiB}`));
    expect(shapes[0]).toEqual(shapes[1]);
    expect(shapes[0]).toEqual(shapes[2]);
    expect(new Set(shapes[0]).size).toBe(18);
    for (const [, table] of clouds)
      for (const shape of table.shapes) expect([shape.x86_64, shape.arm64]).not.toContain(undefined);
  });

  it("name no machine type twice in the shapes, and each under the architecture that its name says", () => {
    for (const [, table] of clouds) {
      const all = [...table.shapes, ...Object.values(table.named)];
      for (const { x86_64, arm64 } of all) {
        expect([x86_64 !== undefined && table.arm.test(x86_64), arm64 === undefined || table.arm.test(arm64)]).toEqual([
          false,
          true,
        ]);
        for (const type of [x86_64, arm64]) if (type !== undefined) expect(type).toMatch(table.pattern);
      }
      const types = table.shapes.flatMap(({ x86_64, arm64 }) => [x86_64, arm64]);
      expect(new Set(types).size).toBe(36);
    }
  });

  it("tell the architecture of machine types that they do not list", () => {
    const arm = (cloud: string, types: string[]) => types.filter((type) => tables[cloud]?.arm.test(type));
    const aws = ["c7gn.large", "im4gn.large", "a1.large", "g5g.xlarge", "g4dn.xlarge", "g5.xlarge", "p4de.24xlarge"];
    expect(arm("aws", aws)).toEqual(["c7gn.large", "im4gn.large", "a1.large", "g5g.xlarge"]);
    expect(arm("gcp", ["t2a-standard-1", "n2-standard-2", "c4-standard-2"])).toEqual(["t2a-standard-1"]);
    const azure = ["Standard_E4pds_v6", "Standard_B2pts_v2", "Standard_NP10s", "Standard_D2as_v5", "Standard_E4-2s_v5"];
    expect(arm("azure", azure)).toEqual(["Standard_E4pds_v6", "Standard_B2pts_v2"]);
  });

  it("know which of GCP's families take Hyperdisks only", () => {
    const types = ["e2-medium", "n4-standard-2", "c4a-highcpu-2", "n2-standard-2", "c3-standard-4"];
    expect(types.filter(takesHyperdisksOnly)).toEqual(["n4-standard-2", "c4a-highcpu-2"]);
  });
});

describe("a size", () => {
  it.each([
    ["aws", "small", "x86_64", "t3.medium"],
    ["aws", "small", "arm64", "t4g.medium"],
    ["gcp", "small", "x86_64", "e2-medium"],
    ["gcp", "medium", "arm64", "c4a-standard-2"],
    ["azure", "xlarge", "arm64", "Standard_D8ps_v6"],
    ["gcp", { cpu: 2, memoryGiB: 4 }, "arm64", "c4a-highcpu-2"],
    ["aws", { cpu: 64, memoryGiB: 512 }, "x86_64", "r7i.16xlarge"],
    ["azure", { aws: "m7i.large", azure: "Standard_NC4as_T4_v3" }, "x86_64", "Standard_NC4as_T4_v3"],
  ])("on %s: %j for %s is %s", (cloud, size, arch, type) => {
    expect(look(cloud, size, arch)).toEqual({ machine: { type, arch }, problems: [] });
  });

  it.each([
    [
      "aws",
      "huge",
      "x86_64",
      'size: "huge" is not a size; use "small" or "medium" or "large" or "xlarge", { cpu, memoryGiB } or { aws: "<machine type>" }',
    ],
    ["aws", "meduim", "x86_64", 'size: "meduim" is not a size; did you mean "medium"?'],
    [
      "aws",
      "m7i.large",
      "x86_64",
      'size: "m7i.large" is not a size; a machine type of aws is given as { aws: "m7i.large" }',
    ],
    [
      "gcp",
      "small",
      "arm64",
      'size: "small" does not exist for arm64 on gcp; use "medium" or "large" or "xlarge", a size such as ' +
        '{ cpu: 2, memoryGiB: 4 }, or arch: "x86_64"',
    ],
    ["azure", "medium", "amd64", 'arch: "amd64" is not an architecture; did you mean "x86_64"?'],
    ["azure", "medium", "riscv", 'arch: "riscv" is not an architecture; use "x86_64" or "arm64"'],
    ["gcp", { cpu: 3, memoryGiB: 8 }, "x86_64", "size.cpu: 3 vCPUs are not a size on gcp; use 2, 4, 8, 16, 32, 64"],
    [
      "azure",
      { cpu: 4, memoryGiB: 12 },
      "arm64",
      "size.memoryGiB: 12 GiB beside 4 vCPUs are not a size on azure; use 8, 16, 32",
    ],
    [
      "azure",
      { aws: "m7i.large" },
      "x86_64",
      'size.azure: nothing is given, but the target is on azure; name a machine type, such as "Standard_D2s_v6"',
    ],
    [
      "azure",
      { azure: "D2s_v6" },
      "x86_64",
      'size.azure: "D2s_v6" is not a machine type of azure; use the cloud\'s own spelling, such as "Standard_D2s_v6"',
    ],
    [
      "aws",
      { aws: "t4g.small" },
      "x86_64",
      'arch: "x86_64" does not run on t4g.small, which is arm64; use arch: "arm64", or another machine type',
    ],
  ])("on %s: %j for %s is refused", (cloud, size, arch, message) => {
    expect(look(cloud, size, arch)).toEqual({ machine: undefined, problems: [message] });
  });

  it.each([undefined, 5, null])("that is %j is refused", (size) => {
    expect(look("aws", size).problems[0]).toMatch(/^size: \S+ is not a size; use "small"/);
  });
});
