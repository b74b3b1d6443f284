import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isText, not, type Tri } from "../../../core/tri.js";
import { field, get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { namesCredential } from "../../../facts/credentials.js";

/** Whether the parameter's name, or what the provider makes it from, is one for a credential. */
function looksLikeCredential({ name, props }: Resource): Tri {
  const given = get(props, "name");
  const named = given.state === "absent" ? field("name", name) : given;
  return holds(named, (value) => namesCredential(String(value)));
}

export const awsSsmSecureString: ResourceRule = {
  id: "aws-ssm-secure-string",
  title: "Credential in a plain parameter",
  severity: Severity.High,
  graph: false,
  judges: { "aws:ssm/parameter:Parameter": ["type", "name", "insecureValue"] },
  controls: {},
  checkov: ["CKV2_AWS_34"],
  remedy: {
    replaces: true,
    edits(parameter) {
      const plain = all(looksLikeCredential(parameter), not(isText(get(parameter.props, "type"), "SecureString")));
      // A value for plain parameters must go first, and it stands in the program.
      const movable = get(parameter.props, "insecureValue").state === "absent";
      return plain === true && movable ? [{ path: "type", value: "SecureString" }] : [];
    },
  },
  why: "A plain parameter shows the credential to everybody who may read parameters, in the console and in the history of every change.",
  fix: 'Set `type` to "SecureString"; the parameter is made again.',
  bad: [
    {
      type: "aws:ssm/parameter:Parameter",
      name: "db-password",
      props: { name: "/shop/db/password", type: "String", value: "correct-horse" },
    },
  ],
  good: [
    {
      type: "aws:ssm/parameter:Parameter",
      name: "db-password",
      props: { name: "/shop/db/password", type: "SecureString", value: "correct-horse" },
    },
  ],
  check(parameter) {
    const type = get(parameter.props, "type");
    const plain = all(looksLikeCredential(parameter), not(isText(type, "SecureString")));
    return forbid(plain, type, "keeps what is named as a credential in plain text");
  },
};
