import type * as pulumi from "@pulumi/pulumi";

/** The class of a provider's resource. */
export type ResourceClass = new (
  name: string,
  args: never,
  opts?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

/** How long a child's name may be, and of what, when the provider derives the physical name from the logical one. */
export interface NameRule {
  /** Longest physical name in characters. */
  readonly limit: number;
  /** Characters of a physical name: lower-case letters and digits, with hyphens, or anything. */
  readonly charset: "a-z0-9" | "a-z0-9-" | "A-Za-z0-9-" | "A-Za-z0-9-_.";
  /**
   * Characters that the provider's auto-naming adds at the end.
   * @default 8: a hyphen and seven digits on AWS and GCP, eight digits on Azure
   */
  readonly added?: number;
  /** Set where the provider's auto-naming is not used: the property that takes the physical name, as `metadata.name`. */
  readonly property?: string;
}

/** One kind of child: its key is the override's key, and what documentation and contract tests enumerate. */
export interface ChildKind {
  /** The resource class, behind a function so that its module loads with the first such child. */
  readonly type: () => ResourceClass;
  /** The property that carries tags or labels; absent when the type has none. */
  readonly tags?: "tags" | "labels" | "resourceLabels";
  /** Adds the tag `Name` with the logical name: on AWS the console shows nothing else for types without a name. */
  readonly nameTag?: true;
  /** The rule of the physical name, where it is tighter than any logical name can be expected to be. */
  readonly name?: NameRule;
  /** May an override be `false`, leaving this child out? Only where the component says what that gives up. */
  readonly removable?: true;
  /**
   * Merges an override object into nested objects too. For Kubernetes, whose objects have everything in `metadata` and
   * `spec`: replacing those as a whole is never what an override is for.
   */
  readonly deep?: true;
  /**
   * The properties that the SDK completes with values of its own before it registers the resource, with those values. In
   * the course of it one value that is not known yet makes the whole property unknown; kinds that say so here are spared.
   */
  readonly completed?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every kind of child of one component on one cloud, by key. */
export type ChildTable = Readonly<Record<string, ChildKind>>;

/** Declares the one table of children of a component on a cloud; keeps each key's exact types. */
export function childKinds<const T extends ChildTable>(table: T): T {
  return table;
}

/** The arguments of a kind of child. */
export type ArgsOf<K> = K extends {
  readonly type: () => new (name: string, args: infer A, opts?: pulumi.CustomResourceOptions) => pulumi.CustomResource;
}
  ? NonNullable<A>
  : never;

/** The resource that a kind of child becomes. */
export type ResourceOf<K> = K extends { readonly type: () => new (...args: never[]) => infer R } ? R : never;

/** What `child` returns: nothing where the kind is removable and was removed. */
export type ChildOf<K> = K extends { readonly removable: true } ? ResourceOf<K> | undefined : ResourceOf<K>;

/**
 * Changes one kind of child.
 *
 * An object is merged over the component's arguments, property by property; its tags are added to the component's.
 * A function gets the finished arguments, the resource options and the child's logical name. It returns new arguments,
 * or changes those it got and returns nothing; its tags are final. Options that it sets are kept; `ignoreChanges`,
 * `aliases` and `dependsOn` are added to the component's. It cannot change `parent` or `provider`.
 */
export type Override<A extends object> =
  | Partial<A>
  // biome-ignore lint/suspicious/noConfusingVoidType: a function that only changes its arguments returns nothing
  | ((args: A, opts: pulumi.CustomResourceOptions, name: string) => A | void);

/** {@link Override} of a kind whose nested objects are merged too; lists are replaced as a whole. */
export type DeepOverride<A extends object> =
  | DeepPartial<A>
  // biome-ignore lint/suspicious/noConfusingVoidType: a function that only changes its arguments returns nothing
  | ((args: A, opts: pulumi.CustomResourceOptions, name: string) => A | void);

/** Every property of every plain object may be left out; lists and values that are known only later stay whole. */
export type DeepPartial<T> = T extends Promise<unknown> | pulumi.OutputInstance<unknown> | readonly unknown[]
  ? T
  : T extends object
    ? { [P in keyof T]?: DeepPartial<T[P]> }
    : T;

type OverrideOf<K> = K extends { readonly deep: true } ? DeepOverride<ArgsOf<K>> : Override<ArgsOf<K>>;

/** The overrides of a component on a cloud, by kind of child; `false` removes one that the component lets go. */
export type OverridesOf<T> = {
  readonly [P in keyof T]?: T[P] extends { readonly removable: true } ? OverrideOf<T[P]> | false : OverrideOf<T[P]>;
};
