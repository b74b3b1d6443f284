import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

const vpc = (cidr: string, extra = "") => `
const ec2 = require("@pulumi/aws/ec2");
const aws = require("@pulumi/aws/provider");
const provider = new aws.Provider("eu", { region: "eu-west-1" });
const vpc = new ec2.Vpc("main", { cidrBlock: "${cidr}" }, { provider });
${extra}
exports.id = vpc.id;
`;

describe("state and world", () => {
  let project: SandboxProject;
  let attached: Attached;
  const output = async (name: string) =>
    JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json"))[name] as string;

  beforeAll(async () => {
    project = await SandboxProject.make();
    attached = await project.attach();
    project.program(vpc("10.0.0.0/16"));
    await project.init(attached, "dev");
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  it("replaces by making the new object before the old one goes", async () => {
    const old = await output("id");
    project.program(vpc("10.1.0.0/16"));
    const text = await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(summary(text)).toEqual(["+-1 replaced", "2 unchanged"]);
    expect(text.indexOf("created replacement")).toBeLessThan(text.indexOf("deleted original"));
    expect(await output("id")).not.toBe(old);
    expect(project.inventory().map(({ generation }) => generation)).toEqual([2]);
  });

  it("refuses a reference to what does not exist, with the provider's own words and nothing pending", async () => {
    project.program(
      vpc(
        "10.1.0.0/16",
        'new ec2.Subnet("s", { vpcId: "vpc-00000000000000000", cidrBlock: "10.1.0.0/24" }, { provider });',
      ),
    );
    const { code, output: text } = await project.pulumi(attached, "dev", "up", "--yes", "--skip-preview");
    expect([code === 0, text]).toEqual([false, expect.stringContaining("vpc-00000000000000000")]);
    expect((await project.state(attached, "dev")).deployment?.pending_operations ?? []).toEqual([]);
  });

  it("refuses to delete what another stack uses", async () => {
    const id = await output("id");
    project.program(vpc("10.1.0.0/16"));
    const program = `
const ec2 = require("@pulumi/aws/ec2");
const aws = require("@pulumi/aws/provider");
const provider = new aws.Provider("eu", { region: "eu-west-1" });
new ec2.Subnet("s", { vpcId: "${id}", cidrBlock: "10.1.0.0/24" }, { provider });
`;
    project.program(program);
    await project.init(attached, "tenant");
    await project.ok(attached, "tenant", "up", "--yes", "--skip-preview");
    const { code, output: text } = await project.pulumi(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect([code === 0, text]).toEqual([false, expect.stringContaining("DependencyViolation")]);
    await project.ok(attached, "tenant", "destroy", "--yes", "--skip-preview");
  });

  it("imports an existing object, and adopts it", async () => {
    const id = await output("id");
    project.program(vpc("10.1.0.0/16").replace("{ provider }", `{ provider, import: "${id}" }`));
    await project.init(attached, "adopter");
    expect(summary(await project.ok(attached, "adopter", "up", "--yes", "--skip-preview"))).toEqual([
      "+ 2 created",
      "= 1 imported",
      "3 changes",
    ]);
    await project.ok(attached, "adopter", "destroy", "--yes", "--skip-preview");
    expect(project.inventory()).toEqual([]);
  });

  it("drops at refresh what is gone, and makes it again", async () => {
    project.program(vpc("10.1.0.0/16"));
    const refreshed = await project.ok(attached, "dev", "refresh", "--yes", "--skip-preview");
    expect(summary(refreshed)).toEqual(["- 1 deleted", "2 unchanged"]);
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
  });

  it.each([
    ["no mark", undefined, "was not made in a sandbox: its resources may be real"],
    ["another world's mark", "other", "was made in another sandbox world"],
  ])("refuses a state with %s, whatever the command", async (_, mark, message) => {
    const good = await project.state(attached, "dev");
    const text = JSON.stringify(good).replaceAll(
      /"__groundplanWorld":"[^"]*",?/g,
      mark === undefined ? "" : `"__groundplanWorld":"${mark}",`,
    );
    const file = join(attached.configDir, "state.json");
    writeFileSync(file, text.replaceAll(",}", "}"));
    await project.ok(attached, "dev", "stack", "import", "--file", file);
    const before = project.existing("dev");
    for (const command of ["preview", "up", "refresh", "destroy"]) {
      const yes = command === "preview" ? [] : ["--yes", "--skip-preview"];
      const { code, output: said } = await project.pulumi(attached, "dev", command, ...yes);
      expect([command, code === 0, said]).toEqual([command, false, expect.stringContaining(message)]);
    }
    expect(project.existing("dev")).toEqual(before);
    writeFileSync(file, JSON.stringify(good));
    await project.ok(attached, "dev", "stack", "import", "--file", file);
  });

  it("refuses to go on when the store is deleted under a running server", async () => {
    const files = project.sandbox.worldFiles(attached.world);
    rmSync(files.store);
    const { code, output: text } = await project.pulumi(attached, "dev", "preview");
    expect([code === 0, text]).toEqual([false, expect.stringContaining("was deleted or replaced")]);
    await attached.detach();
    await project.sandbox.stopSandbox(project.options);
    rmSync(`${files.store}-wal`, { force: true });
    rmSync(`${files.store}-shm`, { force: true });
    await expect(project.attach()).rejects.toMatchObject({ code: "store-missing" });
    await project.sandbox.resetSandbox(project.options);
    attached = await project.attach();
    await project.init(attached, "dev");
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
  });
});
