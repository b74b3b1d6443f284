import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

type EngineModule = typeof import("../../engine/index.js");
type SandboxModule = typeof import("../../sandbox/index.js");

export const root = join(import.meta.dirname, "..", "..");
const require = createRequire(import.meta.url);

/** A project with the sandbox attached: what a measured command needs. */
export interface Sandboxed {
  /** The engine's `pulumi`, called directly: the launcher costs 0.3 s a call. */
  readonly pulumi: string;
  readonly env: NodeJS.ProcessEnv;
  readonly detach: () => Promise<void>;
}

/** Attaches a throwaway sandbox to a project and creates the stack in its backend. */
export async function sandboxed(projectDir: string, stack: string): Promise<Sandboxed> {
  const { ensureEngine } = require("../../dist/engine/index.js") as EngineModule;
  const { attachSandbox } = require("../../dist/sandbox/index.js") as SandboxModule;
  const engine = await ensureEngine({ progress: (line) => console.error(line) });
  const attached = await attachSandbox({ projectDir, throwaway: true });
  const path = [join(engine.root, "bin"), join(root, "node_modules", ".bin"), process.env.PATH].join(":");
  const env = { ...process.env, ...attached.env, PATH: path, CI: "true" };
  execFileSync(engine.command, ["stack", "init", stack], { cwd: projectDir, env, stdio: "ignore" });
  return { pulumi: engine.command, env, detach: () => attached.detach() };
}
