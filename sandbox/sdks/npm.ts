import { spawn } from "node:child_process";

/** How long npm may take: the largest SDK has 40 MB to download. */
const npmMs = 10 * 60_000;
const keptOutput = 1024 * 1024;

/** What npm said. */
export interface NpmAnswer {
  readonly ok: boolean;
  readonly output: string;
  /** npm's own lines about what went wrong, and its code (`E404`, `ENOTFOUND`) where it gives one. */
  readonly complaint: string;
  readonly code: string | undefined;
}

/** Runs the user's npm in their project, so that their registry, credentials and proxy apply. */
export type Npm = (args: readonly string[], cwd: string) => Promise<NpmAnswer>;

export const npm: Npm = (args, cwd) =>
  new Promise((resolve) => {
    // On Windows npm is a script, which needs a shell; every argument is a name, a version or a path of ours.
    const shell = process.platform === "win32";
    const given = shell ? args.map((arg) => `"${arg}"`) : args;
    const child = spawn("npm", given, { cwd, shell, stdio: ["ignore", "pipe", "pipe"], timeout: npmMs });
    let [output, errors] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      output = (output + chunk).slice(-keptOutput);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors = (errors + chunk).slice(-keptOutput);
    });
    child.on("error", (error) => resolve({ ok: false, output: "", complaint: error.message, code: undefined }));
    child.on("close", (exit, signal) => {
      const lines = errors.split("\n").filter((line) => /^npm (?:error|ERR!)/.test(line));
      const code = lines.map((line) => /^npm (?:error|ERR!) code (\w+)/.exec(line)?.[1]).find(Boolean);
      const said = lines.filter((line) => !/ code \w+$|A complete log/.test(line)).slice(0, 3);
      const ended = `npm ended with ${signal ?? `exit code ${exit}`}`;
      const complaint = said.map((line) => line.replace(/^npm (?:error|ERR!) (?:\w?\d+ )?/, "")).join(" ") || ended;
      resolve({ ok: exit === 0, output, complaint, code });
    });
  });
