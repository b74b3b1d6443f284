import { refused } from "./status.js";

/** The parts of a URN: `urn:pulumi:<stack>::<project>::<types>::<name>`; names may contain `::`. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The resource's own type, without its parents' types. */
  readonly type: string;
  readonly name: string;
}

export function parseUrn(urn: string): UrnParts {
  const match = /^urn:pulumi:([^:]*)::([^:]*)::(.*?)::(.*)$/s.exec(urn);
  if (match === null) {
    throw refused(
      "malformed",
      `"${urn.slice(0, 200)}" is not a URN: urn:pulumi:<stack>::<project>::<type>::<name> is one`,
    );
  }
  const [, stack = "", project = "", types = "", name = ""] = match;
  return { stack, project, type: types.slice(types.lastIndexOf("$") + 1), name };
}
