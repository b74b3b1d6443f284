import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Target } from "./clouds.js";
import { ArgumentsError, ErrorCode } from "./errors.js";
import { withoutHelperFrames } from "./frames.js";
import { same } from "./same.js";

interface Made {
  readonly target: Target;
  readonly provider: pulumi.ProviderResource;
  /** Further resources that exist once for each target, such as Azure's resource group. */
  readonly shared: Map<string, pulumi.Resource>;
}

/** What one stack has made: an entry for each cloud and key. */
const stacks = new WeakMap<object, Map<string, Made>>();

/** The stack; in unit tests that construct components outside of `runInPulumiStack`, the mocks. */
export function currentStack(): object {
  return pulumi.runtime.getStackResource() ?? pulumi.runtime.getMonitor() ?? stacks;
}

/** `<cloud>-<key>`: the logical name of the target's provider. */
export function providerName(target: Target): string {
  return `${target.cloud}-${target.key}`;
}

/** The provider of a target: its own, or the one that the first component of this stack made. */
export function providerOf<C extends CloudName>(target: Target<C>): pulumi.ProviderResource {
  return madeFor(target).provider;
}

/** A resource that exists once for each target, made by the first that asks. */
export function sharedOf<C extends CloudName, R extends pulumi.Resource>(
  target: Target<C>,
  what: string,
  make: (provider: pulumi.ProviderResource) => R,
): R {
  const { provider, shared } = madeFor(target);
  const found = shared.get(what) ?? withoutHelperFrames(() => make(provider));
  shared.set(what, found);
  return found as R;
}

function madeFor(target: Target): Made {
  const stack = currentStack();
  const made = stacks.get(stack) ?? new Map<string, Made>();
  stacks.set(stack, made);
  const name = providerName(target);
  const found = made.get(name);
  if (found !== undefined) {
    refuseDifferent(found.target, target);
    return found;
  }
  const maker = target.implementations.provider;
  const provider = maker.existing(target) ?? withoutHelperFrames(() => maker.make(target, name));
  const entry: Made = { target, provider, shared: new Map() };
  made.set(name, entry);
  return entry;
}

/** Two targets of one cloud and key must be the same in everything: they share one provider. */
function refuseDifferent(first: Target, second: Target): void {
  if (first === second) return;
  const differing = differences(first, second);
  if (differing.length === 0) return;
  const reason =
    `two ${first.cloud} targets have the key "${first.key}" and differ in ${differing.join(", ")}; ` +
    `a key stands for one provider: make the target once and pass it on, or give each its own key`;
  throw new ArgumentsError(
    `Target ${providerName(first)}`,
    [{ propertyPath: "target.key", reason }],
    ErrorCode.TargetConflict,
  );
}

function differences(first: Target, second: Target): string[] {
  const names: string[] = [];
  if (first.region !== second.region) names.push("region");
  if (!same(first.tags, second.tags)) names.push("tags");
  const [a, b] = [first.settings, second.settings] as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]))
    if (!same(a?.[key], b?.[key])) names.push(key);
  return names;
}
