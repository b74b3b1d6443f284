import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { type AwsTargetArgs, aws as awsTarget } from "../../components/aws.js";
import { accountOf, arnOf, bucketArn } from "../../components/core/aws-arns.js";
import { providerOf } from "../../components/core/providers.js";
import { arnForms } from "../../sandbox/data/arns.js";
import { record } from "../support/record.js";

/** What the functions say for a target, and how often AWS was asked for the account. */
async function said(args: AwsTargetArgs, resources: readonly [service: string, resource: string][] = []) {
  const said: Record<string, string> = {};
  let asked = 0;
  const program = () => {
    const target = awsTarget(args);
    const place = { target, provider: providerOf(target) };
    const note = (key: string, value: pulumi.Output<string>) => value.apply((text) => (said[key] = text));
    note("account", accountOf(place));
    note("bucket", bucketArn(place, "assets-1"));
    for (const [service, resource] of resources) note(resource, arnOf(place, service, resource));
  };
  const call = () => {
    asked++;
    return { accountId: "999988887777" };
  };
  await record(program, { call });
  return { said, asked };
}

/** The published form of a type's ARN, with names for the object's own parts. */
function published(type: string, place: { region: string; account: string }, ...names: string[]): string {
  const form =
    arnForms
      .split("\n")
      .find((line) => line.startsWith(`${type} `))
      ?.split(" ")[1] ?? "";
  const [service, region, account, ...resource] = form.replace(/\{\w+\}/g, () => names.shift() ?? "").split(":");
  return ["arn:aws", service, region && place.region, account && place.account, ...resource].join(":");
}

describe("ARNs from names", () => {
  it("are those that AWS publishes for the types", async () => {
    const place = { region: "eu-west-1", account: "123456789012" };
    const { said: texts } = await said({ region: place.region, accountId: place.account }, [
      ["logs", "log-group:web-1"],
      ["lambda", "function:web-1"],
      ["lambda", "function:web-1:live"],
      ["eks", "cluster/web-1"],
      ["events", "rule/web-1"],
    ]);
    expect(texts).toEqual({
      account: "123456789012",
      bucket: published("s3:Bucket", place, "assets-1"),
      "log-group:web-1": published("cloudwatch:LogGroup", place, "web-1"),
      "function:web-1": published("lambda:Function", place, "web-1"),
      "function:web-1:live": published("lambda:Alias", place, "web-1", "live"),
      "cluster/web-1": published("eks:Cluster", place, "web-1"),
      "rule/web-1": published("cloudwatch:EventRule", place, "web-1"),
    });
  });

  it("are in the partition of the region", async () => {
    const { said: texts } = await said({ region: "cn-north-1", accountId: "123456789012" }, [["events", "rule/in-1"]]);
    expect(texts).toEqual({
      account: "123456789012",
      bucket: "arn:aws-cn:s3:::assets-1",
      "rule/in-1": "arn:aws-cn:events:cn-north-1:123456789012:rule/in-1",
    });
  });

  it("are in the account of the credentials where the target names none, which is asked for once", async () => {
    const { said: texts, asked } = await said({ region: "eu-west-1" }, [
      ["events", "rule/a"],
      ["events", "rule/b"],
    ]);
    expect([texts["rule/a"], texts["rule/b"], asked]).toEqual([
      "arn:aws:events:eu-west-1:999988887777:rule/a",
      "arn:aws:events:eu-west-1:999988887777:rule/b",
      1,
    ]);
  });
});
