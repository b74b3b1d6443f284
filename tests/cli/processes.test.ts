import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { runningProcess } from "../../cli/run/processes.js";
import { until } from "../engine/temporary.js";

describe("runningProcess", () => {
  it("names a process that runs", () => {
    expect(runningProcess(process.pid)).toBeDefined();
    expect(runningProcess(process.ppid)).toBeDefined();
  });

  it("does not take one that was killed for running, although nobody has asked yet how it ended", async () => {
    // The shell becomes a `sleep`, which never asks for its child.
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const pid = Number(String((await once(parent.stdout, "data"))[0]));
    for (const running of [pid, parent.pid ?? 0]) await until("both run", () => runningProcess(running) === "sleep");

    process.kill(pid, "SIGKILL");
    await until("the child is not running", () => runningProcess(pid) === undefined);
    expect(() => process.kill(pid, 0)).not.toThrow();
  });

  it("knows that no process has a number which none can have", () => {
    expect(runningProcess(2 ** 31 - 1)).toBeUndefined();
  });
});
