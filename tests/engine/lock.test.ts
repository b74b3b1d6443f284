import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { withLock } from "../../engine/lock.js";
import { isRunning } from "../processes.js";
import { temporary, until } from "./temporary.js";

/** A process of its own that takes the lock the same way and keeps it until it is killed. */
const HOLDER = `
const { DatabaseSync } = require("node:sqlite");
const database = new DatabaseSync(process.argv[1]);
database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
console.log("held");
setInterval(() => database, 1000);
`;

async function holder(file: string): Promise<number> {
  const child = spawn(process.execPath, ["-e", HOLDER, file], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  await until("the other process holds the lock", () => said.includes("held"));
  return child.pid ?? 0;
}

describe("withLock", () => {
  it("gives up at once when told not to wait", async () => {
    const file = path.join(temporary(), "lock");
    const inner = await withLock(file, { onTaken: () => false }, () =>
      withLock(file, { onTaken: () => false }, () => Promise.resolve("inner")),
    );
    expect(inner).toBeUndefined();
  });

  it("is free again after the action, whether it worked or not", async () => {
    const file = path.join(temporary(), "lock");
    await expect(withLock(file, { onTaken: () => false }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withLock(file, { onTaken: () => false }, () => Promise.resolve(2))).toBe(2);
  });

  it("waits for another process, and is free the moment that one is killed with SIGKILL", async () => {
    const file = path.join(temporary(), "lock");
    const pid = await holder(file);
    let taken = 0;
    const waited = withLock(
      file,
      {
        onTaken: () => {
          taken += 1;
          if (taken === 2) process.kill(pid, "SIGKILL");
          return true;
        },
      },
      () => Promise.resolve("mine"),
    );
    expect(await waited).toBe("mine");
    expect(taken).toBeGreaterThanOrEqual(2);
    await until("the other process is gone", () => !isRunning(pid));
    expect(fs.readdirSync(path.dirname(file))).toEqual(["lock"]);
  });

  it("stops waiting when it is told to", async () => {
    const file = path.join(temporary(), "lock");
    const pid = await holder(file);
    const controller = new AbortController();
    const onTaken = (): boolean => {
      controller.abort(new Error("enough"));
      return true;
    };
    const waited = withLock(file, { signal: controller.signal, onTaken }, () => Promise.resolve());
    await expect(waited).rejects.toThrow("enough");
    process.kill(pid, "SIGKILL");
  });
});
