import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isTimeZone } from "../time-zone.js";
import { at, isSet, text } from "../values.js";
import { arn } from "./identifiers.js";
import { here } from "./references.js";
import { notTrusted } from "./trust.js";

const ruleType = "aws:cloudwatch/eventRule:EventRule";
const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const scheduleType = "aws:scheduler/schedule:Schedule";

/** `rate(5 minutes)` or `cron(minutes hours day-of-month month day-of-week year)`, and `at(...)` for schedules. */
function isSchedule(expression: string, once: boolean): boolean {
  const rate = /^rate\((\d+) (minutes?|hours?|days?)\)$/.exec(expression);
  // A schedule takes «1 hours» too, a rule does not.
  if (rate !== null) return Number(rate[1]) > 0 && (once || (rate[1] === "1") === !rate[2]?.endsWith("s"));
  if (once && /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/.test(expression)) return true;
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(" ") ?? [];
  if (fields.length !== 6 || !fields.every((f) => /^[\w*?,/#-]+$/.test(f))) return false;
  // One of the two days must be "?".
  return (fields[2] === "?") !== (fields[4] === "?");
}

const scheduleFix =
  "use rate(5 minutes), or cron(0 3 * * ? *) with six fields: minutes, hours, day of month, month, day of week, year; one of the two days is ?";

function checkExpression(c: CheckContext, once: boolean): CheckFailure[] {
  const expression = c.inputs.scheduleExpression;
  if (typeof expression !== "string" || isSchedule(expression, once)) return [];
  return [{ property: "scheduleExpression", reason: `"${expression}" is not a schedule: ${scheduleFix}` }];
}

function checkName(c: CheckContext): CheckFailure[] {
  const name = text(c.inputs.name);
  if (name === undefined || /^[\w.-]{1,64}$/.test(name)) return [];
  return [{ property: "name", reason: `"${name}" must have 1 to 64 letters, digits and .-_` }];
}

function checkRule(c: CheckContext): CheckFailure[] {
  const failures = [...checkName(c), ...checkExpression(c, false)];
  if (!isSet(c.inputs.scheduleExpression) && !isSet(c.inputs.eventPattern))
    failures.push({
      property: "eventPattern",
      reason: 'one of "eventPattern", "scheduleExpression" must be specified',
    });
  const pattern = text(c.inputs.eventPattern);
  if (pattern !== undefined && !isJson(pattern))
    failures.push({
      property: "eventPattern",
      reason: `"eventPattern" contains invalid JSON: ${pattern.slice(0, 60)}`,
    });
  return failures;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

function checkSchedule(c: CheckContext): CheckFailure[] {
  const failures = [...checkName(c), ...checkExpression(c, true)];
  const mode = at(c.inputs, "flexibleTimeWindow.mode");
  const window = at(c.inputs, "flexibleTimeWindow.maximumWindowInMinutes");
  if (typeof mode === "string" && !["OFF", "FLEXIBLE"].includes(mode))
    failures.push({ property: "flexibleTimeWindow.mode", reason: `"${mode}" is not allowed; use OFF or FLEXIBLE` });
  if (mode === "FLEXIBLE" && !isSet(window))
    failures.push({
      property: "flexibleTimeWindow.maximumWindowInMinutes",
      reason: "FLEXIBLE needs the window: 1 to 1440",
    });
  const zone = text(c.inputs.scheduleExpressionTimezone);
  if (zone !== undefined && !isTimeZone(zone))
    failures.push({
      property: "scheduleExpressionTimezone",
      reason: `"${zone}" is not a time zone; use a name such as UTC or Europe/Berlin`,
    });
  return failures;
}

const busOf = (inputs: Record<string, unknown>) =>
  (text(inputs.eventBusName) ?? "default").replace(/^arn:.*:event-bus\//, "");

function refuseTarget(c: ObjectContext): CloudError | undefined {
  const bus = busOf(c.inputs);
  const name = text(c.inputs.rule);
  const rule = here(c, ruleType).find((o) => o.inputs.name === name && busOf(o.inputs) === bus);
  if (rule === undefined)
    return {
      code: "ResourceNotFoundException",
      message: `Rule ${name} does not exist on EventBus ${bus} (rule); pass the rule's own name, or create it first`,
    };
  const others = here(c, targetType).filter((o) => o.inputs.rule === name && busOf(o.inputs) === bus);
  if (c.self !== undefined || others.length < 5) return undefined;
  return {
    code: "LimitExceededException",
    message: `The requested resource exceeds the maximum number allowed: rule ${name} has 5 targets; make another rule`,
  };
}

function refuseSchedule(c: ObjectContext): CloudError | undefined {
  const group = text(c.inputs.groupName) ?? "default";
  const known = here(c, "aws:scheduler/scheduleGroup:ScheduleGroup").some(
    (o) => o.id === group || o.inputs.name === group,
  );
  if (group !== "default" && !known)
    return { code: "ResourceNotFoundException", message: `Schedule group ${group} does not exist (groupName)` };
  const words = "The execution role you provide must allow AWS EventBridge Scheduler to assume the role";
  return notTrusted(c, at(c.inputs, "target.roleArn"), "scheduler.amazonaws.com", "ValidationException", words);
}

const nameOf = (c: ObjectContext) =>
  text(c.inputs.name) ?? `${text(c.inputs.namePrefix) ?? "terraform-"}${c.derive.digits("name", 26)}`;

const targetId = (c: ObjectContext) => text(c.inputs.targetId) ?? `terraform-${c.derive.digits("target", 26)}`;

function onBus(c: ObjectContext, name: string, separator: string): string {
  const bus = busOf(c.inputs);
  return bus === "default" ? name : `${bus}${separator}${name}`;
}

/** Event rules with their targets, and schedules. */
export const eventModels: Models = {
  [ruleType]: {
    name: { property: "name", limit: 64, prefixProperty: "namePrefix" },
    defaults: { eventBusName: "default", forceDestroy: false },
    check: checkRule,
    id: (c) => onBus(c, nameOf(c), "/"),
    unique: true,
    outputs: {
      arn: (c) => arn(c, "events", `rule/${onBus(c, nameOf(c), "/")}`),
      name: nameOf,
      namePrefix: () => "",
    },
    notReferences: ["eventPattern"],
    identities: (o) => [text(o.inputs.name) ?? ""],
    blockers: [
      { type: targetType, properties: ["rule"], when: (user, rule) => busOf(user.inputs) === busOf(rule.inputs) },
    ],
    blocked: (rule, by) => ({
      code: "ValidationException",
      message: `Rule can't be deleted since it has targets: ${by.id} (${by.urn}) is on ${rule.id}; delete that first`,
    }),
  },
  [targetType]: {
    defaults: { eventBusName: "default" },
    refuse: refuseTarget,
    id: (c) => onBus(c, `${String(c.inputs.rule)}-${targetId(c)}`, "-"),
    unique: true,
    outputs: { targetId },
    notReferences: ["input"],
  },
  [scheduleType]: {
    name: { property: "name", limit: 64, prefixProperty: "namePrefix" },
    defaults: { scheduleExpressionTimezone: "UTC", state: "ENABLED" },
    check: checkSchedule,
    refuse: refuseSchedule,
    id: (c) => `${text(c.inputs.groupName) ?? "default"}/${nameOf(c)}`,
    unique: true,
    outputs: {
      actionAfterCompletion: () => "NONE",
      arn: (c, id) => arn(c, "scheduler", `schedule/${id}`),
      groupName: () => "default",
      name: nameOf,
      namePrefix: () => "",
    },
  },
};
