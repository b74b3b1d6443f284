import { existsSync, readFileSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { CliError, ExitCode, usageError } from "../errors.js";
import type { Project } from "../project.js";

/** What a command line names to be judged. */
export type Target =
  /** A state file; `-` is standard input. */
  | { readonly kind: "state"; readonly file: string }
  /** A program: what its preview registers. */
  | { readonly kind: "program"; readonly project: Project }
  /** A stack of the project here: what exists. */
  | { readonly kind: "stack"; readonly project: Project; readonly stack: string };

/**
 * Tells a state file, the directory of a program and the name of a stack apart. A file wins; a directory that is named like a
 * stack is written with `./`.
 *
 * @param word  of the command line; the program here where there is none
 * @throws CliError `bad-argument` where it is none of the three
 */
export async function targetOf(word = "."): Promise<Target> {
  const kind = word === "-" ? "file" : kindOf(word);
  if (kind === "file") return { kind: "state", file: word };
  const { findProject } = await import("../project.js");
  const isName = !/[/\\]|^\.+$/.test(word);
  if (kind === "directory" && !(isName && isStackHere(word, findProject)))
    return { kind: "program", project: findProject(resolve(word)) };
  if (!isName || /\.(json|gz)$/.test(word)) throw nothing(word);
  try {
    return { kind: "stack", project: findProject(process.cwd()), stack: word };
  } catch (error) {
    if (error instanceof CliError && error.code === "no-project") throw nothing(word);
    throw error;
  }
}

function kindOf(path: string): "file" | "directory" | undefined {
  if (!existsSync(path)) return undefined;
  return statSync(path).isDirectory() ? "directory" : "file";
}

function isStackHere(name: string, find: (from: string) => Project): boolean {
  try {
    return find(process.cwd()).stacks.includes(name);
  } catch {
    return false;
  }
}

function nothing(word: string): CliError {
  return usageError(
    "bad-argument",
    `there is no file and no directory ${JSON.stringify(word)}, and no stack of a project here can be named so; name a state file ` +
      "(`pulumi stack export`), the directory of a program, or a stack",
  );
}

/** Reads a file whole. @throws CliError `bad-state` */
export function readTarget(file: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError("bad-state", `${nameOf(file)} cannot be read: ${reason}`, ExitCode.Usage);
  }
}

/** A file for messages. */
export function nameOf(file: string): string {
  if (file === "-") return "standard input";
  const near = relative(process.cwd(), resolve(file));
  return near.startsWith("..") ? file : near;
}
