import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkSettings } from "../../stacks/checks.ts";
import { allProblems, parseConfig, type RawConfig } from "../../stacks/config.ts";

export const stacksDir = join(__dirname, "../../stacks");
export const stackNames = ["dev", "prod-aws", "prod-gcp", "prod-azure"] as const;

type Block = Record<string, unknown>;

export function stackFile(stack: string): { config: Block } & Block {
  return parse(readFileSync(join(stacksDir, `Pulumi.${stack}.yaml`), "utf8")) as { config: Block };
}

/** A configuration as Pulumi hands it to a program: scalars as text, blocks as JSON. */
export function raw(config: Block, secrets: readonly string[] = []): RawConfig {
  const text = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  return {
    values: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, text(value)])),
    isSecret: (key) => secrets.includes(key),
  };
}

/** Everything that is wrong with a configuration, as `path: message`. */
export async function problemsOf(config: Block, secrets: readonly string[] = []): Promise<string[]> {
  const { settings, problems } = parseConfig(raw(config, secrets));
  const checked = await checkSettings(settings);
  return allProblems(problems, checked.problems).map(({ path, message }) => `${path}: ${message}`);
}
