import { describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import type { PackageName, Props } from "../../sandbox/types.js";
import { installed } from "./models-world.js";

function configure(pkg: PackageName, config: Props, env: NodeJS.ProcessEnv = {}): unknown {
  const outcome = cloud.configure(pkg, config, { sdk: installed(pkg), env });
  return "failures" in outcome
    ? outcome.failures.map((f) => `${f.property}: ${f.reason}`).join("; ")
    : [outcome.account, outcome.region];
}

describe("a provider of AWS", () => {
  it("signs in to the account that the program expects", () => {
    expect(configure("aws", { region: "eu-west-1" })).toEqual(["123456789012", "eu-west-1"]);
    expect(configure("aws", { region: "eu-west-1", allowedAccountIds: ["111122223333"] })).toEqual([
      "111122223333",
      "eu-west-1",
    ]);
    expect(configure("aws", { region: "eu-west-1", allowedAccountIds: '["111122223333"]' })).toEqual([
      "111122223333",
      "eu-west-1",
    ]);
    const roles = [{ roleArn: "arn:aws:iam::444455556666:role/deployer" }];
    expect(configure("aws", { region: "eu-west-1", assumeRoles: roles })).toEqual(["444455556666", "eu-west-1"]);
    expect(configure("aws", {}, { AWS_REGION: "eu-north-1" })).toEqual(["123456789012", "eu-north-1"]);
  });

  it("refuses another account, no region and an unknown one", () => {
    const pinned = { GROUNDPLAN_SANDBOX_AWS_ACCOUNT: "999988887777" };
    expect(configure("aws", { region: "eu-west-1", allowedAccountIds: ["111122223333"] }, pinned)).toBe(
      "allowedAccountIds: AWS account ID not allowed: 999988887777; the provider allows 111122223333: sign in to that account, or correct the account id of the target",
    );
    expect(configure("aws", { region: "eu-west-1" }, pinned)).toEqual(["999988887777", "eu-west-1"]);
    expect(configure("aws", {})).toContain("region: Invalid AWS Region: none is set");
    expect(configure("aws", { region: "eu-wset-1" })).toBe(
      'region: Invalid AWS Region: eu-wset-1; did you mean "eu-west-1"?',
    );
    expect(configure("aws", { region: "eu-west-1", allowedAccountIds: ["1234"] })).toContain("twelve digits");
  });
});

describe("a provider of Google Cloud", () => {
  it("works in the project that it names", () => {
    expect(configure("gcp", { project: "acme-dev", region: "europe-west1" })).toEqual(["acme-dev", "europe-west1"]);
    expect(configure("gcp", {}, { GOOGLE_PROJECT: "from-env" })).toEqual(["from-env", undefined]);
    expect(configure("gcp", {})).toEqual(["groundplan-sandbox", undefined]);
  });

  it("refuses another project, an unknown region and what is no project id", () => {
    expect(configure("gcp", { project: "acme-dev" }, { GROUNDPLAN_SANDBOX_GCP_PROJECT: "acme-prod" })).toContain(
      "Permission denied on resource project acme-dev",
    );
    expect(configure("gcp", { project: "acme-dev", region: "europe-west99" })).toContain(
      'Unknown region: "europe-west99"',
    );
    expect(configure("gcp", { project: "Acme" })).toContain('"Acme" is not a project id');
  });
});

describe("a provider of Azure", () => {
  const subscription = "00000000-0000-4000-8000-000000000001";

  it("works in the subscription that it names", () => {
    expect(configure("azure-native", { subscriptionId: subscription, location: "westeurope" })).toEqual([
      subscription,
      "westeurope",
    ]);
    expect(configure("azure-native", { location: "West Europe" })).toEqual([
      "5ab5c21b-0000-4000-8000-000000000001",
      "West Europe",
    ]);
  });

  it("refuses another subscription, and a location that is none", () => {
    const pinned = { GROUNDPLAN_SANDBOX_AZURE_SUBSCRIPTION: "00000000-0000-4000-8000-000000000002" };
    expect(configure("azure-native", { subscriptionId: subscription }, pinned)).toContain("SubscriptionNotFound");
    expect(configure("azure-native", { location: "westeuropa" })).toContain('did you mean "westeurope"?');
  });
});

describe("a provider of Kubernetes", () => {
  it("stands for the cluster that its kubeconfig points at", () => {
    const cluster = (name: string) => ({ name, cluster: { server: `https://${name}.example` } });
    const config = {
      "current-context": "b",
      contexts: [
        { name: "a", context: { cluster: "one" } },
        { name: "b", context: { cluster: "two" } },
      ],
      clusters: [cluster("one"), cluster("two")],
    };
    expect(configure("kubernetes", { kubeconfig: JSON.stringify(config) })).toEqual(["https://two.example", undefined]);
    expect(configure("kubernetes", { kubeconfig: JSON.stringify(config), context: "a" })).toEqual([
      "https://one.example",
      undefined,
    ]);
    expect(configure("kubernetes", {})).toEqual(["default-cluster", undefined]);
    expect(configure("random", {})).toEqual(["local", undefined]);
  });
});
