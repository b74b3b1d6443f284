import { isDeepStrictEqual } from "node:util";
import type { EngineEvent, OpMap } from "@pulumi/pulumi/automation";
import { assumedPaths } from "../../sandbox/models/assumption.js";
import { plain } from "../output.js";
import type { RemediationEvent } from "./remediations.js";

/** What one run of the engine did, gathered from its events. */
export interface RunRecord {
  /** Resources by URN, in the order in which the engine met them. */
  readonly resources: Map<string, ResourceRecord>;
  /** What the engine, the program and the packs reported as errors, each once. */
  readonly errors: string[];
  readonly warnings: string[];
  readonly findings: Finding[];
  /** What remedies set, in the order of the engine. */
  readonly remediations: RemediationEvent[];
  /** Property paths, by URN, whose change the sandbox only assumes to be made in place. */
  readonly assumed: Map<string, readonly string[]>;
  changes: Readonly<Record<string, number>>;
  /** Whether the stack's outputs are, or would be, other than before; undefined where that cannot be seen. */
  outputsChange: boolean | undefined;
}

export interface ResourceRecord {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | undefined;
  readonly custom: boolean;
  readonly protect: boolean;
  op: string;
  state: "started" | "done" | "failed";
  /** Paths of the properties that change, or by which a replacement is forced. */
  changed: readonly string[];
}

/** What a policy said about a resource. */
export interface Finding {
  readonly rule: string;
  readonly pack: string;
  readonly urn: string | undefined;
  readonly message: string;
  readonly mandatory: boolean;
  /** Whether the preview of the same run had left it undecided. */
  readonly undecidedBefore?: boolean;
}

export function newRecord(): RunRecord {
  return {
    resources: new Map(),
    errors: [],
    warnings: [],
    findings: [],
    remediations: [],
    assumed: new Map(),
    changes: {},
    outputsChange: undefined,
  };
}

/** Adds one event of the engine to the record. */
export function take(record: RunRecord, event: EngineEvent & { policyRemediationEvent?: RemediationEvent }): void {
  if (event.resourcePreEvent) noteStep(record, event.resourcePreEvent.metadata, "started");
  if (event.resOutputsEvent) {
    noteStep(record, event.resOutputsEvent.metadata, "done");
    noteOutputs(record, event.resOutputsEvent.metadata);
  }
  if (event.resOpFailedEvent) noteStep(record, event.resOpFailedEvent.metadata, "failed");
  if (event.diagnosticEvent) noteDiagnostic(record, event.diagnosticEvent);
  if (event.policyEvent) noteFinding(record, event.policyEvent);
  if (event.policyRemediationEvent) record.remediations.push(event.policyRemediationEvent);
  if (event.summaryEvent) record.changes = withoutZeros(event.summaryEvent.resourceChanges);
}

type Step = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

function noteStep(record: RunRecord, step: Step, state: ResourceRecord["state"]): void {
  const known = record.resources.get(step.urn);
  if (known !== undefined) {
    known.state = state;
    known.op = mainOp(known.op, step.op);
    if (known.changed.length === 0) known.changed = changedPaths(step);
    return;
  }
  const about = step.new ?? step.old;
  record.resources.set(step.urn, {
    urn: step.urn,
    type: step.type,
    name: nameOf(step.urn),
    parent: about?.parent === "" ? undefined : about?.parent,
    custom: about?.custom ?? false,
    protect: about?.protect ?? false,
    op: step.op,
    state,
    changed: changedPaths(step),
  });
}

/** Of a replacement only what forces it: the rest of the new resource would be listed otherwise. */
function changedPaths({ detailedDiff, diffs, keys }: Step): string[] {
  const details = Object.entries(detailedDiff ?? {});
  const forcing = details.filter(([, { diffKind }]) => diffKind.endsWith("-replace"));
  if (details.length > 0) return (forcing.length > 0 ? forcing : details).map(([path]) => path).sort();
  return [...(keys && keys.length > 0 ? keys : (diffs ?? []))].sort();
}

/** The engine hides secret values in its events, so where there are any a change cannot be ruled out. */
function noteOutputs(record: RunRecord, step: Step): void {
  if (!isStack(step.urn)) return;
  const [before, after] = [step.old?.outputs, step.new?.outputs];
  const hidden = JSON.stringify(after ?? {}).includes('"[secret]"');
  record.outputsChange = hidden ? undefined : !isDeepStrictEqual(before, after);
}

/** A replacement is three steps of one resource; the one that names the whole of it stays. */
function mainOp(before: string, now: string): string {
  return before === "replace" || now === "replace" ? "replace" : now;
}

function noteDiagnostic(record: RunRecord, diagnostic: NonNullable<EngineEvent["diagnosticEvent"]>): void {
  const message = plain(diagnostic.message).trim();
  if (diagnostic.ephemeral === true || message === "" || isVerdict(message)) return;
  const assumed = assumedPaths(message);
  if (assumed !== undefined && diagnostic.urn !== undefined) record.assumed.set(diagnostic.urn, assumed);
  const named =
    diagnostic.urn === undefined || isStack(diagnostic.urn) ? message : `${label(diagnostic.urn)}: ${message}`;
  const list = { error: record.errors, warning: record.warnings }[diagnostic.severity as string];
  if (list !== undefined && !list.includes(named)) list.push(named);
}

/** Sentences that only repeat that something failed. */
function isVerdict(message: string): boolean {
  return /^(error: )?(update|preview|refresh|destroy) failed$/.test(message);
}

function noteFinding(record: RunRecord, event: NonNullable<EngineEvent["policyEvent"]>): void {
  const finding: Finding = {
    rule: event.policyName,
    pack: event.policyPackName,
    urn: event.resourceUrn === "" ? undefined : event.resourceUrn,
    message: plain(event.message).trim(),
    mandatory: event.enforcementLevel === "mandatory",
  };
  const same = (other: Finding) =>
    other.rule === finding.rule && other.urn === finding.urn && other.message === finding.message;
  if (!record.findings.some(same)) record.findings.push(finding);
}

function withoutZeros(changes: OpMap | undefined): Record<string, number> {
  return Object.fromEntries(Object.entries(changes ?? {}).filter(([, number]) => number > 0));
}

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The resource's own type, without those of its parents. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** "Network main-eu-west-1", "aws:ec2/vpc:Vpc main-eu-west-1": components by class, the rest by full type. */
export function label(urn: string): string {
  const type = typeOf(urn);
  const [pkg, , name] = type.split(":");
  const cloudTypes = ["aws", "gcp", "azure-native", "kubernetes", "random", "tls", "pulumi"];
  return `${cloudTypes.includes(pkg ?? "") ? type : (name ?? type)} ${nameOf(urn)}`;
}

export function isStack(urn: string): boolean {
  return typeOf(urn) === "pulumi:pulumi:Stack";
}
