import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, isTrue } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { iamBindings } from "../../../facts/gcp-iam-policy.js";

const SERVICE = "gcp:cloudrunv2/service:Service";
const MEMBER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";

const isEverybody = (member: unknown): boolean => /^(allUsers|allAuthenticatedUsers)$/i.test(String(member));

/** Whoever gets a role here, in each of the forms in which it is written. */
function membersOf(resource: Resource): readonly Field[] {
  const read = (path: string): Field => get(resource.props, path);
  const bindings = iamBindings(read("policyData"));
  return [read("member"), ...items(read("members")), ...bindings.flatMap((b) => items(within(b, "members")))];
}

export const gcpRunPublic: ResourceRule = {
  id: "gcp-run-public",
  title: "Service or function callable by everybody",
  severity: Severity.High,
  graph: false,
  judges: {
    [SERVICE]: ["invokerIamDisabled"],
    "gcp:cloudrun/iamMember:IamMember": ["member"],
    "gcp:cloudrun/iamBinding:IamBinding": ["members"],
    "gcp:cloudrun/iamPolicy:IamPolicy": ["policyData"],
    [MEMBER]: ["member"],
    "gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding": ["members"],
    "gcp:cloudrunv2/serviceIamPolicy:ServiceIamPolicy": ["policyData"],
    "gcp:cloudfunctions/functionIamMember:FunctionIamMember": ["member"],
    "gcp:cloudfunctions/functionIamBinding:FunctionIamBinding": ["members"],
    "gcp:cloudfunctions/functionIamPolicy:FunctionIamPolicy": ["policyData"],
    "gcp:cloudfunctionsv2/functionIamMember:FunctionIamMember": ["member"],
    "gcp:cloudfunctionsv2/functionIamBinding:FunctionIamBinding": ["members"],
    "gcp:cloudfunctionsv2/functionIamPolicy:FunctionIamPolicy": ["policyData"],
  },
  controls: {},
  checkov: ["CKV_GCP_102", "CKV_GCP_107"],
  why: "allUsers is the whole internet, and allAuthenticatedUsers is everybody with a Google account: each can call it, with its rights and at your cost.",
  fix: "Grant roles/run.invoker to the service accounts or groups that call it, and leave `invokerIamDisabled` off.",
  bad: [
    {
      type: MEMBER,
      name: "callers",
      props: { name: "orders", location: "europe-west1", role: "roles/run.invoker", member: "allUsers" },
    },
  ],
  good: [
    {
      type: MEMBER,
      name: "callers",
      props: {
        name: "orders",
        location: "europe-west1",
        role: "roles/run.invoker",
        member: "serviceAccount:shop@acme.iam.gserviceaccount.com",
      },
    },
  ],
  check(resource) {
    const open = "lets everybody call it";
    if (resource.type === SERVICE) {
      const off = get(resource.props, "invokerIamDisabled");
      return forbid(isTrue(off), off, open);
    }
    return every(membersOf(resource).map((member) => forbid(holds(member, isEverybody), member, open)));
  },
};
