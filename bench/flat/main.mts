import { execFileSync } from "node:child_process";
import { measure, ratio, report, table } from "../support/measure.mts";
import { copyOfProject, projectWith } from "../support/project.mts";
import { sandboxed } from "../support/sandboxed.mts";
import { type Deployment, flatProgram } from "./program.mts";

/*
 * Preview of stack `dev`, all of it to be created, against a flat program that registers the same custom resources with
 * the same inputs and dependencies: same engine, sandbox and program entry. The difference is what the components cost.
 */

const rounds = Number(process.argv[2] ?? 5);
const components = copyOfProject();
const flat = projectWith(flatProgram(await deployed(components)));
const ours = await sandboxed(components, "dev");
const other = await sandboxed(flat, "dev");
const preview = ["preview", "--stack", "dev", "--non-interactive", "--suppress-progress"];

try {
  const samples = await measure(
    [
      { name: "dev, with components", command: [ours.pulumi, ...preview], cwd: components, env: ours.env },
      { name: "dev, flat", command: [other.pulumi, ...preview], cwd: flat, env: other.env },
    ],
    rounds,
  );
  table(samples);
  const of = (name: string) => samples.get(name) ?? [];
  report("preview of dev against a flat program", ratio(of("dev, with components"), of("dev, flat"), "seconds"), 1.3);
} finally {
  await ours.detach();
  await other.detach();
}

/** The state of `dev` once it is deployed, from a world that is thrown away. */
async function deployed(projectDir: string): Promise<Deployment> {
  const { pulumi, env, detach } = await sandboxed(projectDir, "dev");
  const options = { cwd: projectDir, env, encoding: "utf8" as const, maxBuffer: 1 << 28 };
  try {
    execFileSync(pulumi, ["up", "--stack", "dev", "--yes", "--skip-preview", "--non-interactive"], options);
    return JSON.parse(execFileSync(pulumi, ["stack", "export", "--stack", "dev"], options)) as Deployment;
  } finally {
    await detach();
  }
}
