import { type ResourceRule, Severity } from "../../core/rule.js";
import { any } from "../../core/tri.js";
import { every, forbid } from "../../core/verdict.js";
import { allows, CLUSTER_ROLE, CLUSTER_ROLES, rulesOf } from "../../facts/rbac.js";

const WRITE = ["create", "update", "patch", "delete", "deletecollection"];
const WEBHOOKS = {
  group: "admissionregistration.k8s.io",
  resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
};
const APPROVAL = { group: "certificates.k8s.io", resources: ["certificatesigningrequests/approval"] };
const SIGNERS = { group: "certificates.k8s.io", resources: ["signers"] };

export const k8sRbacWebhooks: ResourceRule = {
  id: "k8s-rbac-webhooks",
  title: "Role that controls admission or signs certificates",
  severity: Severity.High,
  graph: false,
  judges: CLUSTER_ROLES,
  controls: { "CIS K8s 1.11": ["5.1.11", "5.1.12"], PCI4: ["3.5.1", "3.6.1", "3.7.2", "3.7.6"] },
  checkov: ["CKV_K8S_155", "CKV_K8S_156"],
  why: "A webhook sees and changes every object that is written, secrets included, and an approved certificate is a sign-in under any name.",
  fix: "Remove from `rules` the writing verbs on webhook configurations, and update, patch and approve on certificate requests and signers; leave both to the controllers of the platform.",
  bad: [
    {
      type: CLUSTER_ROLE,
      name: "platform",
      props: {
        rules: [
          {
            apiGroups: ["admissionregistration.k8s.io"],
            resources: ["mutatingwebhookconfigurations"],
            verbs: ["get", "patch"],
          },
        ],
      },
    },
  ],
  good: [
    {
      type: CLUSTER_ROLE,
      name: "platform",
      props: {
        rules: [
          {
            apiGroups: ["admissionregistration.k8s.io"],
            resources: ["mutatingwebhookconfigurations"],
            verbs: ["get", "list"],
          },
        ],
      },
    },
  ],
  check(role) {
    return every(
      rulesOf(role).flatMap((rule) => {
        const signs = any(allows(rule, ["update", "patch"], APPROVAL), allows(rule, ["approve"], SIGNERS));
        return [
          forbid(allows(rule, WRITE, WEBHOOKS), rule, "controls what the cluster admits"),
          forbid(signs, rule, "approves certificates, and so names and groups of its choice"),
        ];
      }),
    );
  },
};
