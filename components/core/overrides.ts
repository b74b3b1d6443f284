import type * as pulumi from "@pulumi/pulumi";
import type { ChildKind, ChildTable } from "./children.js";
import type { Problems } from "./errors.js";
import { mergeDeep } from "./merge.js";
import { joinOptions } from "./options.js";
import { type InputTags, mergeTags } from "./tags.js";

type Args = Record<string, unknown>;
type OverrideFunction = (args: Args, opts: pulumi.CustomResourceOptions, name: string) => Args | undefined;

/** A child as its component asks for it, or as the user has changed it. */
export interface ChildRequest {
  readonly args: Args;
  readonly opts: pulumi.CustomResourceOptions;
}

/**
 * Checks that every override is of a child that there is, and of a possible shape. Types say this already; programs in
 * JavaScript, and loosely typed ones, hear it here.
 */
export function checkOverrides(problems: Problems, cloud: string, overrides: unknown, kinds: ChildTable): void {
  if (overrides === undefined) return;
  if (typeof overrides !== "object" || overrides === null) {
    problems.add(cloud, `${JSON.stringify(overrides)} is no table of overrides; give an object, child by child`);
    return;
  }
  const known = Object.keys(kinds)
    .map((kind) => `"${kind}"`)
    .join(", ");
  for (const [key, override] of Object.entries(overrides)) {
    const kind = kinds[key];
    const path = `${cloud}.${key}`;
    if (kind === undefined) problems.add(path, `there is no child "${key}"; use ${known}`);
    else if (override === false && !kind.removable)
      problems.add(path, "this child cannot be left out; give an object of arguments or a function");
    else if (
      override === null ||
      !["object", "function", "boolean", "undefined"].includes(typeof override) ||
      override === true
    )
      problems.add(path, `${JSON.stringify(override)} is not an override; give an object of arguments or a function`);
  }
}

/** Applies an override that {@link checkOverrides} has let pass. `moved` is called when it changed parent or provider. */
export function overridden(
  kind: ChildKind,
  override: unknown,
  own: ChildRequest,
  name: string,
  moved: () => never,
): ChildRequest {
  if (typeof override === "function") {
    const [args, opts] = [{ ...own.args }, { ...own.opts }];
    const changed = (override as OverrideFunction)(args, opts, name) ?? args;
    if (opts.parent !== own.opts.parent || opts.provider !== own.opts.provider) moved();
    return { args: changed, opts: joinOptions(own.opts, opts) };
  }
  if (typeof override !== "object" || override === null) return own;
  const args = (kind.deep ? mergeDeep(own.args, override) : { ...own.args, ...override }) as Args;
  const property = kind.tags;
  if (property !== undefined && property in override)
    args[property] = mergeTags(own.args[property] as InputTags | undefined, args[property] as InputTags | undefined);
  return { args, opts: own.opts };
}
