import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { transformSync } from "esbuild";

const source = resolve(__dirname, "../../cli/invoke");

/** The half of the command that runs code in a process of its own, compiled: that process cannot read our TypeScript. */
export class Runner {
  readonly #dir = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-runner-")));
  readonly runCall: typeof import("../../cli/invoke/run.js").runCall;

  constructor() {
    for (const entry of readdirSync(source, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) this.#compile(join(entry.parentPath, entry.name));
    this.runCall = createRequire(__filename)(join(this.#dir, "run.js")).runCall;
  }

  remove(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #compile(path: string): void {
    const target = join(this.#dir, relative(source, path).replace(/\.ts$/, ".js"));
    const { code } = transformSync(readFileSync(path, "utf8"), {
      loader: "ts",
      format: "cjs",
      platform: "node",
      target: "node22",
    });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
}
