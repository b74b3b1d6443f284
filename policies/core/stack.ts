import type { Resource } from "./resource.js";
import { any, type Tri } from "./tri.js";
import { items, of } from "./value.js";

/** All resources of a stack, indexed once for all rules. */
export class Stack {
  readonly #byType = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      const same = this.#byType.get(resource.type);
      if (same) same.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  /** The resources of these types, in the order of the engine. */
  ofType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }
}

/**
 * Whether a property of one resource names another resource.
 *
 * The engine says which resources a value was made from, in a preview too; that decides. Where it says nothing, the
 * program may have passed a plain text: then the text decides. Only a value that is unknown and made from nothing in the
 * stack leaves the question open.
 */
export function refersTo(from: Resource, property: string, target: Resource): Tri {
  const madeFrom = from.dependencies[property] ?? [];
  if (madeFrom.includes(target.urn)) return true;
  const values = items(of(from, property));
  return any(
    ...values.map((value): Tri => {
      if (value.state === "unknown") return madeFrom.length > 0 ? false : { unknown: [value.path] };
      return value.state === "known" && typeof value.value === "string" && target.identities.has(value.value);
    }),
  );
}

/** The provider inputs that decide which account a resource lands in. */
const ACCOUNT_INPUTS = ["allowedAccountIds", "assumeRoles", "assumeRole", "profile", "accessKey"] as const;

/** Whether two AWS resources land in the same account, as far as their providers' inputs tell. */
export function sameAccount(one: Resource, other: Resource): boolean {
  if (one.provider?.urn === other.provider?.urn) return true;
  return ACCOUNT_INPUTS.every((key) => same(one.provider?.props[key], other.provider?.props[key]));
}

/** Whether two AWS resources land in the same account and region. A resource may name its own region. */
export function sameRegion(one: Resource, other: Resource): boolean {
  const region = (r: Resource): unknown => r.props.region ?? r.provider?.props.region;
  return sameAccount(one, other) && same(region(one), region(other));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
