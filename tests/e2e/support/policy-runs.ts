import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Engine, ensureEngine } from "../../../engine/index.js";
import { EchoProvider } from "./echo-provider.mjs";

const root = join(__dirname, "../../..");

export interface Result {
  readonly code: number | null;
  readonly text: string;
}

/** The stock command with a state of its own, on providers that answer with what they are given. */
export class PolicyRuns {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-policies-")));
  readonly provider = new EchoProvider();
  #engine: Engine | undefined;
  #attached = "";

  async start(): Promise<void> {
    this.#engine = await ensureEngine({ progress: (line) => console.log(line) });
    const port = await this.provider.start();
    this.#attached = ["aws", "gcp", "azure-native"].map((name) => `${name}:${port}`).join(",");
    mkdirSync(join(this.directory, "state"));
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
  }

  remove(): void {
    this.provider.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  pulumi(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = this.directory): Promise<Result> {
    const { NODE_OPTIONS: _options, VITEST: _vitest, ...rest } = process.env;
    const command = this.#engine?.command ?? "pulumi";
    const child = spawn(command, [...args, "--non-interactive", "--color", "never"], {
      cwd,
      env: {
        ...rest,
        PATH: [dirname(command), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
        PULUMI_HOME: join(this.directory, "home"),
        PULUMI_BACKEND_URL: `file://${join(this.directory, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "only for tests",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DEBUG_PROVIDERS: this.#attached,
        ...env,
      },
    });
    return new Promise((resolve, reject) => {
      let text = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, text }));
    });
  }

  /** A project with a stack, made from the text of its program. */
  async project(name: string, program: string): Promise<string> {
    const at = join(this.directory, name);
    mkdirSync(at);
    const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
    writeFileSync(join(at, "Pulumi.yaml"), `name: ${name}\n${runtime}`);
    writeFileSync(join(at, "package.json"), JSON.stringify({ name, main: "index.js" }));
    writeFileSync(join(at, "index.js"), program);
    const { code, text } = await this.pulumi(["stack", "init", "dev"], {}, at);
    if (code !== 0) throw new Error(`pulumi stack init ended with ${code}:\n${text}`);
    return at;
  }
}

/** The policy names that a run reported, each with its level and the resource's name, sorted. */
export function reported(text: string): readonly string[] {
  const lines = [...text.matchAll(/- \[(\w+)\] \[severity: \w+\] +([\w-]+) +\(\S+ (\S+)\)/g)];
  return lines.map(([, level, policy, name]) => `${level} ${policy} ${name}`).sort();
}
