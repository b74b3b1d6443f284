import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/sandboxed.mts";

type LaunchModule = typeof import("../../sandbox/process/launch.js");
const { nodeFlags } = createRequire(import.meta.url)("../../dist/sandbox/process/launch.js") as LaunchModule;

/** Seconds from the start of the server's process until it says that its ports are open, its compile cache warm. */
export async function startTimes(projectDir: string, runs: number): Promise<number[]> {
  const home = mkdtempSync(join(tmpdir(), "groundplan-bench-start-"));
  const times: number[] = [];
  try {
    for (let run = 0; run <= runs; run++) {
      const seconds = await startOnce(projectDir, home);
      if (run > 0) times.push(seconds);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return times;
}

async function startOnce(projectDir: string, home: string): Promise<number> {
  const world = mkdtempSync(join(home, "world-"));
  const cloudModule = join(root, "dist/sandbox/models/index.js");
  const options = JSON.stringify({ world, projectDir, home, persistent: false, throwaway: true, cloudModule });
  const env = { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: join(home, "compile") };
  const args = [...nodeFlags, join(root, "dist/sandbox/main.js"), options];
  const begun = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { cwd: world, env, stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  child.kill();
  await once(child, "exit");
  return seconds;
}
