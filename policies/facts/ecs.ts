/** The containers of ECS tasks, in JSON text or as objects. */

import type { Resource } from "../core/resource.js";
import { entries, type Field, field, get, items, within } from "../core/value.js";
import { parseDocument, unreadable } from "./documents.js";

export const TASK = "aws:ecs/taskDefinition:TaskDefinition";
export const DAEMON = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";
export const EXPRESS = "aws:ecs/expressGatewayService:ExpressGatewayService";

/** The containers of the resource. Definitions that are not known yet are one unknown container. */
export function containersOf({ type, props }: Resource): readonly Field[] {
  if (type === EXPRESS) return items(get(props, "primaryContainer"));
  const definitions = get(props, "containerDefinitions");
  if (definitions.state !== "known" || typeof definitions.value !== "string") return items(definitions);
  const document = parseDocument(field("", `{"containers": ${definitions.value}}`));
  const list = within(document, "containers");
  if (document.state === "unknown") return definitions.value.trim() === "" ? [] : [unreadable(definitions.path)];
  return list.state === "known" ? items(field(definitions.path, list.value)) : [];
}

/** The variables that a container is given in clear. */
export function environmentOf(container: Field): readonly Field[] {
  return ["environment", "environments"].flatMap((name) => items(settingOf(container, name)));
}

/** A setting of a container. In JSON text the provider takes its name in any case. */
export function settingOf(container: Field, name: string): Field {
  const [, written] = entries(container).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
  return written ?? within(container, name);
}
