import { Severity, type StackRule } from "../../../core/rule.js";
import { sameRegion } from "../../../core/stack.js";
import { all, holds, isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, nowhere, pass, violation } from "../../../core/verdict.js";

const OPTIONS = "aws:iot/loggingOptions:LoggingOptions";
const THING = "aws:iot/thing:Thing";

/** What a stack that uses the device service has at least one of. */
const DEVICES = [
  THING,
  "aws:iot/certificate:Certificate",
  "aws:iot/policy:Policy",
  "aws:iot/provisioningTemplate:ProvisioningTemplate",
  "aws:iot/topicRule:TopicRule",
] as const;

const LEVELS: ReadonlySet<string> = new Set(["DEBUG", "INFO", "WARN", "ERROR"]);

export const awsIotLogging: StackRule = {
  id: "aws-iot-logging",
  title: "Device service without logs",
  severity: Severity.Low,
  graph: true,
  judges: {
    [OPTIONS]: ["defaultLogLevel", "disableAllLogs", "region"],
    ...Object.fromEntries(DEVICES.map((type) => [type, ["region"]])),
  },
  controls: {},
  why: "Nobody can tell afterwards which device connected, what it was refused, and which rule failed.",
  fix: 'Add an aws.iot.LoggingOptions with a `defaultLogLevel` of "ERROR" or more, and leave `disableAllLogs` off.',
  bad: [{ type: THING, name: "sensor", props: { name: "sensor" } }],
  good: [
    { type: THING, name: "sensor", props: { name: "sensor" } },
    {
      type: OPTIONS,
      name: "logs",
      props: { defaultLogLevel: "WARN", roleArn: "arn:aws:iam::123456789012:role/iot-logs" },
    },
  ],
  check(resource, stack) {
    if (resource.type === OPTIONS) {
      const level = get(resource.props, "defaultLogLevel");
      const off = get(resource.props, "disableAllLogs");
      const written = all(
        not(isTrue(off)),
        holds(level, (text) => LEVELS.has(String(text).toUpperCase())),
      );
      return demand(written, isTrue(off) === true ? off : level, "switches the logs of the device service off");
    }
    // Options that are there are judged themselves; that there are none is said once, at the first resource.
    const first = stack.ofType(...DEVICES).find((device) => sameRegion(device, resource));
    const logged = stack.ofType(OPTIONS).some((options) => sameRegion(options, resource));
    if (logged || first?.urn !== resource.urn) return pass;
    return violation(nowhere, "no logging options are in the stack, so the device service writes no logs");
  },
};
