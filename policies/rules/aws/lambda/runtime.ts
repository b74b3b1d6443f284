import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { RETIRED_RUNTIMES } from "../../../facts/lambda-runtimes.js";

const FUNCTION = "aws:lambda/function:Function";

const using = (runtime: string) => ({
  role: "arn:aws:iam::123456789012:role/orders",
  handler: "index.handler",
  runtime,
});

export const awsLambdaRuntime: ResourceRule = {
  id: "aws-lambda-runtime",
  title: "Retired runtime",
  severity: Severity.Medium,
  graph: false,
  judges: { [FUNCTION]: ["runtime"] },
  controls: { FSBP: ["Lambda.2"] },
  checkov: ["CKV_AWS_363"],
  why: "AWS no longer patches the language and its libraries, and sooner or later refuses to create or to update the function.",
  fix: "Set `runtime` to a version that AWS supports, and test the function with it.",
  bad: [{ type: FUNCTION, name: "orders", props: using("nodejs16.x") }],
  good: [{ type: FUNCTION, name: "orders", props: using("nodejs24.x") }],
  check({ props }) {
    const runtime = get(props, "runtime");
    const retired = holds(runtime, (name) => Object.hasOwn(RETIRED_RUNTIMES, String(name)));
    return forbid(retired, runtime, "gets no more security updates");
  },
};
