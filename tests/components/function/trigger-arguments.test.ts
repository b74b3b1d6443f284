import { describe, expect, it } from "vitest";
import { aws } from "../../../components/aws.js";
import type { CloudName } from "../../../components/core/clouds.js";
import { ArgumentsError, UnsupportedError } from "../../../components/core/errors.js";
import type { LateTrigger } from "../../../components/function/index.js";
import { Bucket } from "../../../components/index.js";
import { failure, type Registered, record } from "../../support/record.js";
import { bucket, fn, inTemporaryDirectory, targets, world } from "./trigger-support.js";

const clouds = ["aws", "gcp", "azure"] as const;

/** The error of a function with one trigger `t`, and whether it was registered nonetheless. */
async function refused(cloud: CloudName, trigger: (cloud: CloudName) => unknown): Promise<Error> {
  let error: Error | undefined;
  const seen: Registered[] = await record(() => {
    const given = trigger(cloud);
    try {
      fn(cloud, "api", { triggers: { t: given } });
    } catch (thrown) {
      error = thrown as Error;
    }
  }, world);
  expect(seen.filter(({ name }) => name.startsWith("api")).map(({ urn }) => urn)).toEqual([]);
  if (error === undefined) throw new Error("the trigger was accepted");
  return error;
}

const schedule = (cron: unknown, timezone?: unknown) => () => ({
  schedule: timezone === undefined ? { cron } : { cron, timezone },
});
const files = (options: object) => (cloud: CloudName) => ({
  bucket: bucket(cloud, "files"),
  on: ["created"],
  ...options,
});

describe("triggers that no cloud takes", () => {
  inTemporaryDirectory();

  it.each<[string, (cloud: CloudName) => unknown, string]>([
    ["no schedule", () => ({ schedule: null }), "triggers.t.schedule: null is not possible; use { cron:"],
    [
      "a schedule as text",
      () => ({ schedule: "0 4 * * *" }),
      'triggers.t.schedule: "0 4 * * *" is not possible; use { cron:',
    ],
    [
      "a misspelt word",
      () => ({ schedule: { crom: "0 4 * * *" } }),
      "triggers.t.schedule.crom: there is no such argument; did you mean cron?",
    ],
    [
      "no cron",
      schedule(undefined),
      "triggers.t.schedule.cron: undefined is not a cron expression; give it as plain text",
    ],
    [
      "cron with L",
      schedule("0 0 L * *"),
      'triggers.t.schedule.cron: "0 0 L * *" cannot be used: the day of the month is "L"; L, W, # and ? are not known everywhere',
    ],
    [
      "six fields",
      schedule("0 0 4 * * *"),
      'triggers.t.schedule.cron: "0 0 4 * * *" cannot be used: there are 6 fields; use five',
    ],
    [
      "a number as time zone",
      schedule("0 4 * * *", 2),
      "triggers.t.schedule.timezone: 2 is not a time zone; give its name as plain text",
    ],
    [
      "a misspelt time zone",
      schedule("0 4 * * *", "Europe/Stokholm"),
      'triggers.t.schedule.timezone: "Europe/Stokholm" is not a time zone (did you mean "Europe/Stockholm"?)',
    ],
    ["no event", files({ on: [] }), 'triggers.t.on: nothing is given; list one or both of "created", "deleted"'],
    ["an event as text", files({ on: "created" }), 'triggers.t.on: "created" is given; list one or both'],
    [
      "an unknown event",
      files({ on: ["changed"] }),
      'triggers.t.on[0]: "changed" is not possible; use "created" or "deleted"',
    ],
    [
      "an event twice",
      files({ on: ["created", "created"] }),
      'triggers.t.on[1]: "created" is given twice; give it once',
    ],
    [
      "an empty prefix",
      files({ prefix: "" }),
      'triggers.t.prefix: "" is not part of a name; give plain text, or leave it out for all objects',
    ],
    ["a number as suffix", files({ suffix: 7 }), "triggers.t.suffix: 7 is not part of a name"],
    [
      "a long prefix",
      files({ prefix: "n".repeat(1025) }),
      "triggers.t.prefix: it has 1025 bytes, a name has at most 1024; shorten it",
    ],
    [
      "a misspelt word beside",
      files({ prefx: "in/" }),
      "triggers.t.prefx: there is no such argument; did you mean prefix?",
    ],
    [
      "no bucket",
      () => ({ bucket: "files", on: ["created"] }),
      "triggers.t.bucket: this is no component, but the target is on",
    ],
    [
      "a bucket and a schedule",
      () => ({ bucket: undefined, schedule: { cron: "0 4 * * *" } }),
      "triggers.t: schedule and bucket is not one trigger",
    ],
  ])("%s", async (_title, trigger, message) => {
    for (const cloud of clouds) {
      const error = await refused(cloud, trigger);
      expect(error).toBeInstanceOf(ArgumentsError);
      expect(error.message).toContain(message);
    }
  });

  it("a bucket of another cloud", async () => {
    const error = await refused("aws", () => ({ bucket: bucket("gcp", "files"), on: ["created"] }));
    expect(error.message).toContain("triggers.t.bucket: this is on gcp, but the target is on aws");
  });

  it("says everything that is wrong at once", async () => {
    const error = await refused("gcp", files({ on: ["changed"], prefix: 1, suffix: "" }));
    expect((error as ArgumentsError).message.match(/\n {2}triggers\.t/g)).toHaveLength(5);
  });
});

describe("triggers that one cloud does not take", () => {
  inTemporaryDirectory();

  it.each<[CloudName, string, (cloud: CloudName) => unknown, string]>([
    [
      "aws",
      "both kinds of day",
      schedule("0 4 1 * MON"),
      "make two triggers, one for the days of the month and one for the days of the week",
    ],
    [
      "azure",
      "both kinds of day",
      schedule("0 4 1 * MON"),
      "make two triggers, one for the days of the month and one for the days of the week",
    ],
    ["azure", "a time zone", schedule("0 4 * * *", "Europe/Stockholm"), "leave it out and write the hours in UTC"],
    ["gcp", "a prefix", files({ prefix: "in/" }), "look at the name in the code, or use a bucket of its own"],
    ["gcp", "a suffix", files({ suffix: ".csv" }), "look at the name in the code, or use a bucket of its own"],
    [
      "aws",
      "a bucket elsewhere",
      () => ({ bucket: new Bucket("far", { target: aws({ region: "us-east-1" }) }), on: ["created"] }),
      "put the function into the bucket's region",
    ],
  ])("on %s: %s", async (cloud, _title, trigger, instead) => {
    const error = await refused(cloud, trigger);
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error.message).toContain(instead);
  });

  it.each<[CloudName, (cloud: CloudName) => unknown]>([
    ["gcp", schedule("0 4 1 * MON", "Europe/Stockholm")],
    ["aws", schedule("0 4 * * MON", "Europe/Stockholm")],
    ["azure", schedule("0 4 * * MON", "Etc/UTC")],
    ["gcp", () => ({ bucket: Bucket.fromExisting("old", { target: targets.gcp, id: "acme-old" }), on: ["created"] })],
    ["aws", () => ({ bucket: Bucket.fromExisting("old", { target: targets.aws, id: "acme-old" }), on: ["created"] })],
  ])("%s takes what it can", async (cloud, trigger) => {
    const seen = await record(() => fn(cloud, "api", { triggers: { t: trigger(cloud) } }), world);
    expect(seen.some(({ name }) => name === "api")).toBe(true);
  });
});

describe("triggers that come later", () => {
  inTemporaryDirectory();
  const clock = { schedule: { cron: "0 4 * * *" } };

  it.each<[CloudName, string, LateTrigger, string]>([
    ["aws", "t", clock, "triggers.t: the function has a trigger of that name already; use another name"],
    ["aws", "a b", clock, 'triggers.a b: "a b" is not a name'],
    [
      "aws",
      "u",
      { http: {} } as never,
      "triggers.u.http: the address is part of the function; give this trigger among its arguments",
    ],
    ["gcp", "u", { schedule: { cron: "0 4 * *" } }, "there are 4 fields; use five"],
    ["azure", "u", clock, "Azure finds a function's triggers in its package"],
  ])("on %s as %s: refused", async (cloud, key, trigger, message) => {
    const error = await failure(() => fn(cloud, "api", { triggers: { t: clock } }).addTrigger(key, trigger), world);
    expect(error.message).toContain(message);
  });

  it("have names of their own among themselves as well", async () => {
    const error = await failure(() => {
      const api = fn("aws", "api", {});
      api.addTrigger("t", clock);
      api.addTrigger("t", clock);
    }, world);
    expect(error.message).toContain("the function has a trigger of that name already");
  });
});
