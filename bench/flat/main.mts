import { execFileSync } from "node:child_process";
import { measure, ratio, report, table } from "../support/measure.mts";
import { copyOfProject, projectWith } from "../support/project.mts";
import { type Sandboxed, sandboxed } from "../support/sandboxed.mts";
import { type Deployment, flatProgram } from "./program.mts";

/*
 * Preview of each stack, all of it to be created, against a flat program that registers the same custom resources with
 * the same inputs and dependencies: same engine, sandbox and program entry. The difference is what the components cost.
 *
 *     npm run bench -- flat; one stack, three rounds: node bench/flat/main.mts 3 dev
 */

const [rounds = "5", ...asked] = process.argv.slice(2);
const stacks = asked.length > 0 ? asked : ["dev", "prod-aws", "prod-gcp", "prod-azure"];

for (const stack of stacks) {
  const components = copyOfProject();
  const flat = projectWith(flatProgram(await deployed(components, stack)));
  const ours = await sandboxed(components, stack);
  const other = await sandboxed(flat, stack);
  try {
    const [named, alone] = [`${stack}, with components`, `${stack}, flat`];
    const samples = await measure([contender(named, ours, components), contender(alone, other, flat)], Number(rounds));
    table(samples);
    const value = ratio(samples.get(named) ?? [], samples.get(alone) ?? [], "seconds");
    report(`preview of ${stack} against a flat program`, value, 1.2);
  } finally {
    await ours.detach();
    await other.detach();
  }

  function contender(name: string, { pulumi, env }: Sandboxed, cwd: string) {
    const preview = ["preview", "--stack", stack, "--non-interactive", "--suppress-progress"];
    return { name, command: [pulumi, ...preview] as [string, ...string[]], cwd, env };
  }
}

/** The state of a stack once it is deployed, from a world that is thrown away. */
async function deployed(projectDir: string, stack: string): Promise<Deployment> {
  const { pulumi, env, detach } = await sandboxed(projectDir, stack);
  const options = { cwd: projectDir, env, encoding: "utf8" as const, maxBuffer: 1 << 28 };
  try {
    execFileSync(pulumi, ["up", "--stack", stack, "--yes", "--skip-preview", "--non-interactive"], options);
    return JSON.parse(
      execFileSync(pulumi, ["stack", "export", "--show-secrets", "--stack", stack], options),
    ) as Deployment;
  } finally {
    await detach();
  }
}
