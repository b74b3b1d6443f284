import { execFile } from "node:child_process";

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** What a manifest of a large chart may be. */
const mostBytes = 64 * 1024 * 1024;

/** Runs a tool to its end. Nothing that it needs may come from outside this machine. */
export function execute(
  command: string,
  args: readonly string[],
  directory: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Printed> {
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd: directory, env, maxBuffer: mostBytes }, (failure, out, error) => {
      const code = failure === null ? 0 : typeof failure.code === "number" ? failure.code : 1;
      resolve({ code, out, error: error === "" && failure !== null ? failure.message : error });
    });
  });
}
