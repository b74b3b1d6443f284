/**
 * What a judgement of policies says, as `--format json` writes it. The one place that says so: the types of the renderers
 * and the published schema (docs/policy-report.schema.json) are made from it. Only a script and the tests load it.
 */

import { z } from "zod";

const severity = z.enum(["critical", "high", "medium", "low"]);
const level = z.enum(["mandatory", "advisory"]).describe("Mandatory stops, advisory advises");
const amount = z.int().min(0);

const problem = z
  .strictObject({
    path: z.string().describe("The property: `ingress[0].cidrBlocks`; empty where no property shows it"),
    value: z.string().optional().describe("What stands there, as JSON, cut where it is long, `[secret]` for a secret"),
    wrong: z.string().describe("What is wrong with it, as the end of a sentence"),
  })
  .describe("What is wrong at one place of a resource");

const edit = z
  .strictObject({
    path: z.string().describe("The property, from the resource's arguments on"),
    value: z.string().describe("What to write there, as JSON"),
  })
  .describe("A change of the source that puts one property right");

const exception = z
  .strictObject({
    category: z.enum(["waiver", "mitigated"]),
    reason: z.string(),
    owner: z.string(),
    until: z.string().optional().describe("Last day on which it holds: `2026-12-31`"),
    place: z.string().describe("Where it stands: `policy-exceptions.yaml: exceptions[2]`"),
  })
  .describe("The exception that lets the finding pass");

const position = z
  .strictObject({
    file: z.string().describe("Path with `/`, from the project's directory"),
    line: z.int().min(1),
    column: z.int().min(1).optional(),
  })
  .describe("The line of the program that makes the resource, where the state says it");

const finding = z
  .strictObject({
    rule: z.string().describe("Id of the rule"),
    kind: z
      .enum(["violation", "undecided", "fault"])
      .describe("Undecided: a value that the rule needs is not known. Fault: the rule itself failed, and says nothing"),
    level,
    urn: z.string(),
    type: z.string(),
    name: z.string(),
    problems: z.array(problem).describe("Of a violation"),
    unknown: z.array(z.string()).describe("Paths of the values that are not known, of what is undecided"),
    error: z.string().optional().describe("What a rule failed with"),
    edits: z.array(edit).describe("What to write into the program, where the rule can say it"),
    replaces: z.boolean().describe("Whether the cloud replaces the resource for the edits"),
    exception: exception.optional(),
    position: position.optional(),
  })
  .describe("What a rule says about a resource");

const rule = z.strictObject({
  id: z.string(),
  title: z.string(),
  severity,
  why: z.string(),
  fix: z.string(),
  docs: z.string().describe("Its page, from the root of the package"),
  controls: z.record(z.string(), z.array(z.string())).describe("Framework -> ids of controls on the same subject"),
});

const exceptionProblem = z
  .strictObject({
    policy: z.string().describe("`meta-exception-expired`, `-overlong`, `-unused`"),
    level,
    place: z.string(),
    rule: z.string(),
    resource: z.string(),
    owner: z.string(),
    wrong: z.string(),
  })
  .describe("What is wrong with an exception itself");

export const policyReport = z.strictObject({
  version: z.literal(1).describe("Of this format"),
  tool: z.strictObject({ name: z.literal("groundplan"), version: z.string() }),
  subject: z.strictObject({
    kind: z.enum(["state", "preview"]).describe("What was judged: what exists, or what a program would make"),
    name: z.string().describe("File or stack"),
    stacks: z.array(z.string()).describe("Names of the stacks that the resources belong to"),
  }),
  profiles: z.array(z.string()),
  summary: z.strictObject({
    stopped: z.boolean().describe("Whether something mandatory was found"),
    resources: amount.describe("All resources"),
    judged: amount.describe("Resources of types that a rule judges"),
    leaving: amount.describe("Replaced resources that wait for their deletion, and are not judged"),
    mandatory: amount.describe("Violations that stop"),
    advisory: amount.describe("Violations that advise"),
    undecided: amount.describe("Neither a pass nor a violation"),
    undecidedStopping: amount.describe("Of these, how many stop, because that is configured"),
    excepted: amount,
    faults: amount,
  }),
  rules: z.array(rule).describe("The rules that found something"),
  findings: z.array(finding).describe("By severity of the rule, then by rule and URN"),
  exceptions: z.array(exceptionProblem),
  unjudged: z
    .array(z.strictObject({ type: z.string(), resources: amount }))
    .describe("Types of cloud resources that no rule judges"),
});

/** The published schema. */
export function policyReportSchema(): object {
  return {
    title: "Report of `groundplan policy check --format json`",
    ...z.toJSONSchema(policyReport),
  };
}
