import { z } from "zod";
import { nearest } from "../../components/core/nearest.js";
import { isRecord } from "../models/values.js";
import { packageNames } from "../types.js";
import { type FaultKind, type FaultRule, faultKinds, faultOperations, kindOperations, type Range } from "./model.js";

const count = z.int("a whole number from 1 on").min(1, "a whole number from 1 on").max(10_000, "at most 10000");
const seconds = z.number("a number of seconds").min(0, "0 seconds or more").max(86_400, "at most 86400 seconds");

/** One number, or the least and the most between which the seed decides. */
function range(one: typeof count | typeof seconds, what: string) {
  const text = `${what}, or [least, most] of them`;
  return z
    .union(
      [one, z.tuple([one, one], text).refine(([least, most]) => least <= most, "[least, most], the least first")],
      text,
    )
    .transform((value): Range => (typeof value === "number" ? [value, value] : value));
}

const globText = "text in which * stands for anything";
const matchKeys = "package, type, urn, name, operation";
const operation = z.enum(faultOperations, faultOperations.join(", "));
const match = z
  .strictObject(
    {
      package: z.enum(packageNames, `one of ${packageNames.join(", ")}`).optional(),
      type: z
        .string(globText)
        .min(1, globText)
        .optional()
        .describe("Glob of the type, in either form: aws:ec2/vpc:Vpc, aws:ec2:Vpc, aws:ec2/*, *:Bucket"),
      urn: z.string(globText).min(1, globText).optional().describe("Glob of the URN"),
      name: z.string(globText).min(1, globText).optional().describe("Glob of the resource's name in the program"),
      operation: z
        .union([operation, z.array(operation).min(1)], `one or several of ${faultOperations.join(", ")}`)
        .optional()
        .describe("What the engine asks; by default what the kind is about"),
    },
    { error: (issue) => (issue.code === "unrecognized_keys" ? matchKeys : `a block with ${matchKeys}`) },
  )
  .optional();

const share = "a number above 0, up to 1";
const common = {
  name: z.string("a name").min(1, "a name").optional().describe("How messages call the rule; by default its kind"),
  match,
  probability: z.number(share).gt(0, share).max(1, share).optional().describe("Of each attempt; by default 1"),
  nth: count.optional().describe("Only the N-th matching request of the run, in the order in which they arrive"),
  times: count.optional().describe("At most so often for one resource and operation in a run"),
};

function rule<K extends FaultRule["kind"], S extends z.ZodRawShape>(kind: K, shape: S) {
  const keys = ["kind", ...Object.keys(common), ...Object.keys(shape)].join(", ");
  return z.strictObject(
    { kind: z.literal(kind), ...common, ...shape },
    { error: (issue) => (issue.code === "unrecognized_keys" ? keys : `a block with ${keys}`) },
  );
}

const text = z.string("text").min(1, "text");
const yesOrNo = z.boolean("true or false");
const rules = [
  rule("throttle", {
    calls: range(count, "how many calls in a row are refused").default([1, 3]),
    retryAfterSeconds: range(seconds, "seconds").default([1, 5]),
    retries: count.optional().describe("How many refused calls the provider takes before it gives up"),
  }),
  rule("quota", { limit: z.int("a whole number").min(0, "0 or more").optional() }),
  rule("denied", {
    action: text.optional().describe("The action that is denied; by default the one of type and operation"),
  }),
  rule("timeout", { carriedOut: yesOrNo.default(true) }),
  rule("partial", { reason: text.optional() }),
  rule("eventual", {
    lagSeconds: range(seconds, "seconds").default([2, 20]),
    patienceSeconds: seconds.default(120),
  }),
  rule("slow", { seconds: range(seconds, "seconds").default([30, 300]) }),
  rule("crash", { moment: z.enum(["before", "after"], "before or after").optional() }),
  rule("hang", { carriedOut: yesOrNo.default(true) }),
  rule("drift", { by: z.enum(["change", "delete"], "change or delete").default("change") }),
] as const;

/** What is known of a rule whose kind is not. */
const everyRule = z.looseObject(common);

const oneRule = z
  .discriminatedUnion("kind", rules, {
    error: (issue) =>
      issue.code === "invalid_union" ? `one of ${faultKinds.join(", ")}` : "a rule: kind and its parameters",
  })
  // Also where the rule has other mistakes: all of them are told at once.
  .superRefine((rule, context) => judgeOperations(rule, rule.kind, context), {
    when: ({ value }) => isKind(kindOf(value)),
  })
  .superRefine(judgeUnknown, { when: ({ value }) => isRecord(value) && !isKind(kindOf(value)) });

/** Tells operations that a kind cannot happen to. */
function judgeOperations(rule: unknown, kind: FaultKind, context: z.RefinementCtx): void {
  const given = isRecord(rule) && isRecord(rule.match) ? [rule.match.operation].flat() : [];
  const { allowed } = kindOperations[kind];
  const wrong = faultOperations.filter((name) => given.includes(name) && !allowed.includes(name));
  if (wrong.length > 0)
    context.addIssue({
      code: "custom",
      path: ["match", "operation"],
      message: `one of ${allowed.join(", ")}: ${kind} cannot happen to ${wrong.join(", ")}`,
    });
}

/** The other mistakes of a rule of an unknown kind: as one of the kind that is near, else what every rule has. */
function judgeUnknown(rule: unknown, context: z.RefinementCtx): void {
  const written = kindOf(rule);
  const kind = typeof written === "string" ? faultKinds.find((one) => one === nearest(written, faultKinds)) : undefined;
  const schema = rules.find(({ shape }) => shape.kind.value === kind) ?? everyRule;
  const judged = schema.safeParse({ ...(rule as object), kind });
  for (const issue of judged.error?.issues ?? []) context.addIssue({ ...issue });
  if (kind !== undefined) judgeOperations(rule, kind, context);
}

function kindOf(rule: unknown): unknown {
  return isRecord(rule) ? rule.kind : undefined;
}

function isKind(value: unknown): value is FaultKind {
  return faultKinds.some((kind) => kind === value);
}

/** A file of faults. */
export const faultsSchema = z.strictObject(
  {
    rules: z
      .array(oneRule, "a list of rules")
      .min(1, "a list with at least one rule")
      .describe("Looked at in this order"),
  },
  { error: (issue) => (issue.code === "unrecognized_keys" ? "rules" : "a block with the key rules") },
);

export type FaultsFile = z.infer<typeof faultsSchema>;
