import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import { resourceGroupName } from "../../components/core/azure.js";
import { componentOptions } from "../../components/core/options.js";
import { providerOf } from "../../components/core/providers.js";
import { gcp } from "../../components/gcp.js";
import { failure, record } from "../support/record.js";

/** What arguments are refused with: path and reason of each problem. */
function problemsOf(make: () => unknown): Record<string, string> {
  try {
    make();
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    return Object.fromEntries(error.errors.map(({ propertyPath, reason }) => [propertyPath, reason]));
  }
  return {};
}

describe("a target", () => {
  it("is plain data and takes its region as its key", () => {
    const target = aws({ region: "eu-west-1", tags: { team: "core" }, accountId: "123456789012" });
    const { implementations: _, ...data } = target;
    expect(data).toEqual({
      cloud: "aws",
      key: "eu-west-1",
      region: "eu-west-1",
      tags: { team: "core" },
      settings: { accountId: "123456789012" },
    });
  });

  it("lists every problem of an AWS target at once", () => {
    const problems = problemsOf(() =>
      aws({
        region: "eu-west1",
        key: "Prod!",
        accountId: "12345",
        assumeRole: { roleArn: "deployer" },
        tags: { "aws:x": "1", ok: "a", bad: 3 as unknown as string },
      }),
    );
    expect(problems).toEqual({
      region:
        '"eu-west1" is not a known region; did you mean "eu-west-1"? (unlistedRegion: true accepts a region that is newer than this package)',
      key: '"Prod!" is not a key; use lower-case letters, digits and hyphens, beginning with a letter, at most 40 characters, such as the region or an environment\'s name',
      "tags.bad": "3 is not text; tags of a target are plain text",
      "tags.aws:x": '"aws:x" begins with "aws:", which AWS keeps; rename it',
      accountId: '"12345" is not an account id; it has twelve digits, such as "123456789012"',
      "assumeRole.roleArn": '"deployer" is not the ARN of a role; use "arn:aws:iam::<account>:role/<name>"',
    });
  });

  it("lists every problem of a GCP target at once", () => {
    const problems = problemsOf(() =>
      gcp({ project: "X", region: "eu-west-1", impersonateServiceAccount: "me", tags: { "a b": "1", "a-b": "2" } }),
    );
    expect(Object.keys(problems)).toEqual(["region", "tags.a-b", "project", "impersonateServiceAccount"]);
    expect(problems["tags.a-b"]).toBe('"a-b" and "a b" both become the label "a-b"; rename one');
  });

  it("lists every problem of an Azure target at once", () => {
    const problems = problemsOf(() =>
      azure({ region: "sweden", subscriptionId: "1", tenantId: "2", resourceGroup: "bad.", tags: { "a/b": "" } }),
    );
    expect(Object.keys(problems)).toEqual(["region", "tags.a/b", "subscriptionId", "tenantId", "resourceGroup"]);
  });

  it("accepts a region that the table does not list when told so", () => {
    expect(aws({ region: "xx-moon-1", unlistedRegion: true }).region).toBe("xx-moon-1");
  });
});

/** What the AWS SDK itself adds to every provider. */
const sdkDefaults = { skipCredentialsValidation: "false", skipRegionValidation: "true" };

describe("a target's provider", () => {
  it("is made once for each stack and key, from the target's own data", async () => {
    const program = () => {
      for (const target of [
        aws({
          region: "eu-west-1",
          accountId: "123456789012",
          assumeRole: { roleArn: "arn:aws:iam::123456789012:role/ci" },
        }),
        aws({ region: "eu-west-1", key: "other" }),
        gcp({ project: "acme-dev", region: "europe-west1" }),
        azure({ region: "swedencentral", subscriptionId: "00000000-0000-0000-0000-000000000000" }),
      ]) {
        providerOf(target);
        providerOf(target);
      }
    };
    const seen = await record(program);
    expect(Object.fromEntries(seen.map(({ name, inputs }) => [name, inputs]))).toEqual({
      "aws-eu-west-1": {
        region: "eu-west-1",
        allowedAccountIds: '["123456789012"]',
        assumeRoles: '[{"roleArn":"arn:aws:iam::123456789012:role/ci"}]',
        ...sdkDefaults,
      },
      "aws-other": { region: "eu-west-1", ...sdkDefaults },
      "gcp-europe-west1": { project: "acme-dev", region: "europe-west1" },
      "azure-swedencentral": {
        environment: "public",
        location: "swedencentral",
        subscriptionId: "00000000-0000-0000-0000-000000000000",
      },
    });
    expect(new Set(seen.map(({ type }) => type))).toEqual(
      new Set(["pulumi:providers:aws", "pulumi:providers:gcp", "pulumi:providers:azure-native"]),
    );
    expect(await record(program)).toEqual(seen);
  });

  it("is refused for a second target of the same key with other data", async () => {
    const error = await failure(() => {
      providerOf(aws({ region: "eu-west-1", key: "main" }));
      providerOf(aws({ region: "eu-west-2", key: "main", tags: { a: "b" }, accountId: "123456789012" }));
    });
    expect(error.message).toBe(
      "Target aws-main: an argument is wrong\n" +
        '  target.key: two aws targets have the key "main" and differ in region, tags, accountId; a key stands for one ' +
        "provider: make the target once and pass it on, or give each its own key",
    );
  });

  it("is refused beside another provider of the same cloud in a component's options", async () => {
    const error = await failure(() => {
      const rival = providerOf(aws({ region: "eu-west-2" }));
      componentOptions('Bucket "b"', aws({ region: "eu-west-1" }), { providers: [rival] });
    });
    expect(error.message).toContain(
      'opts.providers: provider "aws-eu-west-2" is not the provider of the target, aws-eu-west-1; leave the option out',
    );
  });

  it("keeps providers of other clouds in a component's options", async () => {
    await record(() => {
      const other = providerOf(gcp({ project: "acme-dev", region: "europe-west1" }));
      const target = aws({ region: "eu-west-1" });
      expect(componentOptions("x", target, { provider: other }).providers).toEqual([other, providerOf(target)]);
    });
  });
});

describe("the resource group of an Azure target", () => {
  it("is made once, tagged, with the target's provider", async () => {
    const target = azure({ region: "swedencentral", tags: { Team: "core" } });
    const seen = await record(() => {
      resourceGroupName(target);
      resourceGroupName(target);
    });
    expect(seen.map(({ type, name, provider }) => [type, name, provider])).toEqual([
      [
        "azure-native:resources:ResourceGroup",
        "azure-swedencentral",
        "pulumi:providers:azure-native::azure-swedencentral",
      ],
      ["pulumi:providers:azure-native", "azure-swedencentral", ""],
    ]);
    expect(seen[0]?.inputs).toEqual({ location: "swedencentral", tags: { Team: "core" } });
  });

  it("is not made when the target names one", async () => {
    const seen = await record(() => {
      resourceGroupName(azure({ region: "swedencentral", resourceGroup: "shared" }));
    });
    expect(seen).toEqual([]);
  });
});
