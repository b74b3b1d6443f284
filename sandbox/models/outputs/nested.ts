import type { Member, SdkSchema, TypeRef } from "../../schema/index.js";
import { type Props, UNKNOWN } from "../../types.js";
import { isRecord, isSet } from "../values.js";

/** How what a program left open below an input of its own is filled. */
export interface Filler {
  readonly sdk: SdkSchema;
  /** The value that the cloud gives a member, or undefined to leave it out. `beside` is what stands next to it. */
  readonly fill: (member: Member, path: string, beside: Props) => unknown;
}

/**
 * An input as the outputs have it: its objects, also those in lists and maps, with the members that the SDK declares for the
 * outputs and that the program did not give.
 */
export function completed(filler: Filler, type: TypeRef, value: unknown, path: string): unknown {
  if (value === UNKNOWN || !isSet(value)) return value;
  if (type.kind === "list" && Array.isArray(value))
    return value.map((element, i) => completed(filler, type.of, element, `${path}[${i}]`));
  if (!isRecord(value)) return value;
  if (type.kind === "map")
    return Object.fromEntries(
      Object.entries(value).map(([key, below]) => [key, completed(filler, type.of, below, `${path}.${key}`)]),
    );
  const members = filler.sdk.members(type);
  return members === undefined ? value : completedObject(filler, members, value, path);
}

function completedObject(filler: Filler, members: ReadonlyMap<string, Member>, value: Props, path: string): Props {
  const full: Props = { ...value };
  for (const member of members.values()) {
    const below = `${path}.${member.name}`;
    const given = value[member.name];
    const filled = isSet(given) ? completed(filler, member.type, given, below) : filler.fill(member, below, value);
    if (filled !== undefined) full[member.name] = filled;
  }
  return full;
}

/**
 * What a plan leaves unknown, with what the object had at the same place: computed values outlive a change. What the program
 * itself gives as unknown stays so.
 */
export function settled(planned: unknown, had: unknown, given: unknown): unknown {
  if (planned === UNKNOWN) return given !== UNKNOWN && isSet(had) ? had : UNKNOWN;
  if (Array.isArray(planned)) return planned.map((item, i) => settled(item, at(had, i), at(given, i)));
  if (!isRecord(planned)) return planned;
  return Object.fromEntries(
    Object.entries(planned).map(([key, value]) => [key, settled(value, at(had, key), at(given, key))]),
  );
}

function at(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
