import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Deployment } from "../../sandbox/index.js";
import { CliError, ExitCode } from "../errors.js";
import { isCopy } from "../references/copies.js";

/** The state of one sandboxed stack, as its file has it. */
export interface SandboxState {
  readonly project: string;
  readonly stack: string;
  readonly state: Deployment;
}

/** Every state of the world's own stacks in its backend, without copies that its programs only read. Needs no engine. Throws where a file is not a state. */
export function statesIn(world: string): SandboxState[] {
  return stateFilesIn(world).map(({ project, stack, file }) => ({ project, stack, state: readState(file) }));
}

/** Names of the stacks of a project that have a state in the world. Reads none of the states. */
export function sandboxedStacks(world: string, project: string): string[] {
  return stateFilesIn(world).flatMap((state) => (state.project === project ? [state.stack] : []));
}

interface FoundFile {
  readonly project: string;
  readonly stack: string;
  readonly file: string;
}

function stateFilesIn(world: string): FoundFile[] {
  const dir = join(world, "backend", ".pulumi", "stacks");
  if (!existsSync(dir)) return [];
  const projects = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return projects.flatMap(({ name: project }) =>
    readdirSync(join(dir, project))
      .filter((file) => /\.json(\.gz)?$/.test(file) && !isCopy(join(dir, project, file)))
      .map((file) => ({ project, stack: file.replace(/\.json(\.gz)?$/, ""), file: join(dir, project, file) })),
  );
}

interface StateFile {
  readonly checkpoint?: { readonly latest?: Deployment["deployment"] };
}

function readState(file: string): Deployment {
  try {
    const bytes = readFileSync(file);
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    return { deployment: (JSON.parse(text) as StateFile).checkpoint?.latest ?? null };
  } catch (cause) {
    const message = `the state ${file} cannot be read; restore it from a copy, or start over with \`groundplan sandbox reset\``;
    throw new CliError("state-corrupt", message, ExitCode.Failed, { cause });
  }
}
