import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { say } from "../output.js";
import { findProject, readStackFile } from "../project.js";
import { commandOf } from "./pulumi.js";
import { prepareSandboxStack } from "./sandbox-stack.js";

/** How a command is attached: for its own time, or to a sandbox that stays. */
export type Attach = (
  projectDir: string,
) => Promise<{ readonly env: Record<string, string>; readonly world: string; detach(): Promise<void> }>;

export interface PreparedRun {
  /** To be laid over the environment of the command. */
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * Prepares the sandbox for commands that are not ours: an engine, every stack of the project created and with a settings file
 * in the world, and a `pulumi` first on the PATH that uses the settings file of the stack it is asked for.
 */
export async function prepareRun(options: { readonly stack: string; readonly attach: Attach }): Promise<PreparedRun> {
  const project = findProject(process.cwd());
  readStackFile(project, options.stack);
  const { ensureEngine } = await import("../../engine/index.js");
  const engine = await ensureEngine({ progress: say });
  const attached = await options.attach(project.root);
  try {
    const command = await commandOf(engine);
    for (const name of project.stacks) await prepareSandboxStack({ project, ...attached }, name, command);
    const bin = writeWrapper(attached.world, engine.command);
    const path = [bin, join(engine.root, "bin"), process.env.PATH ?? ""].join(delimiter);
    const env = { ...attached.env, PATH: path, PULUMI_STACK: options.stack };
    return { env, close: () => attached.detach() };
  } catch (error) {
    await attached.detach();
    throw error;
  }
}

/**
 * `pulumi` writes an encryption salt into the settings file of the stack it works on, and `pulumi stack rm` deletes that
 * file. The wrapper names the generated file instead, and keeps the checkout's: then a run leaves the checkout as it was.
 */
function writeWrapper(world: string, command: string): string {
  const bin = join(world, "bin");
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  const file = join(bin, "pulumi");
  writeFileSync(file, wrapper(command, join(world, "config")), { mode: 0o700 });
  chmodSync(file, 0o700);
  return bin;
}

function wrapper(command: string, configDir: string): string {
  return `#!/bin/sh
stack=\${PULUMI_STACK:-}
before=
for word in "$@"; do
  case "$before" in -s | --stack) stack=$word ;; esac
  case "$word" in --stack=* | -s=*) stack=\${word#*=} ;; esac
  before=$word
done
settings=${shellQuoted(configDir)}/Pulumi.\${stack##*/}.yaml
if [ -f "$settings" ]; then
  PULUMI_OPTION_CONFIG_FILE=\${PULUMI_OPTION_CONFIG_FILE:-$settings}
  export PULUMI_OPTION_CONFIG_FILE
fi
case "$1 $2" in "stack rm" | "stack remove") PULUMI_OPTION_PRESERVE_CONFIG=true; export PULUMI_OPTION_PRESERVE_CONFIG ;; esac
exec ${shellQuoted(command)} "$@"
`;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
