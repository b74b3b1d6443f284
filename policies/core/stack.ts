import type { Resource } from "./resource.js";
import type { Tri } from "./tri.js";
import { items, of } from "./value.js";

/** A resource that names another one in a property, or may do so: then `refers` says what is not known. */
export interface Referrer {
  readonly resource: Resource;
  readonly refers: Exclude<Tri, false>;
}

/** Who names what in one property of one type. */
interface References {
  readonly byUrn: ReadonlyMap<string, readonly Resource[]>;
  readonly byText: ReadonlyMap<string, readonly Resource[]>;
  readonly open: readonly Referrer[];
}

/** All resources of a stack, indexed once for all rules: what a rule asks costs no more in a large stack. */
export class Stack {
  readonly #byType = new Map<string, Resource[]>();
  readonly #references = new Map<string, References>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) push(this.#byType, resource.type, resource);
  }

  /** The resources of these types, in the order of the engine. */
  ofType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /**
   * The resources of these types that name the target in a property.
   *
   * The engine says which resources a value was made from, in a preview too; that decides. Where it says nothing, the
   * program may have passed a plain text: then the text decides. Only a value that is unknown and made from nothing in the
   * stack leaves the question open.
   */
  referring(target: Resource, property: string, ...types: readonly string[]): readonly Referrer[] {
    return types.flatMap((type) => {
      const { byUrn, byText, open } = this.#referencesOf(type, property);
      const named = [...target.identities].flatMap((identity) => byText.get(identity) ?? []);
      const certain = new Set([...(byUrn.get(target.urn) ?? []), ...named]);
      return [...[...certain].map((resource): Referrer => ({ resource, refers: true })), ...open];
    });
  }

  #referencesOf(type: string, property: string): References {
    const key = `${type} ${property}`;
    const made = this.#references.get(key) ?? references(this.ofType(type), property);
    this.#references.set(key, made);
    return made;
  }
}

function references(resources: readonly Resource[], property: string): References {
  const [byUrn, byText] = [new Map<string, Resource[]>(), new Map<string, Resource[]>()];
  const open: Referrer[] = [];
  for (const resource of resources) {
    const madeFrom = resource.dependencies[property] ?? [];
    for (const urn of madeFrom) push(byUrn, urn, resource);
    for (const value of items(of(resource, property))) {
      if (value.state === "known" && typeof value.value === "string") push(byText, value.value, resource);
      if (value.state === "unknown" && madeFrom.length === 0)
        open.push({ resource, refers: { unknown: [value.path] } });
    }
  }
  return { byUrn, byText, open };
}

function push(index: Map<string, Resource[]>, key: string, resource: Resource): void {
  const same = index.get(key);
  if (same) same.push(resource);
  else index.set(key, [resource]);
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
