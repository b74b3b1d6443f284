import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The program whose resources the sandbox serves, as far as its SDKs are concerned. */
export interface Program {
  /** The directory of Pulumi.yaml. */
  readonly dir: string;
  /** `nodejs`, `bun`, `python`, `go`, `dotnet`, `java`, `yaml`, ...; "" where Pulumi.yaml does not say. */
  readonly runtime: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Where its own packages may be: the directory of its `main`, then the project's. */
  readonly roots: readonly string[];
}

interface ProjectFile {
  readonly main?: unknown;
  readonly runtime?: unknown;
}

export function readProgram(dir: string): Program {
  const name = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].find((file) => existsSync(join(dir, file)));
  const project = name === undefined ? undefined : parsed(readFileSync(join(dir, name), "utf8"));
  const main = typeof project?.main === "string" ? join(dir, project.main) : undefined;
  const runtime = project?.runtime;
  const { name: said, options } =
    typeof runtime === "object" && runtime !== null ? (runtime as Record<string, unknown>) : { name: runtime };
  return {
    dir,
    runtime: typeof said === "string" ? said : "",
    options: typeof options === "object" && options !== null ? (options as Record<string, unknown>) : {},
    roots: main === undefined ? [dir] : [join(main, ".."), main, dir],
  };
}

function parsed(text: string): ProjectFile | null | undefined {
  // Loaded late: it would be a tenth of the time in which the server starts.
  const { parse } = require("yaml") as typeof import("yaml");
  return parse(text) as ProjectFile | null | undefined;
}

/** The directory in which the engine starts the program and its providers: that of its `main`. */
export function workingDirectory({ dir, roots }: Program): string {
  const [above, main] = roots;
  if (above === undefined || main === undefined) return dir;
  return statSync(main, { throwIfNoEntry: false })?.isDirectory() === true ? main : above;
}

/** Whether the program runs on the npm SDK itself. */
export function runsOnNode(program: Program): boolean {
  return program.runtime === "nodejs" || program.runtime === "bun";
}
