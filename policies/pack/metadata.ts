import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Parameter } from "../core/parameter.js";
import type { Severity } from "../core/rule.js";
import type { PolicySettings } from "./configuration.js";
import type { Level } from "./level.js";
import type { Policy } from "./policies.js";

const LEVELS = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
  remediate: analyzer.EnforcementLevel.REMEDIATE,
} as const satisfies Record<Level, unknown>;

const SEVERITIES = {
  low: analyzer.PolicySeverity.POLICY_SEVERITY_LOW,
  medium: analyzer.PolicySeverity.POLICY_SEVERITY_MEDIUM,
  high: analyzer.PolicySeverity.POLICY_SEVERITY_HIGH,
  critical: analyzer.PolicySeverity.POLICY_SEVERITY_CRITICAL,
} as const satisfies Record<Severity, unknown>;

/** The pack's name, version and words, as `pulumi policy ls` shows them. */
export interface PackFacts {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  /** What the pack itself configures, by policy; what a run configures goes before it. @default - nothing */
  readonly config?: ReadonlyMap<string, PolicySettings>;
}

/** What the engine is told about the pack: every rule is a policy of its own. */
export function packInfo(pack: PackFacts, policies: readonly Policy[]): analyzer.AnalyzerInfo {
  const info = new analyzer.AnalyzerInfo();
  info.setName(pack.name);
  info.setVersion(pack.version);
  info.setDisplayname(pack.title);
  info.setDescription(pack.description);
  info.setSupportsconfig(true);
  info.setPoliciesList(policies.map(policyInfo));
  for (const [policy, settings] of pack.config ?? []) info.getInitialconfigMap().set(policy, policyConfig(settings));
  return info;
}

/** A finding in the engine's words. */
export function diagnostic(pack: PackFacts, policy: Policy, level: Level, message: string, urn: string) {
  const found = new analyzer.AnalyzeDiagnostic();
  found.setPolicyname(policy.name);
  found.setPolicypackname(pack.name);
  found.setPolicypackversion(pack.version);
  found.setDescription(policy.title);
  found.setMessage(message);
  found.setEnforcementlevel(LEVELS[level]);
  found.setSeverity(SEVERITIES[policy.severity]);
  found.setUrn(urn);
  return found;
}

/** The record that keeps a policy from being counted as passed where it has nothing to say. */
export function notApplicable(policy: string, reason: string): analyzer.PolicyNotApplicable {
  const record = new analyzer.PolicyNotApplicable();
  record.setPolicyName(policy);
  record.setReason(reason);
  return record;
}

/** What is configured for one policy, as the protocol carries it. */
export function policyConfig({ level, settings }: PolicySettings): analyzer.PolicyConfig {
  const config = new analyzer.PolicyConfig();
  config.setEnforcementlevel(LEVELS[level]);
  config.setProperties(Struct.fromJavaScript(settings as Record<string, JavaScriptValue>));
  return config;
}

/** The level that a configuration sets, or that a diagnostic has. */
export function levelOf(of: analyzer.PolicyConfig | analyzer.AnalyzeDiagnostic): Level {
  const [level = "advisory"] = Object.entries(LEVELS).find(([, value]) => value === of.getEnforcementlevel()) ?? [];
  return level as Level;
}

function policyInfo(policy: Policy): analyzer.PolicyInfo {
  const info = new analyzer.PolicyInfo();
  info.setName(policy.name);
  info.setDisplayname(policy.title);
  info.setDescription(policy.description);
  info.setEnforcementlevel(LEVELS[policy.level]);
  info.setSeverity(SEVERITIES[policy.severity]);
  const { PolicyType } = analyzer;
  info.setPolicyType(policy.on === "stack" ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_RESOURCE);
  if (policy.framework) {
    const framework = new analyzer.PolicyComplianceFramework();
    framework.setName(policy.framework.name);
    framework.setVersion(policy.framework.version);
    framework.setReference(policy.framework.reference);
    info.setFramework(framework);
  }
  if (policy.parameters) info.setConfigschema(configSchema(policy.parameters));
  info.setTagsList([...policy.tags]);
  info.setRemediationSteps(policy.remediation);
  info.setUrl(policy.url);
  return info;
}

function configSchema(parameters: readonly Parameter[]): analyzer.PolicyConfigSchema {
  const properties = parameters.map((one): [string, JavaScriptValue] => [
    one.name,
    { ...one.schema, default: one.default, description: `${one.describes} (${one.allowed})` } as JavaScriptValue,
  ]);
  const schema = new analyzer.PolicyConfigSchema();
  schema.setProperties(Struct.fromJavaScript(Object.fromEntries(properties)));
  return schema;
}
