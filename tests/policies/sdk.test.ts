import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import type { Rule } from "../../policies/core/rule.js";
import { isObject, type Props } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { declaration, isProvider, read } from "./sdks.js";
import { conduct, resourcesOf } from "./support.js";

/** The declared properties of an interface: name -> type. */
function members(text: string, name: string): ReadonlyMap<string, string> {
  const start = text.indexOf(`interface ${name} {`);
  const found = new Map<string, string>();
  if (start < 0) return found;
  let depth = 0;
  for (const line of text.slice(start).split("\n")) {
    const [, property, type] = /^ *(\w+)\??: (.*?);?$/.exec(line) ?? [];
    if (depth === 1 && property !== undefined && type !== undefined) found.set(property, type);
    depth += line.split("{").length - line.split("}").length;
    if (depth === 0) break;
  }
  return found;
}

/** The members of `core.v1.Container`: the interface in those namespaces, since other namespaces have one of that name too. */
function nested(text: string, path: string): ReadonlyMap<string, string> {
  const parts = path.split(".");
  const name = parts.pop() ?? "";
  const start = parts.reduce((at, space) => text.indexOf(`namespace ${space} {`, at), 0);
  return members(start < 0 ? "" : text.slice(start), name);
}

const inputs = new Map<string, ReadonlyMap<string, string>>();
function inputsOf(sdk: string, path: string): ReadonlyMap<string, string> {
  const key = `${sdk} ${path}`;
  const found = inputs.get(key) ?? nested(read(sdk, "types", "input.d.ts"), path);
  inputs.set(key, found);
  return found;
}

/** Whether the SDK's types have the property, however deep. A document given as an object is not followed. */
function declares(token: string, path: string): boolean {
  const [sdk = "", , name = ""] = token.split(":");
  let here = members(declaration(token), isProvider(token) ? "ProviderArgs" : `${name}Args`);
  return path.split(".").every((part) => {
    const list = part.endsWith("[]");
    const type = here.get(list ? part.slice(0, -2) : part);
    if (type === undefined || (list && !type.includes("[]"))) return false;
    const inner = /inputs\.((?:\w+\.)+\w+)(?=[>\s[|])/.exec(type)?.[1];
    here = inner ? inputsOf(sdk, inner) : new Map();
    return true;
  });
}

const reads = rules.flatMap((rule) =>
  [rule.judges, rule.consults ?? {}].flatMap((part) =>
    Object.entries(part).map(([type, properties]) => [rule.id, type, properties] as const),
  ),
);

describe("what the rules read exists in the installed SDKs", () => {
  it.each(reads)("%s: %s", (_rule, type, properties) => {
    expect(declaration(type), `${type} is not in the SDK`).not.toBe("");
    expect(properties.filter((path) => !declares(type, path))).toEqual([]);
  });

  it("finds what does not exist", () => {
    expect(declaration("aws:s3/bucket:Buket")).toBe("");
    expect(declares("aws:s3/bucket:Bucket", "grants[].uri")).toBe(true);
    expect(declares("aws:s3/bucket:Bucket", "grants[].url")).toBe(false);
    expect(declares("aws:s3/bucket:Bucket", "loggings")).toBe(false);
  });
});

/** Properties of earlier majors, which programs for those still have. */
const EARLIER = ["settings.ipConfiguration.requireSsl"];

/** Notes each path that is read below the given properties. */
function noting(props: Props, seen: Set<string>, at = ""): Props {
  return new Proxy(props, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof name !== "string") return value;
      const path = at === "" ? name : `${at}.${name}`;
      seen.add(path);
      if (Array.isArray(value)) return value.map((v) => (isObject(v) ? noting(v, seen, `${path}[]`) : v));
      return isObject(value) ? noting(value, seen, path) : value;
    },
  });
}

/** What a rule reads of each type when it judges its examples. */
function readBy(rule: Rule): readonly string[] {
  const one = new Evaluator([rule]);
  return [rule.bad, rule.good].flatMap((example) => {
    const seen = new Map(example.map((resource) => [resource.type, new Set<string>()]));
    const resources = resourcesOf(example).map((r) => ({
      ...r,
      props: noting(r.props, seen.get(r.type) ?? new Set()),
    }));
    for (const resource of resources) one.checkResource(resource, conduct);
    one.checkStack(resources, conduct);
    return [...seen].flatMap(([type, paths]) => [...paths].map((path) => `${type} ${path}`));
  });
}

describe("what a rule reads is what it says it reads", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
    const said = [rule.judges, rule.consults ?? {}].flatMap((part) =>
      Object.entries(part).flatMap(([type, paths]) => paths.map((path) => `${type} ${path}`)),
    );
    const covers = (known: string, line: string) =>
      [".", "[]"].some((end) => `${line}${end}`.startsWith(`${known}${end}`));
    const stray = [...new Set(readBy(rule))].filter((line) => {
      const [type = "", path = ""] = line.split(" ");
      if (EARLIER.includes(path) || !(type in rule.judges || type in (rule.consults ?? {}))) return false;
      // A type may be asked for a property that only another form of it has.
      return declares(type, path) && !said.some((known) => covers(known, line) || covers(line, known));
    });
    expect(stray).toEqual([]);
  });
});
