import type { Member, SdkSchema } from "../../schema/index.js";
import type { CheckFailure, Props } from "../../types.js";
import { isRecord } from "../values.js";
import { slipOf } from "./judge.js";
import { expected, meant, shown, snake } from "./messages.js";
import type { TypeLimits } from "./table.js";

/**
 * The values that Google's provider takes for a property, where it generates the text from the same list as its own check:
 * «Possible values are: `A`, `B`.». Undefined where the text says it in other words, which may leave some out.
 */
export function documentedValues(member: Member): readonly string[] | undefined {
  const list = /Possible values are: (`[^`]+`(?:, `[^`]+`)+)\./.exec(member.doc)?.[1];
  return list === undefined ? undefined : [...list.matchAll(/`([^`]+)`/g)].map((m) => m[1] as string);
}

/**
 * Values that are not among those which the provider's own text lists. The text of a nested property may be that of another
 * of the same name: there the list counts as complete only together with the API's own, else it is taken for known values.
 */
export function undocumented(
  sdk: SdkSchema,
  members: ReadonlyMap<string, Member>,
  inputs: Props,
  limits: TypeLimits | undefined,
): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const judge = (value: string, path: string, plain: string, known: readonly string[]) => {
    const api = limits?.rule(plain)?.e;
    const all = [...known, ...(api ?? [])];
    if (value === "" || all.includes(value)) return;
    const near = slipOf(value, all);
    if (near === undefined && plain.includes(".") && api === undefined) return;
    failures.push({ property: path, reason: `${expected(snake(path), known, shown(path, value))}${meant(near)}` });
  };
  const walk = (member: Member, value: unknown, path: string, plain: string): void => {
    if (Array.isArray(value)) for (const [i, item] of value.entries()) walk(member, item, `${path}[${i}]`, plain);
    else if (typeof value === "string") {
      const known = documentedValues(member);
      if (known !== undefined) judge(value, path, plain, known);
    } else if (isRecord(value)) {
      const inner = sdk.members(elementOf(member.type));
      if (inner !== undefined) all(inner, value, `${path}.`, `${plain}.`);
    }
  };
  const all = (of: ReadonlyMap<string, Member>, props: Props, path: string, plain: string): void => {
    for (const [key, value] of Object.entries(props)) {
      const member = of.get(key);
      if (member !== undefined) walk(member, value, path + key, plain + key);
    }
  };
  all(members, inputs, "", "");
  return failures;
}

function elementOf(type: Member["type"]): Member["type"] {
  return type.kind === "list" ? elementOf(type.of) : type;
}
