import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { grants, namesSomebody } from "../../../facts/gcp-everybody.js";

const SERVICE = "gcp:cloudrunv2/service:Service";
const MEMBER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";

export const gcpRunPublic: ResourceRule = {
  id: "gcp-run-public",
  title: "Service or function callable by everybody",
  severity: Severity.High,
  graph: false,
  judges: {
    [SERVICE]: ["invokerIamDisabled"],
    ...grants("gcp:cloudrun/iam"),
    ...grants("gcp:cloudrunv2/serviceIam"),
    ...grants("gcp:cloudrunv2/jobIam"),
    ...grants("gcp:cloudrunv2/workerPoolIam"),
    ...grants("gcp:cloudfunctions/functionIam"),
    ...grants("gcp:cloudfunctionsv2/functionIam"),
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
    return namesSomebody(resource, open);
  },
};
