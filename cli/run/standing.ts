import type { InventoryObject } from "../../sandbox/index.js";
import type { SandboxState } from "./sandbox-states.js";

/** How an object stands to the states: in one, kept on purpose, lost by a crash, in none, or made by hand. */
export type Standing = "listed" | "kept" | "lost" | "orphan" | "by hand";

/** The standing of every object of a world. Loads the sandbox only when it is called. */
export async function standings(
  objects: readonly InventoryObject[],
  states: readonly SandboxState[],
): Promise<Map<InventoryObject, Standing>> {
  const { listedOtherwise, objectKey, recoverDeployment } = await import("../../sandbox/index.js");
  const found = new Map<InventoryObject, Standing>();
  for (const object of objects) found.set(object, object.stack === "" ? "by hand" : "orphan");
  for (const { project, stack, state } of states) {
    const own = objects.filter((object) => object.project === project && object.stack === stack);
    const { imports, orphans, kept } = recoverDeployment(state, own, { project, stack });
    const open = new Map<string, Standing[]>();
    const note = (list: readonly Named[], standing: Standing) => {
      for (const one of list) open.set(keyOf(one), [...(open.get(keyOf(one)) ?? []), standing]);
    };
    note(imports, "lost");
    note(orphans, "orphan");
    note(kept, "kept");
    // Of several under one URN and id the state's entries stand for the oldest: what it does not list are the newest.
    for (const object of own.toReversed()) found.set(object, open.get(keyOf(object))?.shift() ?? "listed");
  }
  const otherwise = new Set(states.flatMap(({ state }) => [...listedOtherwise(state, objects)]));
  for (const [object, standing] of found)
    if ((standing === "kept" || standing === "orphan") && otherwise.has(objectKey(object))) found.set(object, "listed");
  return found;
}

interface Named {
  readonly urn: string;
  readonly id: string;
}

function keyOf({ urn, id }: Named): string {
  return JSON.stringify([urn, id]);
}

/** What is worth a line beside the number of objects. */
export function standingWords(standing: Standing, count: number, stack: string): string | undefined {
  const them = count === 1 ? "1 object" : `${count} objects`;
  switch (standing) {
    case "kept":
      return `  ${them} kept on purpose (retainOnDelete, or \`pulumi state delete\`)`;
    case "lost":
      return `  ${them} made by a run that did not end; \`groundplan recover ${stack}\` takes them into the state`;
    case "orphan":
      return (
        `  ${them} that no state lists; delete ${count === 1 ? "it" : "them one by one"} with \`groundplan sandbox drift delete\`, or ` +
        `everything in the sandbox with \`groundplan sandbox reset\`; \`pulumi import\` takes ${count === 1 ? "it" : "them"} into a stack`
      );
    default:
      return undefined;
  }
}
