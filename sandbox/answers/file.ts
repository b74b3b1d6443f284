import { existsSync } from "node:fs";
import { join } from "node:path";

/** The names that the file may have, beside Pulumi.yaml. */
const fileNames = ["sandbox.yaml", "sandbox.yml"] as const;

/** The project's sandbox.yaml, or undefined where it has none. */
export function answersFile(projectDir: string): string | undefined {
  return fileNames.map((name) => join(projectDir, name)).find((file) => existsSync(file));
}
