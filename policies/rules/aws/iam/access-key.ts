import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

const KEY = "aws:iam/accessKey:AccessKey";

export const awsIamAccessKey: ResourceRule = {
  id: "aws-iam-access-key",
  title: "Long-lived access key in the stack",
  severity: Severity.Medium,
  graph: false,
  judges: { [KEY]: ["user", "status"] },
  controls: {},
  checkov: ["CKV_AWS_348"],
  why: "The key works from everywhere until somebody deletes it, and its secret is in the state of the stack.",
  fix: "Remove the AccessKey: give the program a role, or let it sign in through an OpenID Connect provider.",
  bad: [{ type: KEY, name: "deploy", props: { user: "deploy" } }],
  good: [{ type: KEY, name: "deploy", props: { user: "deploy", status: "Inactive" } }],
  check({ props }) {
    const user = get(props, "user");
    const usable = any(isText(user, "root"), not(isText(get(props, "status"), "Inactive")));
    return forbid(usable, user, "has a key that works until it is deleted");
  },
};
