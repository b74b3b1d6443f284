import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isSet, isTrue, not, type Tri } from "../../../core/tri.js";
import { entries, type Field, get, type Props, within } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";
import { literals, requires } from "../../../facts/cel.js";
import { CI_ISSUERS } from "../../../facts/ci-issuers.js";

/** Claims that tell the owner, besides those that CI_ISSUERS has; whatever they are compared with is the owner's. */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  "gitlab.com": ["namespace_id", "namespace_path", "project_id", "project_path"],
  "app.terraform.io": [
    "terraform_organization_id",
    "terraform_organization_name",
    "terraform_project_id",
    "terraform_workspace_id",
  ],
  "agent.buildkite.com": ["organization_id", "organization_slug"],
  "oidc.codefresh.io": ["account_id"],
};

/** Kinds of providers that name the account, the identity provider or the authority that they trust. */
const ONE_OWNER = ["aws", "saml", "x509"];

type Claims = Readonly<Record<string, RegExp>>;

/** The claims by which tokens of an issuer that serves everybody tell their owner. */
function claimsOf(uri: unknown): Claims | undefined {
  const host = String(uri)
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "");
  const known = CI_ISSUERS.find((issuer) => issuer.host === host);
  return known && { ...Object.fromEntries((FURTHER[host] ?? []).map((claim) => [claim, /./])), ...known.claims };
}

/** Whether a comparison holds for one owner only. A name that only begins or ends so may be a stranger's. */
function pinsOwner(comparison: string, claims: Claims): boolean {
  if (/!|\.(contains|endsWith|size)\(/.test(comparison)) return false;
  const values = literals(comparison).map((text) => text.replace(/^\^|\\/g, ""));
  return Object.entries(claims).some(([claim, pattern]) => {
    const named = new RegExp(`assertion(\\.${claim}\\b|\\[["']${claim}["']\\])`).test(comparison);
    const compared = values.filter((value) => value !== claim);
    const open = comparison.includes(".startsWith(") && pattern.source.endsWith("$");
    return named && !open && compared.length > 0 && compared.every((value) => pattern.test(value));
  });
}

/** The condition with the attributes that are a claim each written as that claim. */
function resolved(condition: string, mapping: Field): string {
  return entries(mapping).reduce((text, [name, claim]) => {
    const plain = claim.state === "known" && /^assertion\.\w+$/.test(String(claim.value));
    return plain ? text.replaceAll(new RegExp(`\\b${name.replaceAll(".", "\\.")}\\b`, "g"), String(claim.value)) : text;
  }, condition);
}

function pins(props: Props, issuer: Field): Tri {
  const claims = issuer.state === "known" ? claimsOf(issuer.value) : undefined;
  if (claims === undefined) return false;
  const mapping = get(props, "attributeMapping");
  const pinned = holds(get(props, "attributeCondition"), (text) =>
    requires(resolved(String(text), mapping), (comparison) => pinsOwner(comparison, claims)),
  );
  const hidden = entries(mapping).flatMap(([, claim]) => (claim.state === "unknown" ? [claim.path] : []));
  return pinned === false && hidden.length > 0 ? { unknown: hidden } : pinned;
}

export const gcpIamWifCondition: ResourceRule = {
  id: "gcp-iam-wif-condition",
  title: "Workload identity provider without a condition",
  severity: Severity.High,
  graph: false,
  judges: {
    "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": [
      "attributeCondition",
      "attributeMapping",
      "oidc.issuerUri",
      ...ONE_OWNER,
      "disabled",
    ],
  },
  controls: {},
  checkov: ["CKV_GCP_118", "CKV_GCP_125"],
  trivy: ["GCP-0068"],
  why: "The issuer vouches for all of its customers: without a condition the pipeline of any stranger gets a token of the pool, and one binding that is too wide lets it in.",
  fix: "Set `attributeCondition` to what only your own tokens have, for GitHub assertion.repository_owner_id == '...'.",
  bad: [
    {
      type: "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider",
      name: "github",
      props: {
        workloadIdentityPoolId: "ci",
        workloadIdentityPoolProviderId: "github",
        attributeMapping: { "google.subject": "assertion.sub" },
        oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
      },
    },
  ],
  good: [
    {
      type: "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider",
      name: "github",
      props: {
        workloadIdentityPoolId: "ci",
        workloadIdentityPoolProviderId: "github",
        attributeMapping: { "google.subject": "assertion.sub" },
        attributeCondition: "assertion.repository_owner == 'acme'",
        oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
      },
    },
  ],
  check({ props }) {
    const condition = get(props, "attributeCondition");
    const oidc = get(props, "oidc");
    const issuer = within(oidc, "issuerUri");
    const fine = any(isTrue(get(props, "disabled")), ...ONE_OWNER.map((kind) => isSet(get(props, kind))));
    const set = holds(condition, (text) => !/^\s*(true)?\s*$/i.test(String(text)));
    const shared = holds(issuer, (uri) => claimsOf(uri) !== undefined);
    return every([
      demand(any(fine, set), condition, "takes every token of the issuer"),
      demand(
        any(fine, not(set), not(shared), pins(props, issuer)),
        condition,
        "does not say whose tokens of the issuer it takes",
      ),
    ]);
  },
};
