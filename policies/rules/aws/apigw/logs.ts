import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const [REST, HTTP] = ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"] as const;
const PROPERTY = "accessLogSettings";

export const awsApigwLogs: ResourceRule = {
  id: "aws-apigw-logs",
  title: "API stage without access log",
  severity: Severity.Low,
  graph: false,
  judges: { [REST]: [PROPERTY], [HTTP]: [PROPERTY] },
  controls: {
    FSBP: ["APIGateway.1"],
    NIST: [
      "AC-4",
      "AU-10",
      "AU-12",
      "AU-14",
      "AU-2",
      "AU-3",
      "AU-6",
      "AU-8",
      "CA-7",
      "CM-5",
      "IA-3",
      "MA-4",
      "PM-14",
      "PM-31",
      "SC-7",
      "SI-4",
      "SI-7",
    ],
    PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"],
  },
  checkov: ["CKV_AWS_76"],
  trivy: ["AWS-0001"],
  why: "Without an access log nobody can say afterwards who called what, neither after an attack nor after an outage.",
  fix: "Set `accessLogSettings` with the `destinationArn` of a log group and a `format`.",
  bad: [{ type: REST, name: "live", props: { restApi: "a1b2c3", deployment: "d4e5f6", stageName: "live" } }],
  good: [
    {
      type: REST,
      name: "live",
      props: {
        restApi: "a1b2c3",
        deployment: "d4e5f6",
        stageName: "live",
        accessLogSettings: {
          destinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:api",
          format: "$context.requestId $context.identity.sourceIp $context.status",
        },
      },
    },
  ],
  check(stage) {
    const settings = get(stage.props, PROPERTY);
    return demand(isSet(settings), settings, "leaves no record of the requests");
  },
};
