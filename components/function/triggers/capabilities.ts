import type { Limitation } from "../../core/clouds.js";

/*
 * What a cloud's triggers cannot do, by argument: part of the capability table of functions. `*` is the trigger's name.
 */

type Limitations = Readonly<Record<string, Limitation>>;

const bothDays = "triggers.*.schedule.cron with both days";

/** By what stands in the table; the argument is `retry.maxAttempts`. */
export const bucketRetries = "retry.maxAttempts with a bucket";

export const awsTriggersUnsupported = {
  [bothDays]: {
    why: "EventBridge Scheduler takes days of the month or days of the week, not both",
    instead: "make two triggers, one for the days of the month and one for the days of the week",
  },
  "triggers.*.bucket in another region": {
    why: "a rule of EventBridge calls functions of the bucket's own region",
    instead: "put the function into the bucket's region",
  },
} as const satisfies Limitations;

export const gcpTriggersUnsupported = {
  "triggers.*.prefix": {
    why: "Eventarc chooses events of Cloud Storage by bucket, not by the object's name",
    instead: "look at the name in the code, or use a bucket of its own",
  },
  "triggers.*.suffix": {
    why: "Eventarc chooses events of Cloud Storage by bucket, not by the object's name",
    instead: "look at the name in the code, or use a bucket of its own",
  },
  [bucketRetries]: {
    why: "Eventarc delivers an event once, or again and again for a day until the code succeeds",
    instead: "use 1, or leave it out for a day of tries",
  },
} as const satisfies Limitations;

export const azureTriggersUnsupported = {
  [bothDays]: {
    why: "a timer of Azure Functions fires where the days of the month and of the week meet, not on either",
    instead: "make two triggers, one for the days of the month and one for the days of the week",
  },
  "triggers.*.schedule.timezone": {
    why: "a Flex Consumption plan has no WEBSITE_TIME_ZONE, so its timers know UTC only",
    instead: "leave it out and write the hours in UTC",
  },
  "trigger added later": {
    why: "Azure finds a function's triggers in its package, which is complete once the function is made",
    instead: "give the trigger among the arguments",
  },
} as const satisfies Limitations;
