/** Policy documents against naive readings of the same, and the laws that hold for every document. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { field, UNKNOWN } from "../../policies/core/value.js";
import { ESCALATIONS } from "../../policies/facts/iam-escalations.js";
import {
  covers,
  coversEveryResource,
  forEverybody,
  grants,
  isPublic,
  statements,
} from "../../policies/facts/policy-document.js";
import { verdicts } from "./support.js";

type Tri = ReturnType<typeof covers>;

/** Whether a pattern of IAM matches, letter by letter. */
function matches(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === "";
  const below = rest.join("");
  if (first === "*") return matches(below, text) || (text !== "" && matches(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text[0]) && matches(below, text.slice(1));
}

const letters = (...all: string[]) => fc.string({ unit: fc.constantFrom(...all), maxLength: 5 });
const pattern = letters("a", "B", "*", "?", ".", "$");
const action = letters("a", "b", ".", "$");

const statement = (element: object): ReturnType<typeof field> => field("s", { Effect: "Allow", ...element });

describe("a pattern of actions", () => {
  it("selects what matches it in any case, with `*` for any characters and `?` for one", () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 3 }), action, (patterns, text) => {
        const selected = patterns.some((one) => matches(one.toLowerCase(), text));
        expect(covers(statement({ Action: patterns }), text)).toBe(selected);
        expect(covers(statement({ NotAction: patterns }), text)).toBe(!selected);
      }),
    );
  });
});

const ACTIONS = [
  "s3:GetObject",
  "s3:*",
  "iam:PassRole",
  "iam:*",
  "*",
  "lambda:CreateFunction",
  "lambda:InvokeFunction",
  "sts:AssumeRole",
];
const RESOURCES = ["*", "arn:aws:s3:::assets/*", "arn:aws:iam::123456789012:role/*", "arn:*"];
const WHO = [
  "*",
  { AWS: "*" },
  { AWS: ["arn:aws:iam::123456789012:root"] },
  { Service: "ec2.amazonaws.com" },
  { AWS: ["*"] },
];
const CONDITIONS = [
  { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
  { StringLike: { "s3:prefix": "*" } },
  { Bool: { "aws:SecureTransport": "true" } },
];

/** One element of several, under its own name or the opposite's, as a text or as a list. */
const choice = (name: string, values: readonly string[]) =>
  fc
    .tuple(fc.boolean(), fc.subarray([...values], { minLength: 1, maxLength: 2 }), fc.boolean())
    .map(([not, some, alone]) => ({
      [not ? `Not${name}` : name]: alone && some.length === 1 ? some[0] : some,
    }));

const anyStatement = (effects: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...effects),
      choice("Action", ACTIONS),
      choice("Resource", RESOURCES),
      fc.option(fc.constantFrom(...WHO), { nil: undefined }),
      fc.option(fc.constantFrom(...CONDITIONS), { nil: undefined }),
    )
    .map(([Effect, actions, resources, Principal, Condition]) => ({
      Effect,
      ...actions,
      ...resources,
      ...(Principal !== undefined && { Principal }),
      ...(Condition && { Condition }),
    }));

const document = fc.array(anyStatement(["Allow", "Allow", "Deny"]), { maxLength: 4 });

const read = (some: readonly unknown[]) => statements(field("policy", { Statement: some }));

/** From better to worse. */
const rank = (tri: Tri): number => (tri === false ? 0 : tri === true ? 2 : 1);

const TARGETS = ["s3:GetObject", "iam:PassRole", "ec2:RunInstances", "lambda:CreateFunction"];

/** What a document gives away, question by question. */
const given = (some: readonly unknown[]): readonly number[] => {
  const policy = read(some);
  const scopes = ["every resource", "any resource"] as const;
  return TARGETS.flatMap((target) => scopes.map((scope) => rank(grants(policy, target, scope))));
};

describe("what a policy grants", () => {
  it("is no more with a denial, and no less with another statement that allows", () => {
    fc.assert(
      fc.property(document, anyStatement(["Deny"]), anyStatement(["Allow"]), fc.nat(), (some, deny, allow, at) => {
        const place = at % (some.length + 1);
        const before = given(some);
        const denied = given([...some.slice(0, place), deny, ...some.slice(place)]);
        const allowed = given([...some.slice(0, place), allow, ...some.slice(place)]);
        expect(denied.every((now, i) => now <= (before[i] ?? 0))).toBe(true);
        expect(allowed.every((now, i) => now >= (before[i] ?? 0))).toBe(true);
      }),
    );
  });

  it("is the same in any order, written twice, and as text", () => {
    fc.assert(
      fc.property(document, (some) => {
        const before = given(some);
        expect(given([...some].reverse())).toEqual(before);
        expect(given([...some, ...some])).toEqual(before);
        expect(statements(field("policy", JSON.stringify({ Statement: some })))).toEqual(read(some));
      }),
    );
  });

  it("is what a naive reading finds, where no condition keeps it to some resources", () => {
    fc.assert(
      fc.property(document, fc.constantFrom(...TARGETS), (some, target) => {
        const about = (s: Record<string, unknown>): boolean => {
          const list = (name: string) =>
            [s[name] ?? []].flat().map((one) => matches(String(one).toLowerCase(), target.toLowerCase()));
          return "Action" in s ? list("Action").includes(true) : !list("NotAction").includes(true);
        };
        const everywhere = (s: Record<string, unknown>): boolean => {
          const arn = "arn:aws:~:~:000000000000:~/~";
          const list = (name: string) => [s[name] ?? []].flat().map((one) => matches(String(one), arn));
          return "Resource" in s ? list("Resource").includes(true) : !list("NotResource").includes(true);
        };
        const plain = some.map(({ Condition: _, ...rest }) => rest as Record<string, unknown>);
        const allowed = plain.some((s) => s.Effect === "Allow" && about(s) && everywhere(s));
        const denied = plain.some((s) => s.Effect === "Deny" && about(s) && everywhere(s));
        expect(grants(read(plain), target, "every resource")).toBe(allowed && !denied);
      }),
    );
  });

  it("is left open by an unknown statement, which may allow and deny", () => {
    fc.assert(
      fc.property(fc.array(anyStatement(["Allow"]), { maxLength: 4 }), fc.nat(), (some, at) => {
        const place = at % (some.length + 1);
        expect(given([...some.slice(0, place), UNKNOWN.object, ...some.slice(place)])).toEqual(given([]).map(() => 1));
      }),
    );
  });

  it("is certain beside an unknown statement that only allows", () => {
    const open = { Effect: "Allow", Action: UNKNOWN.string, Resource: UNKNOWN.string };
    fc.assert(
      fc.property(document, fc.nat(), (some, at) => {
        const place = at % (some.length + 1);
        const before = given(some);
        const after = given([...some.slice(0, place), open, ...some.slice(place)]);
        expect(after.every((now, i) => (before[i] === 2 ? now === 2 : now < 2))).toBe(true);
      }),
    );
  });
});

describe("who a statement is about", () => {
  it("is public for everybody alone or among others, in every way to write it", () => {
    fc.assert(
      fc.property(anyStatement(["Allow", "Deny"]), (one) => {
        const known = field("s", one);
        const everybody =
          one.Principal === "*" ||
          (typeof one.Principal === "object" &&
            [one.Principal].flatMap((p) => ("AWS" in p ? p.AWS : [])).includes("*"));
        expect(forEverybody(known)).toBe(everybody);
        const narrowed = one.Condition !== undefined && JSON.stringify(one.Condition).includes("PrincipalOrgID");
        expect(isPublic(known)).toBe(one.Effect === "Allow" && everybody && !narrowed);
      }),
    );
  });
});

const rights = (some: readonly unknown[]): string =>
  verdicts("aws-iam-privilege-escalation", {
    type: "aws:iam/policy:Policy",
    name: "it",
    props: { policy: { Statement: some } },
  }).join();

describe("ways to more rights", () => {
  it.each(ESCALATIONS.map((one) => [[...one.everywhere, ...(one.somewhere ?? [])].join(" and "), one] as const))(
    "is found: %s",
    (_name, { everywhere, somewhere = [] }) => {
      const allow = { Effect: "Allow", Action: [...everywhere, ...somewhere], Resource: "*" };
      expect(rights([allow])).toBe("violation it");
      // In pieces, in another case, by a pattern, and with what it needs on one resource alone.
      expect(rights([...everywhere, ...somewhere].map((one) => ({ ...allow, Action: one.toUpperCase() })))).toBe(
        "violation it",
      );
      expect(rights([{ ...allow, Action: everywhere.map((one) => `${one.slice(0, -1)}?`).concat(somewhere) }])).toBe(
        "violation it",
      );
      const apart = { ...allow, Action: somewhere, Resource: "arn:aws:lambda:eu-west-1:123456789012:function:orders" };
      expect(rights([{ ...allow, Action: everywhere }, apart])).toBe("violation it");
      // Without one of its actions it is none, unless that is one by itself.
      for (const missing of [...everywhere, ...somewhere]) {
        const rest = [...everywhere, ...somewhere].filter((one) => one !== missing);
        expect(rights([{ ...allow, Action: rest }])).toBe("");
        expect(rights([allow, { Effect: "Deny", Action: missing, Resource: "*" }])).toBe("");
      }
    },
  );
});

describe("a statement about every resource", () => {
  it("is one whose pattern an ARN matches that nobody names", () => {
    expect(RESOURCES.map((Resource) => coversEveryResource(statement({ Resource })))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(coversEveryResource(statement({ NotResource: "arn:aws:s3:::assets/*" }))).toBe(true);
    expect(coversEveryResource(statement({ NotResource: "*" }))).toBe(false);
  });
});
