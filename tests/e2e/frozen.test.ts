import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";
import { frozenRoot, frozenVersions, losses, type Step, thaw } from "./support/frozen.js";

/** A project with the present program, the settings of a frozen version, and a world in which its objects exist. */
class Thawed {
  readonly project: CliProject;
  readonly states: ReadonlyMap<string, object>;

  private constructor(project: CliProject, states: ReadonlyMap<string, object>) {
    this.project = project;
    this.states = states;
  }

  static async of(version: string, stacks: readonly string[]): Promise<Thawed> {
    const project = await CliProject.make();
    for (const name of readdirSync(join(project.dir, "stacks")).filter((file) => /^Pulumi\..+\.yaml$/.test(file)))
      rmSync(join(project.dir, "stacks", name));
    for (const stack of stacks)
      cpSync(join(frozenRoot, version, settings(stack)), join(project.dir, "stacks", settings(stack)));
    // Makes the world, with nothing in it, and empty stacks.
    await pulumi(project, stacks, ...stacks.map((stack) => `stack --show-name --stack ${stack}`));
    await project.run(["sandbox", "stop"]);
    const states = thaw(project.world, version, stacks, project.dir);
    for (const [stack, state] of states) writeFileSync(join(project.dir, `${stack}.json`), JSON.stringify(state));
    await pulumi(project, stacks, ...stacks.map((stack) => `stack import --stack ${stack} --file ${stack}.json`));
    return new Thawed(project, states);
  }

  async preview(stack: string): Promise<{ readonly steps: readonly Step[] }> {
    return JSON.parse(await pulumi(this.project, [stack], `preview --stack ${stack} --json --show-sames`));
  }
}

function settings(stack: string): string {
  return `Pulumi.${stack}.yaml`;
}

/** Runs commands of the stock pulumi, and returns what they printed. */
async function pulumi(project: CliProject, [stack = ""]: readonly string[], ...commands: string[]): Promise<string> {
  const script = commands.map((command) => `pulumi ${command} --non-interactive`).join(" && ");
  const { code, stdout, stderr } = await project.run(
    ["sandbox", "run", "--stack", stack, "--", "sh", "-c", script],
    policies,
  );
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${stderr}\n${stdout}`);
  return stdout;
}

/** Findings of the policies make a preview end with another code, and so the test that wanted it. */
const policies = { PULUMI_OPTION_POLICY_PACK: join(__dirname, "../../dist/policy-pack") };

describe.each(frozenVersions())("the states of version $version", ({ version, stacks }) => {
  let thawed: Thawed;
  beforeAll(async () => {
    thawed = await Thawed.of(version, stacks);
  });
  afterAll(() => thawed.project.remove());

  it("are of every prod stack", () => {
    expect(stacks).toEqual(["prod-aws", "prod-azure", "prod-gcp"]);
  });

  it.each(stacks)("is kept by the present program, and breaks no rule: %s", async (stack) => {
    const { steps } = await thawed.preview(stack);
    expect(losses({ steps })).toEqual([]);
    const urns = (state: object) =>
      (state as { deployment: { resources: Step[] } }).deployment.resources.map(({ urn }) => urn);
    const seen = new Set(steps.map(({ urn }) => urn));
    expect(urns(thawed.states.get(stack) ?? {}).filter((urn) => !seen.has(urn))).toEqual([]);
  });

  it("would not be kept by another program: what is lost is named with the property", async () => {
    thawed.project.edit("stacks/Pulumi.prod-gcp.yaml", "spot: true", "spot: false");
    const cluster = "urn:pulumi:prod-gcp::groundplan::groundplan:index:KubernetesCluster";
    expect(losses(await thawed.preview("prod-gcp"))).toEqual([
      `replace ${cluster}$gcp:container/nodePool:NodePool::main-europe-west3-pool-batch because of nodeConfig`,
    ]);
  });
});

describe("a frozen state", () => {
  it("names neither the machine nor the world that it was made in", () => {
    for (const { version, stacks } of frozenVersions())
      for (const stack of stacks) {
        const text = readFileSync(join(frozenRoot, version, `${stack}.json`), "utf8");
        // "/home/ops" is on the machines that the stack makes.
        expect(text.match(/"\/(?:work|tmp|home|root|Users)\/(?!ops\/)[^"]*"/g)).toBeNull();
      }
  });
});
