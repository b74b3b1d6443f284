/** Everybody's addresses, in the other family and in parts. */

import { isObject } from "../../../policies/core/value.js";
import type { Program, Transformation } from "./harness.js";
import { eachValue } from "./write.js";

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
function other(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, v]): [string, unknown][] => {
      if (!(v === EVERYBODY || (Array.isArray(v) && v.includes(EVERYBODY)))) return [[name, v]];
      const twin = TWINS[name] ?? name;
      if (!Array.isArray(v)) return [[twin, "::/0"]];
      const rest = v.filter((range) => range !== EVERYBODY);
      return twin === name
        ? [[name, [...rest, "::/0"]]]
        : [...(rest.length > 0 ? [[name, rest] as [string, unknown]] : []), [twin, ["::/0"]]];
    }),
  );
}

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

const once = (change: (value: unknown) => unknown) => {
  const each = eachValue(change);
  return (program: Program): readonly Program[] => [each(program)];
};

export const ADDRESSES: readonly Transformation[] = [
  { name: "everybody by IPv6", of: once(other) },
  { name: "everybody in two halves of one list", of: once(parts(EVERYBODY, HALVES)) },
  {
    name: "everybody by IPv6 in two halves of one list",
    of: (program) => [eachValue(parts("::/0", HALVES6))(eachValue(other)(program))],
  },
  { name: "everybody in two blocks", of: once(blocks) },
];
