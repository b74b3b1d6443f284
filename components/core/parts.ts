import type * as pulumi from "@pulumi/pulumi";
import type { ChildKind } from "./children.js";
import type { ChildRequest } from "./overrides.js";

/**
 * The options of a child with which the properties that its SDK completes keep their parts: one value in them that is not
 * known yet would else hide the whole property from previews and policies. What the update sends stays the same.
 */
export function keepingParts(
  { completed = {} }: ChildKind,
  { args, opts }: ChildRequest,
): pulumi.CustomResourceOptions {
  const parts = Object.entries(completed).flatMap(([property, usual]) => {
    const given = args[property];
    return isPlain(given) ? [[property, complete(given, usual)] as const] : [];
  });
  if (parts.length === 0) return opts;
  const keep: pulumi.ResourceTransformation = ({ props, opts: all }) => ({
    props: { ...props, ...Object.fromEntries(parts) },
    opts: all,
  });
  return { ...opts, transformations: [keep, ...(opts.transformations ?? [])] };
}

type Values = Readonly<Record<string, unknown>>;

function complete(given: Values, usual: Values): Values {
  const missing = Object.entries(usual).filter(([name]) => (given[name] ?? undefined) === undefined);
  return { ...given, ...Object.fromEntries(missing) };
}

/** Whether the parts of a value can be seen: those of an output cannot. */
function isPlain(value: unknown): value is Values {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
