import type { Remedy } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, isSet, isText, type Tri } from "../../../core/tri.js";
import { type Field, get, items, of, within } from "../../../core/value.js";
import { demand, every, forbid, nowhere, type Verdict } from "../../../core/verdict.js";
import { parseDocument } from "../../../facts/documents.js";
import { sameScope } from "../../../facts/gcp-scope.js";

const READ = ["service", "auditLogConfigs[].logType", "auditLogConfigs[].exemptedMembers"];
const AUDIT_CONFIGS = {
  "gcp:projects/iAMAuditConfig:IAMAuditConfig": [...READ, "project"],
  "gcp:folder/iamAuditConfig:IamAuditConfig": [...READ, "folder"],
  "gcp:organizations/iamAuditConfig:IamAuditConfig": [...READ, "orgId"],
};
const PROJECT = "gcp:organizations/project:Project";
const POLICIES = {
  "gcp:projects/iAMPolicy:IAMPolicy": ["policyData", "project"],
  "gcp:folder/iAMPolicy:IAMPolicy": ["policyData"],
  "gcp:organizations/iAMPolicy:IAMPolicy": ["policyData"],
};
const LOG_TYPES = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"] as const;

/** The audit configurations of a resource: itself, or those of the policy that it sets. */
function configsOf({ type, props }: Resource): readonly Field[] {
  if (!(type in POLICIES)) return [{ state: "known", path: "", value: props }];
  return items(within(parseDocument(get(props, "policyData")), "auditConfigs"));
}

const logsOf = (config: Field): readonly Field[] => items(within(config, "auditLogConfigs"));
const coversAll = (config: Field): Tri => isText(within(config, "service"), "allServices");
const complete = (config: Field): Tri =>
  all(...LOG_TYPES.map((type) => any(...logsOf(config).map((log) => isText(within(log, "logType"), type)))));

/** Whether the resource switches all logs on for a project: itself, or for all that is below a folder or organisation. */
function isLogged(project: Resource, by: Resource): Tri {
  const above = !by.type.startsWith("gcp:projects/");
  const named = of(by, "project");
  const own = get(project.props, "projectId");
  const sameText = named.state === "known" && own.state === "known" && named.value === own.value;
  const madeFrom = by.dependencies.project ?? [];
  const mine = above || sameText || madeFrom.includes(project.urn);
  const open = named.state === "unknown" && madeFrom.length === 0;
  return all(
    mine || (open && { unknown: [named.path] }),
    any(...configsOf(by).map((config) => all(coversAll(config), complete(config)))),
  );
}

/** A project that the stack makes begins without the logs of reads and writes. */
function judgeProject(project: Resource, stack: Stack): Verdict {
  const by = stack.ofType(...Object.keys({ ...AUDIT_CONFIGS, ...POLICIES }));
  const logged = any(...by.map((resource) => isLogged(project, resource)));
  return demand(logged, nowhere, `no resource switches ${LOG_TYPES.join(", ")} on for all services of the project`);
}

/** Whether another resource switches the logs on for all services: then one for a single service only adds to it. */
function elsewhere(resource: Resource, config: Field, stack: Stack): readonly Tri[] {
  if (coversAll(config) === true) return [];
  const others = stack.ofType(resource.type).filter((other) => other.urn !== resource.urn && !(other.type in POLICIES));
  return others.map((other) => all(sameScope(resource, other), ...configsOf(other).map(coversAll)));
}

function judge(config: Field, covered: Tri): Verdict {
  const exempted = logsOf(config).map((log) => within(log, "exemptedMembers"));
  return every([
    demand(any(coversAll(config), covered), within(config, "service"), "leaves the other services without audit logs"),
    demand(any(complete(config), covered), within(config, "auditLogConfigs"), `lacks one of ${LOG_TYPES.join(", ")}`),
    ...exempted.map((field) => forbid(isSet(field), field, "keeps what these members do out of the log")),
  ]);
}

const remedy: Remedy = {
  replaces: false,
  edits(resource) {
    const [config] = configsOf(resource);
    // The service cannot be changed in place, and a policy is a document that its owner writes.
    if (config === undefined || resource.type in POLICIES || coversAll(config) !== true) return [];
    const exempt = any(...logsOf(config).map((log) => isSet(within(log, "exemptedMembers"))));
    const wrong = complete(config) === false || exempt === true;
    return wrong ? [{ path: "auditLogConfigs", value: LOG_TYPES.map((logType) => ({ logType })) }] : [];
  },
};

export const gcpIamAuditLog: StackRule = {
  id: "gcp-iam-audit-log",
  title: "Audit log with exemptions or missing types",
  severity: Severity.Medium,
  graph: true,
  judges: { ...AUDIT_CONFIGS, ...POLICIES, [PROJECT]: ["projectId"] },
  consults: { ...AUDIT_CONFIGS, ...POLICIES },
  controls: {
    "CIS GCP 4.0": ["2.1"],
    PCI4: [
      "1.5.1",
      "10.2.1",
      "10.2.2",
      "10.3.1",
      "10.3.2",
      "10.3.3",
      "10.3.4",
      "10.4.1",
      "10.5.1",
      "10.6.3",
      "11.5.2",
      "11.6.1",
      "12.10.5",
      "5.3.4",
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.8",
      "A1.2.1",
      "A3.3.1",
      "A3.5.1",
    ],
  },
  checkov: ["CKV2_GCP_5"],
  trivy: ["GCP-0079"],
  remedy,
  why: "Google records by itself only what changes the configuration: without these logs nobody can say afterwards who read or changed the data.",
  fix: 'Set `service` to "allServices" with the log types ADMIN_READ, DATA_READ and DATA_WRITE in `auditLogConfigs`, and remove `exemptedMembers`.',
  bad: [
    {
      type: "gcp:projects/iAMAuditConfig:IAMAuditConfig",
      name: "all",
      props: {
        project: "acme",
        service: "allServices",
        auditLogConfigs: [
          { logType: "ADMIN_READ" },
          { logType: "DATA_READ", exemptedMembers: ["user:jane@example.com"] },
        ],
      },
    },
  ],
  good: [
    {
      type: "gcp:projects/iAMAuditConfig:IAMAuditConfig",
      name: "all",
      props: {
        project: "acme",
        service: "allServices",
        auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }],
      },
    },
  ],
  check(resource, stack) {
    if (resource.type === PROJECT) return judgeProject(resource, stack);
    const configs = configsOf(resource);
    return every(
      configs.map((config) => {
        const others = configs.filter((other) => other !== config).map(coversAll);
        return judge(config, any(...others, ...elsewhere(resource, config, stack)));
      }),
    );
  },
};
