import type { StateResource } from "./state-file.js";

/** A line of the program, from the project's directory on. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/**
 * Where the program makes each resource: its own line, else that of the nearest component above it. Lines of packages are
 * nobody's to edit.
 */
export function positionsOf(resources: readonly StateResource[]): ReadonlyMap<string, SourcePosition> {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const found = new Map<string, SourcePosition>();
  for (const resource of resources) {
    const seen = new Set<string>();
    for (let here: StateResource | undefined = resource; here !== undefined && !seen.has(here.urn); ) {
      seen.add(here.urn);
      const own = here.positions.map(read).find((position) => position !== undefined);
      if (own !== undefined) {
        found.set(resource.urn, own);
        break;
      }
      here = here.parent === undefined ? undefined : byUrn.get(here.parent);
    }
  }
  return found;
}

function read(position: string): SourcePosition | undefined {
  const [, path = "", line = "", column] = /^project:\/\/\/(.+)#(\d+)(?:,(\d+))?$/.exec(position) ?? [];
  if (path === "" || Number(line) < 1) return undefined;
  const file = decoded(path);
  if (/(^|\/)(node_modules|site-packages)\//.test(file)) return undefined;
  return {
    file,
    line: Number(line),
    ...(column === undefined || Number(column) < 1 ? {} : { column: Number(column) }),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
