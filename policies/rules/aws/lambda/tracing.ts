import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const FUNCTION = "aws:lambda/function:Function";

const traced = (tracingConfig: object) => ({
  role: "arn:aws:iam::123456789012:role/orders",
  handler: "index.handler",
  runtime: "nodejs24.x",
  ...tracingConfig,
});

// No remedy: Lambda refuses active tracing where the role, another resource, may not send traces.
export const awsLambdaTracing: ResourceRule = {
  id: "aws-lambda-tracing",
  title: "No tracing",
  severity: Severity.Low,
  graph: false,
  judges: { [FUNCTION]: ["tracingConfig.mode"] },
  controls: {},
  checkov: ["CKV_AWS_50"],
  trivy: ["AWS-0066"],
  why: "Without traces nobody sees which of the function's calls is slow or fails, unless the caller happened to trace.",
  fix: 'Set `tracingConfig.mode` to "Active" and allow the role xray:PutTraceSegments and xray:PutTelemetryRecords.',
  bad: [{ type: FUNCTION, name: "orders", props: traced({}) }],
  good: [{ type: FUNCTION, name: "orders", props: traced({ tracingConfig: { mode: "Active" } }) }],
  check({ props }) {
    const mode = get(props, "tracingConfig.mode");
    return demand(isText(mode, "Active"), mode, "leaves tracing to the caller");
  },
};
