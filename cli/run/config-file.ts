import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Project, StackFile } from "../project.js";

/** Stands where the stack file has a secret: the real one cannot be read without the stack's own key, and need not be. */
export const secretPlaceholder = "sandbox-placeholder";

/** A stack's settings as a run in the sandbox uses them. */
export interface SandboxConfig {
  /** The generated stack file. */
  readonly path: string;
  /** Property paths of values that are secret in the checkout; they are to be set to the placeholder, encrypted. */
  readonly secretPaths: readonly string[];
}

/**
 * Writes the stack's settings into the world, for `--config-file`: the checkout's file stays as it is, although Pulumi
 * writes an encryption salt into whatever settings file it uses. What needs the outside world is left out: the real secrets
 * provider and its keys, and environments.
 */
export function writeSandboxConfig(project: Project, stack: string, file: StackFile, dir: string): SandboxConfig {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `Pulumi.${stack}.yaml`);
  const secretPaths: string[] = [];
  const config = Object.fromEntries(
    Object.entries(file.config).flatMap(([key, value]) => {
      const plain = withoutSecrets(value, key, secretPaths);
      return plain === undefined ? [] : [[key, plain]];
    }),
  );
  writeIfChanged(join(dir, "Pulumi.yaml"), stringify({ name: project.name, runtime: project.settings.runtime }));
  writeIfChanged(path, stringify({ config, ...saltOf(path) }));
  return { path, secretPaths };
}

/** The salt that an earlier run got: with another one each run would encrypt everything anew. */
function saltOf(path: string): { encryptionsalt?: unknown } {
  if (!existsSync(path)) return {};
  const salt = (parse(readFileSync(path, "utf8")) as { encryptionsalt?: unknown } | null)?.encryptionsalt;
  return salt === undefined ? {} : { encryptionsalt: salt };
}

function withoutSecrets(value: unknown, path: string, secretPaths: string[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) {
    secretPaths.push(path);
    return undefined;
  }
  if (Array.isArray(value))
    return value.map((item, index) => withoutSecrets(item, `${path}[${index}]`, secretPaths) ?? null);
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    withoutSecrets(item, `${path}.${key}`, secretPaths),
  ]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** Pulumi writes an encrypted value as a block with the one key `secure`. */
function isSecret(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "secure";
}

function writeIfChanged(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(path, text, { mode: 0o600 });
}
