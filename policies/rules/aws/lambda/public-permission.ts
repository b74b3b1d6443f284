import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isSet, isText, not } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { isPublic, namesAccountOrResource, statements } from "../../../facts/policy-document.js";

const PERMISSION = "aws:lambda/permission:Permission";
const POLICY = "aws:lambda/resourcePolicy:ResourcePolicy";
const READS = ["principal", "principalOrgId", "sourceArn", "sourceAccount", "eventSourceToken"] as const;

const isService = (principal: unknown): boolean => /\.amazon(aws)?\.com(\.cn)?$/i.test(String(principal));

function judge(props: Props): Verdict {
  const [principal, arn] = [get(props, "principal"), get(props, "sourceArn")];
  const everybody = all(isText(principal, "*"), not(isSet(get(props, "principalOrgId"))));
  const named = any(isSet(get(props, "sourceAccount")), isSet(get(props, "eventSourceToken")));
  const anybodys = all(holds(principal, isService), not(any(holds(arn, namesAccountOrResource), named)));
  return every([
    forbid(everybody, principal, "lets every principal call the function"),
    forbid(anybodys, arn, "lets the service call the function for any customer of AWS"),
  ]);
}

export const awsLambdaPublicPermission: ResourceRule = {
  id: "aws-lambda-public-permission",
  title: "Function callable by everybody",
  severity: Severity.Critical,
  graph: false,
  judges: { [PERMISSION]: READS, [POLICY]: ["policy"] },
  controls: {
    FSBP: ["Lambda.1"],
    NIST: ["AC-17", "AC-2", "AC-3", "AC-4", "AC-6", "MP-2", "SC-25", "SC-7"],
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "3.5.1", "A1.1.2", "A1.1.3", "A3.4.1"],
  },
  checkov: ["CKV_AWS_301", "CKV_AWS_364"],
  trivy: ["AWS-0067"],
  aspects: { CKV_AWS_301: ["principal", "policy"], CKV_AWS_364: ["sourceArn"], "AWS-0067": ["sourceArn"] },
  why: "Everybody with an AWS account can call the function with input of their own, directly or by way of the service, at your cost.",
  fix: "Set `principal` to an account or a service, and for a service `sourceArn` or `sourceAccount` to what may call.",
  bad: [
    {
      type: PERMISSION,
      name: "uploads",
      props: { action: "lambda:InvokeFunction", function: "resize", principal: "s3.amazonaws.com" },
    },
  ],
  good: [
    {
      type: PERMISSION,
      name: "uploads",
      props: {
        action: "lambda:InvokeFunction",
        function: "resize",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::uploads-1",
        sourceAccount: "123456789012",
      },
    },
  ],
  check({ type, props }) {
    if (type === PERMISSION) return judge(props);
    return every(
      statements(get(props, "policy")).map((s) => forbid(isPublic(s), s, "lets everybody call the function")),
    );
  },
};
