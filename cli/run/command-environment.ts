import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { compiledCode, groundplanHome } from "../../engine/paths.js";
import { say } from "../output.js";
import { shellQuoted } from "./shell.js";

/** How a command is attached: for its own time, or to a sandbox that stays. */
export type Attach = (
  projectDir: string,
) => Promise<{ readonly env: Record<string, string>; readonly world: string; detach(): Promise<void> }>;

export interface PreparedRun {
  /** To be laid over the environment of the command. */
  readonly env: Record<string, string>;
  /** Undefined outside of every project. */
  readonly world: string | undefined;
  close(): Promise<void>;
}

export interface RunOptions {
  /** Directory of the project; undefined outside of every project, where each `pulumi` of the command attaches by itself. */
  readonly root: string | undefined;
  /** The stack that commands mean which name none. @default PULUMI_STACK, then what `meantStack` says */
  readonly stack: string | undefined;
  readonly attach: Attach;
}

/** Prepares the sandbox for commands that are not ours: an engine, and a `pulumi` in front of it that is first on the PATH. */
export async function prepareRun({ root, stack, attach }: RunOptions): Promise<PreparedRun> {
  const { ensureEngine } = await import("../../engine/index.js");
  const engine = await ensureEngine({ progress: say });
  const attached = root === undefined ? undefined : await attach(root);
  try {
    const bin = writeFront(attached?.world, engine.command);
    const path = [bin, join(engine.root, "bin"), process.env.PATH ?? ""].join(delimiter);
    const home = { GROUNDPLAN_HOME: groundplanHome() };
    const env = { ...attached?.env, ...home, PATH: path, ...(stack === undefined ? {} : { PULUMI_STACK: stack }) };
    return { env, world: attached?.world, close: async () => attached?.detach() };
  } catch (error) {
    await attached?.detach();
    throw error;
  }
}

/**
 * `pulumi` works on the stack files of the checkout, asks for their real secrets provider, and knows only stacks that exist.
 * The one in front of it prepares each command for the sandbox (pulumi-front.ts) and then is replaced by the engine.
 */
function writeFront(world: string | undefined, command: string): string {
  const bin = join(world ?? join(groundplanHome(), "sandbox"), "bin");
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  const file = join(bin, "pulumi");
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, frontScript(world, command), { mode: 0o700 });
  renameSync(draft, file);
  return bin;
}

function frontScript(world: string | undefined, command: string): string {
  const cache = compiledCode();
  const prepare = [process.execPath, "--disable-warning=ExperimentalWarning", join(__dirname, "..", "pulumi-front.js")];
  return `#!/bin/sh
prepared=$(NODE_OPTIONS= NODE_COMPILE_CACHE=${shellQuoted(cache)} ${prepare.map(shellQuoted).join(" ")} ${shellQuoted(command)} ${shellQuoted(world ?? "")} "$@" </dev/null) || exit
pulumi=${shellQuoted(command)}
eval "$prepared"
exec "$pulumi" "$@"
`;
}
