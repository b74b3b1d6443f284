import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isSet, not } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { demand, every, type Verdict } from "../../../core/verdict.js";
import { DEFAULT_GROUP, EGRESS_RULE, GROUP, GROUP_RULE, INGRESS_RULE } from "../../../facts/aws-traffic.js";

const LISTS = ["ingress", "egress"];
const IN_LISTS = LISTS.map((list) => `${list}[].description`);

/** What the provider, or Terraform before it, writes where nothing is said. */
const BY_DEFAULT = /^managed by (pulumi|terraform)$/i;

function judge(description: Field, what: string): Verdict {
  const said = all(isSet(description), not(holds(description, (text) => BY_DEFAULT.test(String(text).trim()))));
  return demand(said, description, `leaves open what the ${what} is for`);
}

export const awsNetSgDescription: ResourceRule = {
  id: "aws-net-sg-description",
  title: "Security group or rule without description",
  severity: Severity.Low,
  graph: false,
  judges: {
    [GROUP]: ["description", ...IN_LISTS],
    [DEFAULT_GROUP]: IN_LISTS,
    [GROUP_RULE]: ["description"],
    [INGRESS_RULE]: ["description"],
    [EGRESS_RULE]: ["description"],
  },
  controls: {},
  checkov: ["CKV_AWS_23"],
  trivy: ["AWS-0099", "AWS-0124"],
  aspects: { "AWS-0099": ["description"] },
  why: "Nobody dares to close an opening of which nobody knows what it is for, so that it stays after its reason is gone.",
  fix: "Say in `description` what the group, or the opening, is for; the description of a group cannot be changed later without making the group again.",
  bad: [
    {
      type: GROUP,
      name: "web",
      props: {
        description: "Managed by Pulumi",
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
      },
    },
  ],
  good: [
    {
      type: GROUP,
      name: "web",
      props: {
        description: "Web servers of the shop",
        ingress: [
          { description: "Load balancer", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] },
        ],
      },
    },
  ],
  check({ type, props }) {
    const own = type === DEFAULT_GROUP ? [] : [judge(get(props, "description"), type === GROUP ? "group" : "rule")];
    if (type !== GROUP && type !== DEFAULT_GROUP) return every(own);
    const inline = LISTS.flatMap((list) => items(get(props, list)));
    return every([...own, ...inline.map((rule) => judge(within(rule, "description"), "rule"))]);
  },
};
