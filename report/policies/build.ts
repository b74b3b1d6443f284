import { groupBy } from "../../cli/collections.js";
import type { Conduct } from "../../policies/core/evaluate.js";
import { faultText, pageOf, shown } from "../../policies/core/message.js";
import { replacesFor } from "../../policies/core/remedy.js";
import type { Resource } from "../../policies/core/resource.js";
import type { Rule } from "../../policies/core/rule.js";
import { sourceEdits } from "../../policies/core/source-edits.js";
import type { Judged, JudgedException } from "../../policies/pack/judge.js";
import {
  type PolicyReport,
  type Position,
  type ReportedFinding,
  type ReportedRule,
  severities,
  sorted,
} from "./model.js";

/** Everything that a report is made from. */
export interface Judgement {
  readonly tool: string;
  readonly subject: { readonly kind: PolicyReport["subject"]["kind"]; readonly name: string };
  readonly profiles: readonly string[];
  readonly resources: readonly Resource[];
  /** Replaced resources that wait for their deletion. */
  readonly leaving: number;
  /** Whether it is a resource of some cloud; components are not. */
  readonly inCloud: (resource: Resource) => boolean;
  /** Whether a rule judges a type. */
  readonly knows: (type: string) => boolean;
  readonly settings: Conduct["settings"];
  readonly judged: readonly Judged[];
  readonly exceptions: readonly JudgedException[];
  /** Where the program makes a resource. */
  readonly positions: ReadonlyMap<string, Position>;
}

/** The report of a judgement. What is disabled is not in it; the order depends on nothing but what was found. */
export function policyReport(judgement: Judgement): PolicyReport {
  const { resources, knows, subject } = judgement;
  const reported = judgement.judged.filter(({ level }) => level !== "disabled");
  const rules = new Map(reported.map(({ finding: { rule } }) => [rule.id, rule]));
  const rank = (id: string): number => severities.indexOf(rules.get(id)?.severity ?? "low");
  const found = reported
    .map((one) => findingOf(one, judgement))
    .sort((a, b) => rank(a.rule) - rank(b.rule) || compare(a.rule, b.rule) || compare(a.urn, b.urn));
  const exceptions = judgement.exceptions.flatMap(({ problem: { exception, wrong }, policy, level }) => {
    const { place, rule, resource, owner } = exception;
    return level === "disabled" ? [] : [{ policy: policy.name, level, place, rule, resource, owner, wrong }];
  });
  const sides = sorted({ findings: found });
  const stops = found.some(({ level, exception }) => level === "mandatory" && exception === undefined);
  return {
    version: 1,
    tool: { name: "groundplan", version: judgement.tool },
    subject: { ...subject, stacks: [...new Set(resources.map(({ urn }) => stackOf(urn)))].sort() },
    profiles: judgement.profiles,
    summary: {
      stopped: stops || exceptions.some(({ level }) => level === "mandatory"),
      resources: resources.length,
      judged: resources.filter(({ type }) => knows(type)).length,
      leaving: judgement.leaving,
      mandatory: sides.stopping.length,
      advisory: sides.advising.length,
      undecided: sides.undecided.length,
      undecidedStopping: sides.undecided.filter(({ level }) => level === "mandatory").length,
      excepted: sides.excepted.length,
      faults: sides.faults.length,
    },
    rules: [...rules.values()].sort((a, b) => rank(a.id) - rank(b.id) || compare(a.id, b.id)).map(ruleOf),
    findings: found,
    exceptions,
    unjudged: unjudged(resources.filter((one) => judgement.inCloud(one) && !knows(one.type))),
  };
}

function findingOf({ finding, level, exception }: Judged, { settings, positions }: Judgement): ReportedFinding {
  const { rule, resource, kind } = finding;
  const remedy = kind === "violation" ? rule.remedy : undefined;
  const position = positions.get(resource.urn);
  const { category, reason, owner, until, place } = exception ?? {};
  return {
    rule: rule.id,
    kind,
    level: level === "mandatory" ? "mandatory" : "advisory",
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    problems: kind === "violation" ? finding.problems.map((problem) => problemOf(problem, resource)) : [],
    unknown: kind === "undecided" ? [...finding.unknown].sort() : [],
    ...(kind === "fault" ? { error: faultText(finding) } : {}),
    ...editsOf(rule, resource, settings, remedy),
    ...(category !== undefined && reason !== undefined && owner !== undefined && place !== undefined
      ? { exception: { category, reason, owner, ...(until === undefined ? {} : { until }), place } }
      : {}),
    ...(position === undefined ? {} : { position }),
  };
}

type Violation = Extract<Judged["finding"], { kind: "violation" }>;

function problemOf(problem: Violation["problems"][number], { secrets }: Resource): ReportedFinding["problems"][number] {
  const { path, wrong } = problem;
  return { path, ...("value" in problem ? { value: shown(path, problem.value, secrets) } : {}), wrong };
}

/** The source edits. A remedy that fails says nothing: what the rule found stands without it. */
function editsOf(
  rule: Rule,
  resource: Resource,
  settings: Conduct["settings"],
  remedy: Rule["remedy"],
): Pick<ReportedFinding, "edits" | "replaces"> {
  if (remedy === undefined) return { edits: [], replaces: false };
  try {
    const edits = remedy.edits(resource, settings(rule));
    return {
      edits: sourceEdits(resource.props, edits).map(({ path, value }) => ({
        path,
        value: shown(path, value, resource.secrets),
      })),
      replaces: edits.some((edit) => replacesFor(remedy, edit)),
    };
  } catch {
    return { edits: [], replaces: false };
  }
}

function ruleOf({ id, title, severity, why, fix, controls }: Rule): ReportedRule {
  const listed = Object.entries(controls).map(([name, ids]) => [name, [...ids]] as const);
  return { id, title, severity, why, fix, docs: pageOf(id), controls: Object.fromEntries(listed) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Providers are no resources of a cloud either. */
function unjudged(others: readonly Resource[]): PolicyReport["unjudged"] {
  const types = groupBy(
    others.filter(({ type }) => !type.startsWith("pulumi:")),
    ({ type }) => type,
  );
  return [...types].map(([type, all]) => ({ type, resources: all.length })).sort((a, b) => compare(a.type, b.type));
}

/** The name of the stack in a URN. */
function stackOf(urn: string): string {
  return urn.split("::")[0]?.split(":").slice(2).join(":") ?? "";
}
