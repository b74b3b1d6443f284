import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inventory } from "../../../sandbox/index.js";
import type { CliProject } from "./cli-project.js";

/** A stack of one cloud with one network and nothing else: quick to make. */
export const smallStack = {
  aws: `config:
  groundplan:protect: false
  groundplan:aws:
    accountId: "444455556666"
    region: us-east-1
    network: { cidr: 10.50.0.0/18, zones: 2 }
`,
  gcp: `config:
  groundplan:protect: false
  groundplan:gcp:
    project: acme-small
    region: us-central1
    network: { cidr: 10.60.0.0/18 }
`,
} as const;

/** Adds a file of resources to the project's program; they are made beside what the components make. */
export function addToProgram(project: CliProject, text: string): void {
  project.write("stacks/more.ts", text);
  project.edit("stacks/index.ts", "import { Network", 'import "./more.ts";\nimport { Network');
}

/** The result of a command with `--json`; throws what it printed where it failed. */
export async function json<T = { readonly changes: Readonly<Record<string, number>> }>(
  project: CliProject,
  ...args: string[]
): Promise<T> {
  const { code, stdout, stderr } = await project.run([...args, "--json"]);
  if (code !== 0) throw new Error(`groundplan ${args.join(" ")} ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout) as T;
}

/** The exit code, the stable code and the message of a command that must fail. */
export async function refusal(project: CliProject, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { code, stdout, stderr } = await project.run([...args, "--json"], env);
  if (code === 0) throw new Error(`groundplan ${args.join(" ")} did not fail:\n${stdout}${stderr}`);
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
  return { exit: code, code: error.code, message: error.message };
}

/** Process id of the sandbox's server, from the file by which commands find it. */
export function serverPid(project: CliProject): number {
  return (JSON.parse(readFileSync(join(project.world, "run/server.json"), "utf8")) as { pid: number }).pid;
}

/** How many objects a stack has; nothing while the store is being made. */
export function countOf(project: CliProject, stack: string): number {
  return inventory(project.world).filter((object) => object.stack === stack).length;
}

/** URNs that have more than one object: what was made twice. */
export function doubles(project: CliProject): string[] {
  const urns = inventory(project.world).map(({ urn }) => urn);
  return urns.filter((urn, index) => urns.indexOf(urn) !== index);
}

/** Runs git in the project and returns what it printed. */
export function git(project: CliProject, ...args: string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...identity, ...args], { cwd: project.dir, encoding: "utf8" });
}
