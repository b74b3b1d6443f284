import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzip } from "../../components/function/code/unzip.js";
import { CliError } from "../errors.js";
import type { FoundFunction } from "./find.js";
import type { FunctionJson } from "./protocol.js";

/**
 * Unpacks a function's archive, which is what the cloud would get, into a new folder of the program's: a package that the
 * code needs is then looked for in the project as well.
 *
 * @returns the folder; whoever asked for it deletes it
 * @throws CliError `bad-function`
 */
export function unpack(found: FoundFunction, programDir: string): string {
  const archive = found.archive === undefined ? undefined : join(programDir, found.archive);
  if (archive === undefined || !existsSync(archive))
    throw new CliError(
      "bad-function",
      `the archive of function ${found.name} is not there (${archive ?? "the preview names none"}); run the command in the ` +
        "directory of the program",
    );
  const folder = join(programDir, ".groundplan", "invoke");
  mkdirSync(folder, { recursive: true });
  // Nothing is above a package in the cloud: the program's own package.json must not decide what its files are.
  writeFileSync(join(folder, "package.json"), "{}\n");
  const dir = mkdtempSync(join(folder, "call-"));
  for (const { path, data } of unzip(readFileSync(archive))) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, data);
  }
  return dir;
}

/** The file and the export that an entry names. @throws CliError `bad-function` */
export function entryOf({ name, entry }: FoundFunction, dir: string): { file: string; symbol: string } {
  const dot = entry.lastIndexOf(".");
  const [stem, symbol] = [entry.slice(0, dot), entry.slice(dot + 1)];
  const file = [".js", ".cjs", ".mjs"].map((ending) => stem + ending).find((path) => existsSync(join(dir, path)));
  if (file !== undefined) return { file, symbol };
  throw new CliError(
    "bad-function",
    `the code of function ${name} has no ${stem}.js, .cjs or .mjs, which ${entry} names`,
  );
}

/** What the package says of a trigger. @throws CliError `bad-function` */
export function functionJsonOf({ name }: FoundFunction, dir: string, key: string): FunctionJson {
  const path = join(dir, key, "function.json");
  if (!existsSync(path))
    throw new CliError("bad-function", `the package of function ${name} has no ${key}/function.json`);
  return JSON.parse(readFileSync(path, "utf8")) as FunctionJson;
}
