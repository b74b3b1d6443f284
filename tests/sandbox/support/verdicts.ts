import { cloud } from "../../../sandbox/models/index.js";
import type { PackageName, Props } from "../../../sandbox/types.js";
import { sessionOf, urnOf } from "../models-world.js";

/** What a change does, by path: "replace", "in place" or "assumed". */
export function verdicts(type: string, olds: Props, news: Props): Record<string, string> {
  const session = sessionOf(type.slice(0, type.indexOf(":")) as PackageName);
  const urn = urnOf(session, type, "x");
  const { detailed, assumed = [] } = cloud.diff({
    session,
    type,
    urn,
    id: "i",
    olds,
    oldOutputs: {},
    news,
    ignoreChanges: [],
  });
  return Object.fromEntries(
    Object.entries(detailed).map(([path, { kind }]) => {
      if (kind.endsWith("-replace")) return [path, "replace"];
      return [path, assumed.includes(path.replace(/\[\d+\]/g, "")) ? "assumed" : "in place"];
    }),
  );
}
