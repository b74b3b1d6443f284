import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { changedByHand } from "./support/by-hand.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

/** One line a resource, so that a test says what it changes. */
const lines: Readonly<Record<string, string>> = {
  net: `const net = new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" }, opts());`,
  subnet: `new ec2.Subnet("a", { vpcId: net.id, cidrBlock: "10.0.1.0/24" }, opts());`,
  logs: `new s3.Bucket("logs", { bucket: "acme-logs", tags: { team: "one" } }, opts());`,
  queue: `new sqs.Queue("jobs", { visibilityTimeoutSeconds: 30 }, opts());`,
  topic: `new sns.Topic("news", { displayName: "News" }, opts());`,
};

function program(changes: Readonly<Record<string, string | undefined>>): string {
  const body = Object.values({ ...lines, ...changes }).filter((line) => line !== undefined);
  return [
    `const pulumi = require("@pulumi/pulumi");`,
    `const aws = require("@pulumi/aws/provider");`,
    ...["ec2", "s3", "sqs", "sns"].map((module) => `const ${module} = require("@pulumi/aws/${module}");`),
    `const provider = new aws.Provider("eu", { region: "eu-west-1" });`,
    "const opts = (more) => ({ provider, ...more });",
    ...body,
  ].join("\n");
}

/** What the engine's options and commands do, each on the same stack with one thing changed. */
describe("the engine in the sandbox", () => {
  let project: SandboxProject;
  let attached: Attached;
  const up = async (changes: Readonly<Record<string, string | undefined>>, ...args: string[]) => {
    project.program(program(changes));
    return await project.ok(attached, "dev", "up", "--yes", "--skip-preview", ...args);
  };
  const idOf = (name: string) => project.inventory().find(({ urn }) => urn.endsWith(`::${name}`))?.id;
  const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

  beforeAll(async () => {
    project = await SandboxProject.make();
    attached = await project.attach();
    await project.init(attached, "dev");
    await up({});
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  it("ignores changes that the program tells it to ignore", async () => {
    const queue = `new sqs.Queue("jobs", { visibilityTimeoutSeconds: 60 }, opts({ ignoreChanges: ["visibilityTimeoutSeconds"] }));`;
    expect(summary(await up({ queue }))).toEqual(["7 unchanged"]);
  });

  it("replaces where the program asks for it, the new object first, under another name", async () => {
    const before = idOf("news");
    const topic = `new sns.Topic("news", { displayName: "Late news" }, opts({ replaceOnChanges: ["displayName"] }));`;
    const output = await up({ topic });
    expect(summary(output)).toEqual(["+-1 replaced", "6 unchanged"]);
    expect(idOf("news")).not.toBe(before);
    expect(output.indexOf("created replacement")).toBeLessThan(output.indexOf("deleted original"));
    expect(project.existing("dev")).toHaveLength(5);
  });

  it("deletes first where the program asks for it, and where the name is given and cannot be two", async () => {
    const topic = `new sns.Topic("news", { displayName: "News" }, opts({ replaceOnChanges: ["displayName"], deleteBeforeReplace: true }));`;
    const logs = `new s3.Bucket("logs", { bucket: "acme-logs", objectLockEnabled: true, tags: { team: "one" } }, opts());`;
    const output = await up({ topic, logs });
    expect(summary(output)).toEqual(["+-2 replaced", "5 unchanged"]);
    for (const name of ["news", "logs"]) {
      const steps = output.split("\n").filter((line) => line.includes(` ${name} `));
      const at = (word: string) => steps.findIndex((line) => line.includes(word));
      expect(at("deleted original"), steps.join("\n")).toBeLessThan(at("created replacement"));
    }
    await up({});
  });

  it("keeps what is renamed with an alias", async () => {
    const before = idOf("jobs");
    const queue = `new sqs.Queue("work", { visibilityTimeoutSeconds: 30, name: "${before?.split("/").at(-1)}" }, opts({ aliases: [{ name: "jobs" }] }));`;
    expect(summary(await up({ queue }))).toEqual(["7 unchanged"]);
    expect(idOf("work")).toBeUndefined();
    expect(idOf("jobs")).toBe(before);
    await up({ queue: lines.queue?.replace("opts()", `opts({ aliases: [{ name: "work" }] })`) });
  });

  it("changes its targets only", async () => {
    const logs = lines.logs?.replace("one", "two");
    const topic = lines.topic?.replace("News", "Targets");
    const target = urnOf("aws:s3/bucket:Bucket", "logs");
    expect(summary(await up({ logs, topic }, "--target", target))).toEqual(["~ 1 updated", "6 unchanged"]);
    expect(project.inventory().find(({ urn }) => urn.endsWith("::news"))?.inputs.displayName).toBe("News");
    await up({});
  });

  it("leaves in the world what it retains, and finds it again by import", async () => {
    const retained = lines.topic?.replace("opts()", "opts({ retainOnDelete: true })");
    await up({ topic: retained });
    const id = idOf("news") ?? "";
    expect(summary(await up({ topic: undefined }))).toEqual(["- 1 deleted", "6 unchanged"]);
    expect(idOf("news")).toBe(id);
    const topic = `new sns.Topic("news", { name: "${id.split(":").at(-1)}", displayName: "News" }, opts({ import: "${id}" }));`;
    expect(summary(await up({ topic }))).toEqual(["= 1 imported", "6 unchanged"]);
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
  });

  it("imports, and then changes what the program has otherwise", async () => {
    const id = idOf("news") ?? "";
    await project.ok(attached, "dev", "state", "delete", urnOf("aws:sns/topic:Topic", "news"));
    const topic = `new sns.Topic("news", { displayName: "Other" }, opts({ import: "${id}" }));`;
    const output = await up({ topic });
    expect(summary(output)).toEqual(["~ 1 updated", "= 1 imported", "2 changes. 6 unchanged"]);
    expect(output).toContain("[diff: ~displayName]");
  });

  it("shows at a refresh what was changed by hand, writes it only where it should, and puts it right", async () => {
    const queue = project.inventory().find(({ urn }) => urn.endsWith("::jobs"));
    const { server } = await project.sandbox.sandboxStatus(project.options);
    if (queue === undefined || server === undefined) throw new Error("there is no queue, or no server");
    await changedByHand(server.ports.aws, queue, { visibilityTimeoutSeconds: 5 });
    const shown = await project.ok(attached, "dev", "refresh", "--preview-only");
    expect(summary(shown)).toEqual(["~ 1 to update", "6 unchanged"]);
    const kept = (await project.state(attached, "dev")).deployment?.resources?.find(({ urn }) => urn === queue.urn);
    expect(kept?.outputs?.visibilityTimeoutSeconds).toBe(30);
    expect(summary(await up({ topic: lines.topic?.replace("News", "Other") }, "--refresh"))).toContain("~ 1 updated");
    expect(project.inventory().find(({ urn }) => urn === queue.urn)?.inputs.visibilityTimeoutSeconds).toBe(30);
  });

  it("makes at an up what was deleted from the state, and refuses a name that is taken", async () => {
    await project.ok(attached, "dev", "state", "delete", urnOf("aws:s3/bucket:Bucket", "logs"));
    project.program(program({ topic: undefined }));
    const { code, output } = await project.pulumi(attached, "dev", "up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("BucketAlreadyOwnedByYou");
    const logs = lines.logs?.replace("opts()", `opts({ import: "acme-logs" })`);
    await up({ topic: undefined, logs });
  });

  it("renames in the state", async () => {
    await project.ok(attached, "dev", "state", "rename", urnOf("aws:sqs/queue:Queue", "jobs"), "tasks", "--yes");
    const queue = lines.queue?.replace('"jobs"', '"tasks"');
    const given = queue?.replace("{ vis", `{ name: "${idOf("jobs")?.split("/").at(-1)}", vis`);
    expect(summary(await up({ queue: given, topic: undefined }))).toEqual(["6 unchanged"]);
  });

  it("destroys all but what is protected, and that after it is unprotected", async () => {
    const net = lines.net?.replace("opts()", "opts({ protect: true })");
    await up({ net, topic: undefined });
    const spared = await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview", "--exclude-protected");
    expect(summary(spared)).toEqual(["- 3 deleted", "3 unchanged"]);
    const refused = await project.pulumi(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("cannot be deleted");
    expect(project.existing("dev").map((line) => line.split(" ")[0])).toEqual([urnOf("aws:ec2/vpc:Vpc", "net")]);
    await project.ok(attached, "dev", "state", "unprotect", urnOf("aws:ec2/vpc:Vpc", "net"), "--yes");
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(await project.recorded(attached, "dev")).toEqual([]);
  });
});
