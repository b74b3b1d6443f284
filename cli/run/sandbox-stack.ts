import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { type Project, readStackFile } from "../project.js";
import { secretPlaceholder, writeSandboxConfig } from "./config-file.js";

/** Where a stack's state lies in the backend of a sandbox world. */
export function stateFile(world: string, project: string, stack: string): string {
  return join(world, "backend", ".pulumi", "stacks", project, `${stack}.json`);
}

/**
 * Makes sure that a stack exists in the sandbox's backend and that its generated settings file is up to date.
 *
 * @returns the settings file, for `--config-file`
 * @throws CliError `unknown-stack`, `bad-stack-file`
 */
export async function prepareSandboxStack(
  where: { readonly project: Project; readonly world: string; readonly env: Record<string, string> },
  stack: string,
  command: PulumiCommand,
): Promise<string> {
  const { project, world, env } = where;
  const dir = join(world, "config");
  const config = writeSandboxConfig(project, stack, readStackFile(project, stack), dir);
  const state = stateFile(world, project.name, stack);
  const exists = existsSync(state) || existsSync(`${state}.gz`);
  if (exists && config.secretPaths.length === 0) return config.path;
  const { LocalWorkspace, StackAlreadyExistsError } = await import("@pulumi/pulumi/automation/index.js");
  // In the directory of the generated files: Pulumi writes a new stack's salt into the settings file that it finds there.
  const settings = await LocalWorkspace.create({ workDir: dir, envVars: env, pulumiCommand: command });
  if (!exists)
    await settings.createStack(stack).catch((error: unknown) => {
      if (!(error instanceof StackAlreadyExistsError)) throw error;
    });
  await setPlaceholders(settings, stack, config.secretPaths);
  return config.path;
}

async function setPlaceholders(settings: LocalWorkspace, stack: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const values = Object.fromEntries(paths.map((path) => [path, { value: secretPlaceholder, secret: true }]));
  await settings.setAllConfig(stack, values, true);
}
