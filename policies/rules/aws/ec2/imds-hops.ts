import { wholeNumber } from "../../../core/parameter.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const HOPS = wholeNumber(
  "hops",
  1,
  { from: 1, to: 64 },
  "network hops that an answer of the metadata service may take; machines of Kubernetes may need 2",
);

const LIMIT = "metadataOptions.httpPutResponseHopLimit";
const OPTIONS = [LIMIT, "metadataOptions.httpEndpoint"];

export const awsEc2ImdsHops: ResourceRule = {
  id: "aws-ec2-imds-hops",
  title: "Metadata reachable from containers",
  severity: Severity.Medium,
  graph: false,
  judges: {
    "aws:ec2/instance:Instance": OPTIONS,
    "aws:ec2/launchConfiguration:LaunchConfiguration": OPTIONS,
    "aws:ec2/launchTemplate:LaunchTemplate": OPTIONS,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": OPTIONS,
  },
  parameters: [HOPS],
  controls: {},
  checkov: ["CKV_AWS_341"],
  remedy: {
    replaces: false,
    edits: ({ props }, settings) => {
      const limit = get(props, LIMIT);
      const most = HOPS.of(settings);
      return limit.state === "known" && Number(limit.value) > most ? [{ path: LIMIT, value: most }] : [];
    },
  },
  why: "With more than one hop a container with a network of its own reaches the metadata service, and whoever takes it over gets the machine's credentials.",
  fix: "Set `metadataOptions.httpPutResponseHopLimit` to 1.",
  bad: [
    {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      name: "nodes",
      props: { imageId: "ami-1", metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 } },
    },
  ],
  good: [
    {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      name: "nodes",
      props: { imageId: "ami-1", metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 } },
    },
  ],
  check({ props }, settings) {
    const limit = get(props, LIMIT);
    const near = holds(limit, (hops) => Number(hops) <= HOPS.of(settings), true);
    const off = isText(get(props, "metadataOptions.httpEndpoint"), "disabled");
    return demand(any(near, off), limit, "lets containers reach the machine's credentials");
  },
};
