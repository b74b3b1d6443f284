import { describe, expect, it } from "vitest";
import { record } from "../../support/record.js";
import { added, bucket, fn, inputs, inTemporaryDirectory, waitsFor, world } from "./trigger-support.js";

const arn = "arn:aws:lambda:eu-west-1:123456789012:function:api-name";

describe("triggers on AWS", () => {
  inTemporaryDirectory();

  it("a schedule has a role of its own, which may call this function and nothing else", async () => {
    const schedule = { cron: "30 4 * * MON-FRI", timezone: "Europe/Stockholm" };
    const made = await added(
      () => fn("aws", "api", { triggers: { nightly: { schedule } } }),
      () => fn("aws", "api", {}),
    );
    expect(inputs(made)).toEqual({
      "aws:iam/role:Role api-nightly-schedule": {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "scheduler.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
            },
          ],
        }),
      },
      "aws:iam/rolePolicy:RolePolicy api-nightly-schedule": {
        role: "api-nightly-schedule-name",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn }],
        }),
      },
      "aws:scheduler/schedule:Schedule api-nightly": {
        scheduleExpression: "cron(30 4 ? * 2-6 *)",
        scheduleExpressionTimezone: "Europe/Stockholm",
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn, roleArn: "arn:aws:mock:::api-nightly-schedule" },
      },
    });
    expect(waitsFor(made["aws:scheduler/schedule:Schedule api-nightly"])).toContain("api-nightly-schedule");
  });

  it("a bucket's events come through EventBridge: a rule, the right to call, and a target", async () => {
    const made = await added(
      () => fn("aws", "api", { triggers: { uploads: { bucket: bucket("aws", "files"), on: ["deleted", "created"] } } }),
      () => [fn("aws", "api", {}), bucket("aws", "files")],
    );
    expect(inputs(made)).toEqual({
      "aws:s3/bucketNotification:BucketNotification files-notification": { bucket: "files-bucket", eventbridge: true },
      "aws:cloudwatch/eventRule:EventRule api-uploads": {
        eventPattern: JSON.stringify({
          source: ["aws.s3"],
          "detail-type": ["Object Created", "Object Deleted"],
          detail: { bucket: { name: ["files-bucket"] } },
        }),
      },
      "aws:lambda/permission:Permission api-uploads": {
        action: "lambda:InvokeFunction",
        function: "api-name",
        principal: "events.amazonaws.com",
        sourceArn: "arn:aws:events:eu-west-1:123456789012:rule/api-uploads-name",
      },
      "aws:cloudwatch/eventTarget:EventTarget api-uploads": { rule: "api-uploads-name", arn, targetId: "function" },
    });
  });

  it.each([
    [{ prefix: "in/" }, { prefix: "in/" }],
    [{ suffix: ".csv" }, { suffix: ".csv" }],
    [{ prefix: "in/", suffix: ".csv" }, { wildcard: "in/*.csv" }],
    [{ prefix: "a*\\", suffix: ".csv" }, { wildcard: "a\\*\\\\*.csv" }],
  ])("chooses objects with %j", async (filter, expected) => {
    const seen = await record(
      () => fn("aws", "api", { triggers: { in: { bucket: bucket("aws", "files"), on: ["created"], ...filter } } }),
      world,
    );
    const rule = seen.find(({ type }) => type === "aws:cloudwatch/eventRule:EventRule");
    expect(JSON.parse(String(rule?.inputs.eventPattern)).detail.object).toEqual({ key: [expected] });
  });

  it("calls the alias whose instances are kept ready", async () => {
    const made = await record(() => {
      const triggers = {
        clock: { schedule: { cron: "0 4 * * *" } },
        in: { bucket: bucket("aws", "files"), on: ["created"] },
      };
      fn("aws", "api", { minInstances: 1, triggers });
    }, world);
    const of = (type: string) => made.find((resource) => resource.type === type && resource.name !== "api")?.inputs;
    expect(of("aws:scheduler/schedule:Schedule")?.target).toMatchObject({ arn: `${arn}:live` });
    expect(of("aws:cloudwatch/eventTarget:EventTarget")).toMatchObject({ arn: `${arn}:live` });
    expect(of("aws:lambda/permission:Permission")).toMatchObject({ qualifier: "live" });
  });

  it("several functions share a bucket, one of them late, and the bucket is switched on once", async () => {
    const seen = await record(async () => {
      const files = bucket("aws", "files");
      const on = ["created"] as const;
      fn("aws", "one", { triggers: { uploads: { bucket: files, on } } });
      const two = fn("aws", "two", {});
      await Promise.resolve();
      expect(two.addTrigger("uploads", { bucket: files, on, prefix: "in/" })).toHaveLength(2);
      two.addTrigger("nightly", { schedule: { cron: "0 4 * * *" } });
    }, world);
    const named = (type: string) => seen.filter((resource) => resource.type === type).map(({ name }) => name);
    expect(named("aws:s3/bucketNotification:BucketNotification")).toEqual(["files-notification"]);
    expect(named("aws:cloudwatch/eventRule:EventRule")).toEqual(["one-uploads", "two-uploads"]);
    expect(named("aws:scheduler/schedule:Schedule")).toEqual(["two-nightly"]);
  });
});
