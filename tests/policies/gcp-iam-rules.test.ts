import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const one = (type: string, props: Props, name = "it"): ExampleResource => ({ type, name, props });
const grant = (scope: string, kind: string, props: Props) => one(`gcp:${scope}/iAM${kind}:IAM${kind}`, props);
const policy = (role: string, ...members: string[]) => JSON.stringify({ bindings: [{ role, members }] });

describe("gcp-iam-basic-roles", () => {
  const at = (...resources: ExampleResource[]) => verdicts("gcp-iam-basic-roles", ...resources);

  it("finds owners and editors on every scope, in every form", () => {
    for (const scope of ["projects", "folder", "organizations"]) {
      expect(at(grant(scope, "Member", { role: "roles/owner", member: "user:a@b.c" }))).toEqual(["violation it"]);
      expect(at(grant(scope, "Binding", { role: "roles/editor", members: ["user:a@b.c"] }))).toEqual(["violation it"]);
      expect(at(grant(scope, "Policy", { policyData: policy("roles/owner", "user:a@b.c") }))).toEqual(["violation it"]);
    }
  });

  it("finds the other basic roles, old and new", () => {
    for (const role of ["roles/viewer", "roles/reader", "roles/writer", "roles/admin"])
      expect(at(grant("folder", "Member", { role, member: "user:a@b.c" }))).toEqual(["violation it"]);
  });

  it("leaves other roles, and those that nobody gets, alone", () => {
    expect(at(grant("projects", "Member", { role: "roles/browser", member: "user:a@b.c" }))).toEqual([]);
    expect(at(grant("projects", "Member", { role: "roles/run.ownerless", member: "user:a@b.c" }))).toEqual([]);
    expect(at(grant("projects", "Binding", { role: "roles/owner", members: [] }))).toEqual([]);
  });

  it("needs to know the role, and no member", () => {
    expect(at(grant("projects", "Member", { role: "roles/owner", member: UNKNOWN.string }))).toEqual(["violation it"]);
    expect(at(grant("projects", "Member", { role: UNKNOWN.string, member: "user:a@b.c" }))).toEqual(["undecided it"]);
    expect(at(grant("projects", "Policy", { policyData: UNKNOWN.string }))).toEqual(["undecided it"]);
  });
});

describe("gcp-iam-sa-admin", () => {
  const at = (role: string, member: string) =>
    verdicts("gcp-iam-sa-admin", grant("projects", "Member", { role, member }));
  const account = "serviceAccount:web@acme.iam.gserviceaccount.com";

  it("finds admin roles of service accounts only", () => {
    for (const role of ["roles/owner", "roles/compute.instanceAdmin.v1", "roles/storage.objectAdmin"]) {
      expect(at(role, account)).toEqual(["violation it"]);
      expect(at(role, "group:admins@example.com")).toEqual([]);
      expect(at(role, UNKNOWN.string)).toEqual(["undecided it"]);
    }
    expect(at("roles/storage.objectViewer", account)).toEqual([]);
    expect(at("roles/storage.objectViewer", UNKNOWN.string)).toEqual([]);
  });

  it("leaves the accounts through which Google's services act alone", () => {
    expect(at("roles/editor", "serviceAccount:1@cloudservices.gserviceaccount.com")).toEqual([]);
    expect(at("roles/compute.admin", "serviceAccount:service-1@gcp-sa-x.iam.gserviceaccount.com")).toEqual([]);
  });

  it("finds whoever may act as every account", () => {
    expect(at("roles/iam.serviceAccountTokenCreator", "user:a@b.c")).toEqual(["violation it"]);
    expect(at("roles/iam.serviceAccountUser", UNKNOWN.string)).toEqual(["violation it"]);
    for (const role of ["serviceAccountKeyAdmin", "serviceAccountOpenIdTokenCreator", "workloadIdentityUser"])
      expect(at(`roles/iam.${role}`, "user:a@b.c")).toEqual(["violation it"]);
    expect(at("roles/iam.serviceAccountViewer", "user:a@b.c")).toEqual([]);
  });
});

describe("gcp-iam-default-sa", () => {
  it("finds both default accounts beside others", () => {
    const at = (...members: string[]) =>
      verdicts("gcp-iam-default-sa", grant("folder", "Binding", { role: "roles/viewer", members }));
    expect(at("user:a@b.c", "serviceAccount:1-compute@developer.gserviceaccount.com")).toEqual(["violation it"]);
    expect(at(UNKNOWN.string, "serviceAccount:acme@appspot.gserviceaccount.com")).toEqual(["violation it"]);
    expect(at("serviceAccount:compute@acme.iam.gserviceaccount.com")).toEqual([]);
  });
});

describe("gcp-iam-audit-log", () => {
  const logs = (...types: string[]) => types.map((logType) => ({ logType }));
  const all = logs("ADMIN_READ", "DATA_READ", "DATA_WRITE");
  const config = (props: Props, name = "it") =>
    one("gcp:projects/iAMAuditConfig:IAMAuditConfig", { project: "acme", ...props }, name);
  const at = (...resources: ExampleResource[]) => verdicts("gcp-iam-audit-log", ...resources);

  it("wants all three types", () => {
    const auditLogConfigs = logs("ADMIN_READ", "DATA_READ");
    expect(at(config({ service: "allServices", auditLogConfigs: all }))).toEqual([]);
    expect(at(config({ service: "allServices", auditLogConfigs }))).toEqual(["violation it"]);
  });

  it("lets one service be added to all of them, in the same project", () => {
    const some = config({ service: "storage.googleapis.com", auditLogConfigs: logs("DATA_READ") });
    const every = (props: Props) => config({ service: "allServices", auditLogConfigs: all, ...props }, "all");
    expect(at(some)).toEqual(["violation it"]);
    expect(at(some, every({}))).toEqual([]);
    expect(at(some, every({ project: "other" }))).toEqual(["violation it"]);
  });

  it("finds a project that nothing switches the logs on for", () => {
    const project = one("gcp:organizations/project:Project", { projectId: "acme" }, "it");
    const own = (service: string, props: Props = {}) => config({ service, auditLogConfigs: all, ...props }, "logs");
    const made = (service: string, auditLogConfigs: unknown = all) => ({
      ...config({ service, auditLogConfigs, project: UNKNOWN.string }, "logs"),
      refs: { project: ["it"] },
    });
    const above = one(
      "gcp:organizations/iamAuditConfig:IamAuditConfig",
      { orgId: "1", service: "allServices", auditLogConfigs: all },
      "logs",
    );
    expect(at(project)).toEqual(["violation it"]);
    expect(at(project, own("allServices"))).toEqual([]);
    expect(at(project, above)).toEqual([]);
    expect(at(project, made("allServices"))).toEqual([]);
    expect(at(project, own("allServices", { project: "other" }))).toEqual(["violation it"]);
    expect(at(project, made("allServices", logs("DATA_READ")))).toEqual(["violation it", "violation logs"]);
    expect(at(project, own("allServices", { project: UNKNOWN.string }))).toEqual(["undecided it"]);
  });

  it("reads the policy of a project, which need not have any", () => {
    const data = (auditConfigs?: unknown) =>
      at(grant("projects", "Policy", { policyData: JSON.stringify({ bindings: [], auditConfigs }) }));
    expect(data()).toEqual([]);
    expect(data([{ service: "allServices", auditLogConfigs: all }])).toEqual([]);
    expect(data([{ service: "allServices", auditLogConfigs: logs("DATA_READ") }])).toEqual(["violation it"]);
  });
});

describe("gcp-iam-wif-condition", () => {
  const github = "https://token.actions.githubusercontent.com";
  const at = (attributeCondition?: string, props: Props = { oidc: { issuerUri: github } }) =>
    verdicts(
      "gcp-iam-wif-condition",
      one("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", {
        attributeCondition,
        attributeMapping: { "google.subject": "assertion.sub", "attribute.owner": "assertion.repository_owner" },
        ...props,
      }),
    );

  it("accepts what pins the owner or the repository", () => {
    for (const condition of [
      "assertion.repository_owner=='acme'",
      "'acme' == assertion.repository_owner && assertion.ref == 'refs/heads/main'",
      "assertion.ref == 'x' && (assertion.repository == 'acme/a' || assertion['repository'] in ['acme/b'])",
      "assertion.sub.startsWith('repo:acme/')",
      "attribute.owner == 'acme'",
      "google.subject == 'repo:acme/shop:ref:refs/heads/main'",
    ])
      expect(at(condition), condition).toEqual([]);
  });

  it("finds what a stranger can meet", () => {
    for (const condition of [
      undefined,
      "true",
      "assertion.ref == 'refs/heads/main'",
      "assertion.sub.startsWith('repo:')",
      "assertion.repository_owner.startsWith('acme')",
      "assertion.repository.contains('acme/shop')",
      "assertion.repository_owner != 'evil'",
      "assertion.repository_owner == 'acme' || assertion.ref == 'refs/heads/main'",
    ])
      expect(at(condition), condition).toEqual(["violation it"]);
  });

  it("asks for any condition where the issuer is one's own, and for none without OIDC", () => {
    const own = { oidc: { issuerUri: "https://login.example.com" } };
    expect(at("assertion.groups == 'ci'", own)).toEqual([]);
    expect(at(undefined, own)).toEqual(["violation it"]);
    expect(at(undefined, { aws: { accountId: "1" } })).toEqual([]);
    expect(at(undefined, { x509: { trustStore: {} } })).toEqual([]);
    expect(at(undefined, {})).toEqual(["violation it"]);
    expect(at(undefined, { oidc: { issuerUri: github }, disabled: true })).toEqual([]);
  });

  it("waits for what is not known", () => {
    expect(at(UNKNOWN.string)).toEqual(["undecided it"]);
    expect(at("assertion.ref == 'x'", { oidc: { issuerUri: UNKNOWN.string } })).toEqual(["undecided it"]);
    expect(at(undefined, { oidc: { issuerUri: UNKNOWN.string } })).toEqual(["violation it"]);
  });
});

describe("gcp kms", () => {
  const key = (props: Props) => verdicts("gcp-kms-rotation", one("gcp:kms/cryptoKey:CryptoKey", props));

  it("wants 90 days at most, in seconds", () => {
    expect(key({ rotationPeriod: "7776000s" })).toEqual([]);
    expect(key({ rotationPeriod: "7776000.5s" })).toEqual(["violation it"]);
    expect(key({ rotationPeriod: "90" })).toEqual(["violation it"]);
    expect(key({})).toEqual(["violation it"]);
  });

  it("asks nothing of keys that do not rotate by themselves", () => {
    expect(key({ purpose: "ASYMMETRIC_SIGN" })).toEqual([]);
    expect(key({ importOnly: true })).toEqual([]);
    expect(key({ versionTemplate: { algorithm: "x", protectionLevel: "EXTERNAL" } })).toEqual([]);
    expect(key({ purpose: UNKNOWN.string })).toEqual(["undecided it"]);
  });

  it("finds everybody on keys and key rings, in every form", () => {
    const at = (kind: string, props: Props) =>
      verdicts("gcp-kms-public", one(`gcp:kms/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, props));
    expect(at("keyRingIAMMember", { member: "allUsers" })).toEqual(["violation it"]);
    expect(at("cryptoKeyIAMBinding", { members: [UNKNOWN.string, "allUsers"] })).toEqual(["violation it"]);
    expect(at("keyRingIAMPolicy", { policyData: policy("r", "allAuthenticatedUsers") })).toEqual(["violation it"]);
  });
});
