import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory, type WorldObject } from "../../sandbox/index.js";
import { changedByHand, deletedByHand } from "./support/by-hand.js";
import { CliProject } from "./support/cli-project.js";
import { addToProgram, git, json, smallStack } from "./support/extras.js";

const topic = `
import { Provider } from "@pulumi/aws/provider.js";
import sns from "@pulumi/aws/sns/index.js";
const provider = new Provider("extra", { region: "eu-west-1" });
export const topic = new sns.Topic("news", {}, { provider });
`;

/** Two stacks of the real program in one world: `dev` in three clouds, and a small one beside it. */
describe("two stacks of one project", () => {
  let project: CliProject;
  let ports: Record<string, number>;

  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/Pulumi.other.yaml", smallStack.aws);
    git(project, "init", "--quiet");
    project.write(".git/info/exclude", "node_modules\n");
    git(project, "add", ".");
    git(project, "commit", "--quiet", "--message", "as checked out");
    const started = await json<{ server: { ports: Record<string, number> } }>(project, "sandbox", "start");
    ports = started.server.ports;
    await json(project, "up", "dev");
    await json(project, "up", "other");
  });
  afterAll(() => project.remove());

  const objects = () => new Map(inventory(project.world).map((object) => [`${object.urn} ${object.id}`, object]));
  const find = (type: string): WorldObject => {
    const found = [...objects().values()].find((object) => object.type === type && object.stack === "dev");
    if (found === undefined) throw new Error(`stack dev has no ${type}`);
    return found;
  };

  it("share one world, and each state says what its stack has there", () => {
    const [dev, other] = [project.existing("dev"), project.existing("other")];
    expect(dev).toEqual(project.stated("dev"));
    expect(other).toEqual(project.stated("other"));
    expect([dev.length, other.length]).toEqual([77, 29]);
    expect(inventory(project.world)).toHaveLength(77 + 29);
    const accounts = inventory(project.world).map(({ stack, pkg, account }) => `${stack} ${pkg} ${account}`);
    expect([...new Set(accounts)].sort()).toEqual([
      "dev aws 111122223333",
      "dev azure-native 00000000-0000-4000-8000-000000000001",
      "dev gcp acme-dev",
      "other aws 444455556666",
    ]);
  });

  it("leave the checkout as it was", () => {
    expect(git(project, "status", "--porcelain", "--untracked-files=all")).toBe("");
  });

  it("make one resource that is added to the program, and nothing else", async () => {
    const before = objects();
    addToProgram(project, topic);
    expect((await json(project, "up", "other")).changes).toEqual({ create: 2, same: 32 });
    const after = objects();
    const added = [...after].filter(([key]) => !before.has(key)).map(([, object]) => object);
    expect(added.map(({ type, stack }) => [type, stack])).toEqual([["aws:sns/topic:Topic", "other"]]);
    expect([...before.keys()].filter((key) => !after.has(key))).toEqual([]);
    git(project, "clean", "--quiet", "--force");
    git(project, "checkout", "--quiet", ".");
  });

  it("delete it when it is taken out again, and nothing else", async () => {
    expect((await json(project, "up", "other")).changes).toEqual({ delete: 2, same: 32 });
    expect(project.existing("other")).toEqual(project.stated("other"));
    expect(project.existing("other")).toHaveLength(29);
  });

  it("see at refresh what was changed and deleted by hand, and up puts it right", async () => {
    const [vpc, versioning] = [find("aws:ec2/vpc:Vpc"), find("aws:s3/bucketVersioning:BucketVersioning")];
    await changedByHand(ports.aws as number, vpc, { enableDnsHostnames: false });
    await deletedByHand(ports.aws as number, versioning);
    expect(find("aws:ec2/vpc:Vpc").outputs.enableDnsHostnames).toBe(false);
    expect(project.existing("dev")).toHaveLength(76);

    expect((await json(project, "refresh", "dev")).changes).toEqual({ delete: 1, update: 1, same: 85 });
    expect(project.stated("dev")).toEqual(project.existing("dev"));
    expect((await json(project, "up", "dev")).changes).toEqual({ create: 1, update: 1, same: 85 });
    expect(find("aws:ec2/vpc:Vpc").outputs.enableDnsHostnames).toBe(true);
    expect(find("aws:ec2/vpc:Vpc").id).toBe(vpc.id);
    expect(project.stated("dev")).toEqual(project.existing("dev"));
  });

  it("destroy of one leaves nothing of it, and the other as it was", async () => {
    const other = project.existing("other");
    expect((await json(project, "destroy", "dev")).changes).toEqual({ delete: 87 });
    expect([project.existing("dev"), project.stated("dev")]).toEqual([[], []]);
    expect(
      inventory(project.world)
        .map(({ urn, id }) => `${urn} ${id}`)
        .sort(),
    ).toEqual(other);
    expect(project.stated("other")).toEqual(other);
    expect((await json(project, "preview", "other")).changes).toEqual({ same: 32 });
  });

  it("have left the checkout as it was", () => {
    expect(git(project, "status", "--porcelain", "--untracked-files=all")).toBe("");
  });
});
