/** Rewrites of programs, value by value. */

import type { ExampleResource } from "../../../policies/core/rule.js";
import { isObject, type Props } from "../../../policies/core/value.js";
import type { Program } from "./harness.js";

/** Where a value stands: names and, in lists, `[]`. */
export type Path = readonly string[];

/** Rewrites every value from the innermost outward. */
export function deep(value: unknown, change: (value: unknown, path: Path) => unknown, path: Path = []): unknown {
  const inner = Array.isArray(value)
    ? value.map((element) => deep(element, change, [...path, "[]"]))
    : isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, v]) => [name, deep(v, change, [...path, name])]))
      : value;
  return change(inner, path);
}

/** Rewrites the properties of every resource that the test accepts. */
export function withProps(
  program: Program,
  change: (props: Props, resource: ExampleResource) => Props,
  test: (resource: ExampleResource) => boolean = () => true,
): Program {
  return program.map((resource) =>
    test(resource) ? { ...resource, props: change(resource.props, resource) } : resource,
  );
}

/** Rewrites every value of every resource that the test accepts. */
export function eachValue(
  change: (value: unknown, path: Path, resource: ExampleResource) => unknown,
  test?: (resource: ExampleResource) => boolean,
): (program: Program) => Program {
  return (program) =>
    withProps(
      program,
      (props, resource) =>
        deep(props, (value, path) => (path.length === 0 ? value : change(value, path, resource))) as Props,
      test,
    );
}

/** A JSON document in a text, or undefined where the text is none. */
export function documentIn(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Rewrites every JSON document that stands in a text. */
export function eachDocument(change: (document: unknown) => unknown): (program: Program) => Program {
  return eachValue((value) => {
    const document = documentIn(value);
    return document === undefined ? value : change(document);
  });
}

export const provider = ({ type }: ExampleResource): string => type.slice(0, type.indexOf(":"));

/** Providers made of Terraform's, which take a text for a number or a boolean, and a list of one for a block. */
export const isBridged = (resource: ExampleResource): boolean => ["aws", "gcp"].includes(provider(resource));
