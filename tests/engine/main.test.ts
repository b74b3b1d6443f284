import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { isRunning } from "../processes.js";
import { temporary, until, write } from "./temporary.js";

const engine = path.join(__dirname, "..", "..", "engine");

/**
 * The command in a directory of its own, on a machine without network whose Go is a script: `body` decides what a build
 * does, $out is the file that it has to make, $home the directory.
 */
function machine(body: string) {
  const home = temporary();
  buildSync({
    entryPoints: [path.join(engine, "main.ts")],
    bundle: true,
    platform: "node",
    outfile: path.join(home, "main.js"),
  });
  fs.cpSync(path.join(engine, "go-build"), path.join(home, "go-build"), { recursive: true });
  const go = `#!/bin/sh
case $1 in version) echo go version go1.26.8 linux/amd64; exit ;; env) echo local; exit ;; esac
while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done
home='${home}'; mkdir -p "\${out%/*}"
echo started >> "$home/builds"
${body}
`;
  write(home, { "host-bundle/host.js": "", "host-bundle/preload.js": "", "bin/go": go });
  fs.symlinkSync(path.join(engine, "..", "node_modules"), path.join(home, "node_modules"));
  const env = {
    PATH: [path.join(home, "bin"), "/usr/bin", "/bin"].join(path.delimiter),
    HOME: home,
    GROUNDPLAN_HOME: path.join(home, "groundplan"),
    // A proxy where nothing listens: the vendor's site is out of reach wherever the tests run.
    HTTPS_PROXY: "http://127.0.0.1:1",
  };
  return {
    home,
    command: path.join(home, "groundplan/engine/versions/3.250.0/bin/pulumi"),
    start: (...args: string[]) =>
      spawn(process.execPath, [path.join(home, "main.js"), ...args], { env, stdio: "pipe" }),
  };
}

function result(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (bytes: Buffer) => {
    stdout += bytes;
  });
  child.stderr?.on("data", (bytes: Buffer) => {
    stderr += bytes;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

const MAKES_ENGINE = `printf '#!/bin/sh\\necho v3.250.0\\n' > "$out"; chmod +x "$out"`;
/** The first build stops half-way, with half a file in place; the ones after it go through. */
const HANGS_ONCE = `[ -e "$home/pids" ] && { ${MAKES_ENGINE}; exit 0; }
printf '#!/bin/sh\\necho' > "$out"; chmod +x "$out"
sleep 600 &
echo $$ $! > "$home/pids"
wait`;

describe("the command", () => {
  it("explains itself, and refuses what it does not know", async () => {
    const { start } = machine("");
    expect(await result(start("help"))).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage: /) });
    expect(await result(start("fetch"))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Unknown command fetch\.\n\nUsage: /),
    });
  });

  it("says where the engine is, or how to get one", async () => {
    const { start, command } = machine(MAKES_ENGINE);
    const before = await result(start("where"));
    expect(before.code).toBe(1);
    expect(before.stderr).toContain("No engine yet. Run: node dist/engine/main.js ensure\n");
    const ensured = await result(start("ensure"));
    expect([ensured.code, ensured.stdout]).toEqual([0, `${command}\n`]);
    expect(ensured.stderr).toMatch(/^no engine by download: https:\/\/get\.pulumi\.com cannot be reached \(\w+\)\n/);
    expect(ensured.stderr).toContain("Pulumi engine 3.250.0 is ready (built): ");
    expect(await result(start("where"))).toEqual({ code: 0, stdout: `${command}\n`, stderr: "" });
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stopped by %s ends the build, says that it can go on, and goes on",
    async (signal) => {
      const { start, home, command } = machine(HANGS_ONCE);
      const child = start("ensure");
      const first = result(child);
      await until("the build runs", () => fs.existsSync(path.join(home, "pids")));
      child.kill(signal);
      const { code, stderr } = await first;
      expect(code).toBe(130);
      expect(stderr).toContain(`ENGINE_INTERRUPTED: Preparing the engine was stopped by ${signal}.`);
      const pids = fs.readFileSync(path.join(home, "pids"), "utf8").trim().split(" ").map(Number);
      await until("the compiler is gone", () => !pids.some(isRunning));
      expect(fs.existsSync(command)).toBe(false);
      expect((await result(start("ensure"))).stdout).toBe(`${command}\n`);
    },
  );

  it("killed in the middle of a build leaves no lock and nothing that is trusted", async () => {
    const { start, home, command } = machine(HANGS_ONCE);
    const child = start("ensure");
    const first = result(child);
    await until("the build runs", () => fs.existsSync(path.join(home, "pids")));
    child.kill("SIGKILL");
    for (const pid of fs.readFileSync(path.join(home, "pids"), "utf8").trim().split(" "))
      process.kill(Number(pid), "SIGKILL");
    expect((await first).code).toBeNull();
    expect(fs.existsSync(command)).toBe(false);
    expect((await result(start("where"))).code).toBe(1);
    expect((await result(start("ensure"))).stdout).toBe(`${command}\n`);
    expect(fs.readdirSync(path.join(home, "groundplan/engine")).sort()).toEqual(["prepare.lock", "versions"]);
  });

  it("started twice at once builds once, and both get the engine", async () => {
    const { start, home, command } = machine(`while [ ! -e "$home/go-on" ]; do sleep 0.1; done; ${MAKES_ENGINE}`);
    const [one, two] = [start("ensure"), start("ensure")];
    let said = "";
    for (const child of [one, two]) {
      child.stderr.on("data", (bytes: Buffer) => {
        said += bytes;
      });
    }
    const results = Promise.all([result(one), result(two)]);
    await until("one waits for the other", () => /waiting for process \d+, which prepares the engine/.test(said));
    write(home, { "go-on": "" });
    expect((await results).map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, `${command}\n`],
      [0, `${command}\n`],
    ]);
    expect(fs.readFileSync(path.join(home, "builds"), "utf8")).toBe("started\n");
  });
});
