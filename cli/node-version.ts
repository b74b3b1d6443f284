import { CliError } from "./errors.js";

/** The first Node that runs TypeScript files and has SQLite, both without a flag. */
const oldest = [22, 18] as const;

/** Throws one sentence where this Node is too old for the command. */
export function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new CliError(
    "node-too-old",
    `groundplan needs Node ${oldest.join(".")} or newer, and this is Node ${version}: install a newer one, or from a clone use ` +
      "the npm scripts (`npm run up`), which bring their own",
  );
}
