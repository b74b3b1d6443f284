import type * as pulumi from "@pulumi/pulumi";
import type { ChildTable } from "./children.js";

/*
 * The five interfaces below are empty here. Each cloud's subpath (`groundplan/aws`, ...) adds its own key to each of
 * them by declaration merging, and another package can do the same for a fourth cloud. A program that never imports
 * `groundplan/aws` therefore never sees a type of @pulumi/aws.
 */

/** What a target of each cloud knows beyond cloud, key, region and tags. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the subpath of each cloud
export interface Clouds {}

/** The per-child overrides of each cloud: cloud, then component, then child. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the subpath of each cloud
export interface Overrides {}

/** The native resources of each cloud: cloud, then component. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the subpath of each cloud
export interface Native {}

/** What each cloud calls somebody who may be granted something. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the subpath of each cloud
export interface Principals {}

/** What stands for the members of a group of machines in each cloud's network rules. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the subpath of each cloud
export interface NetworkSources {}

/** A cloud that the program has imported a subpath for. */
export type CloudName = keyof Clouds & string;

/**
 * Where something is built: one cloud, one region, one account, with the code that builds there.
 *
 * Made by `aws(...)`, `gcp(...)` and `azure(...)`. It is plain data: making one registers nothing. Its provider is
 * created by the first component that uses it, once for each stack and key, under the name `<cloud>-<key>`.
 */
export interface Target<out C extends CloudName = CloudName> {
  readonly cloud: C;
  /** Keeps targets of one cloud apart, in the provider's name and in names that the program derives from it. */
  readonly key: string;
  /** The region, or location, in the cloud's own spelling. */
  readonly region: string;
  /** Put on every child that the cloud can tag; labels on GCP. */
  readonly tags: Readonly<Record<string, string>>;
  /** What only this cloud's targets have. */
  readonly settings: Clouds[C];
  /** How each component becomes resources on this cloud; `implementationsOf` gives them their cloud's types. */
  readonly implementations: Implementations<CloudName>;
}

/** How a cloud makes its provider, and how it builds each component. Components add their own key by merging. */
export interface Implementations<C extends CloudName> {
  readonly provider: ProviderMaker<C>;
}

/** How a target's provider comes to be. */
export interface ProviderMaker<C extends CloudName> {
  /** The package in resource types: `aws`, `gcp`, `azure-native`. */
  readonly package: string;
  /** Registers a provider under `name` for exactly this target. */
  make(target: Target<C>, name: string): pulumi.ProviderResource;
  /** A provider that the target brings along instead. */
  existing(target: Target<C>): pulumi.ProviderResource | undefined;
  /** How this cloud calls a tag, and what it accepts. */
  readonly tagRules: TagRules;
}

/** What one cloud accepts as tags, and how neutral tags become them. */
export interface TagRules {
  /** Tags or labels that a resource can carry. */
  readonly most: number;
  /** Turns neutral tags into this cloud's own; throws nothing, returns what is wrong. */
  convert(tags: Readonly<Record<string, string>>): { tags: Record<string, string>; problems: TagProblem[] };
}

export interface TagProblem {
  /** The key of the offending tag, as given. */
  readonly key: string;
  /** Value, what is allowed, and the fix. */
  readonly reason: string;
}

/** One component on one cloud. */
export interface Implementation<Plan, Parts> {
  /** Every kind of child that the component may register on this cloud. */
  readonly children: ChildTable;
  /** Arguments that this cloud cannot serve, by path. */
  readonly unsupported: Readonly<Record<string, Limitation>>;
  build(context: ScopeContext, plan: Plan): Parts;
}

/** Why a cloud cannot serve an argument, and what to do there instead. */
export interface Limitation {
  readonly why: string;
  readonly instead: string;
}

/** What a component hands to its implementation. */
export interface ScopeContext {
  /** The parent of every child; `undefined` puts children under the stack. */
  readonly component: pulumi.ComponentResource | undefined;
  /** The component's key in the tables of children and overrides, such as `network`. */
  readonly capability: string;
  /** Begins the logical name of every child. */
  readonly name: string;
  readonly target: Target;
  /** The overrides of this cloud, as the user gave them. */
  readonly overrides: object | undefined;
}

/** `Native["aws"]["network"]` where both exist, distributed over a union of clouds. */
export type NativeOf<C extends CloudName, Component extends string> = {
  [K in C]: K extends keyof Native ? (Component extends keyof Native[K] ? Native[K][Component] : never) : never;
}[C];

/**
 * The override arguments of one component: one key for each cloud of its target, and no other. Written with
 * `NoInfer`, so that an override can never widen the cloud that `target` has fixed.
 */
export type CloudOverrides<C extends CloudName, Component extends string> = {
  readonly [K in NoInfer<C>]?: K extends keyof Overrides
    ? Component extends keyof Overrides[K]
      ? Overrides[K][Component]
      : never
    : never;
};

/** Whose connections a network rule may let in, besides ranges of addresses. */
export type NetworkSource<C extends CloudName = CloudName> = {
  [K in C]: K extends keyof NetworkSources ? NetworkSources[K] : never;
}[C];

/** Somebody who may be granted something on a cloud. Structural: an existing role or account fits as it is. */
export type Identity<C extends CloudName = CloudName> = {
  [K in C]: K extends keyof Principals ? Principals[K] : never;
}[C];
