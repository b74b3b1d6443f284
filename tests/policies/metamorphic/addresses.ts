/** Everybody's addresses, in the other family and in parts. */

import type { ExampleResource } from "../../../policies/core/rule.js";
import { isObject } from "../../../policies/core/value.js";
import type { Program, Transformation } from "./harness.js";
import { eachValue, provider } from "./write.js";

const EVERYBODY = "0.0.0.0/0";
const HALVES = ["0.0.0.0/1", "128.0.0.0/1"];
const HALVES6 = ["::/1", "8000::/1"];

/** The property that takes IPv6 where another one takes IPv4. Elsewhere one property takes both. */
const TWINS: Readonly<Record<string, string>> = {
  cidrBlocks: "ipv6CidrBlocks",
  cidrIpv4: "cidrIpv6",
  cidrBlock: "ipv6CidrBlock",
  destinationCidrBlock: "destinationIpv6CidrBlock",
};

/** `0.0.0.0/0` as `::/0`, in the property of the type that takes that. */
function other(value: unknown, resource: ExampleResource): unknown {
  if (!isObject(value)) return value;
  const twins = provider(resource) === "aws" ? TWINS : {};
  const names = Object.keys(value).filter((name) => listOf(value[name]).includes(EVERYBODY));
  const changed = names.flatMap((name): (readonly [string, unknown])[] => {
    const twin = twins[name] ?? name;
    if (!Array.isArray(value[name]))
      return [
        [name, null],
        [twin, "::/0"],
      ];
    const rest = listOf(value[name]).filter((range) => range !== EVERYBODY);
    return [
      [name, rest],
      [twin, [...(twin === name ? rest : listOf(value[twin])), "::/0"]],
    ];
  });
  return { ...value, ...Object.fromEntries(changed) };
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Replaces an element of a list by several. */
const parts = (whole: string, of: readonly string[]) => (value: unknown) =>
  Array.isArray(value) ? value.flatMap((element) => (element === whole ? of : [element])) : value;

/** Replaces a block that names the range by several that name its parts. */
const blocks = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.flatMap((element: unknown) => {
        const has =
          isObject(element) &&
          Object.entries(element).find(
            ([, v]) => v === EVERYBODY || (Array.isArray(v) && v.length === 1 && v[0] === EVERYBODY),
          );
        if (!has || !isObject(element)) return [element];
        const [name, v] = has;
        return HALVES.map((half) => ({ ...element, [name]: Array.isArray(v) ? [half] : half }));
      })
    : value;

const once = (change: (value: unknown, resource: ExampleResource) => unknown) => {
  const each = eachValue((value, _path, resource) => change(value, resource));
  return (program: Program): readonly Program[] => [each(program)];
};

export const ADDRESSES: readonly Transformation[] = [
  { name: "everybody by IPv6", of: once(other) },
  { name: "everybody in two halves of one list", of: once(parts(EVERYBODY, HALVES)) },
  {
    name: "everybody by IPv6 in two halves of one list",
    of: (program) => once(other)(program).flatMap(once(parts("::/0", HALVES6))),
  },
  { name: "everybody in two blocks", of: once(blocks) },
];
