import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const URL = "aws:lambda/functionUrl:FunctionUrl";

export const awsLambdaUrlAuth: ResourceRule = {
  id: "aws-lambda-url-auth",
  title: "Function URL without authentication",
  severity: Severity.High,
  graph: false,
  judges: { [URL]: ["authorizationType"] },
  controls: { NIST: ["AC-17", "AC-2", "AC-3", "AC-4", "AC-6", "MP-2", "SC-25", "SC-7"] },
  checkov: ["CKV_AWS_258"],
  why: "Everybody who learns the address can call the function, with its rights and at your cost.",
  fix: 'Set `authorizationType` to "AWS_IAM" and grant lambda:InvokeFunctionUrl to who calls it.',
  bad: [{ type: URL, name: "hook", props: { functionName: "orders", authorizationType: "NONE" } }],
  good: [{ type: URL, name: "hook", props: { functionName: "orders", authorizationType: "AWS_IAM" } }],
  check(url) {
    const field = get(url.props, "authorizationType");
    return demand(isText(field, "AWS_IAM"), field, "lets everybody call the function");
  },
};
