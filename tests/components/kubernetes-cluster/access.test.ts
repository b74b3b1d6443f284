import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { CloudName, Identity, Target } from "../../../components/core/clouds.js";
import { type ClusterLike, KubernetesCluster } from "../../../components/index.js";
import { record } from "../../support/record.js";
import { world } from "../network/support.js";
import { type Cloud, clouds, cluster, type Loose, linesOf, refused, targets } from "./support.js";

const ids: Readonly<Record<Cloud, string>> = {
  aws: "arn:aws:eks:eu-west-1:123456789012:cluster/shared",
  gcp: "projects/acme-dev/locations/europe-west1/clusters/shared",
  azure:
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/shared",
};
const object = "11111111-2222-3333-4444-555555555555";
const identities: Readonly<Record<Cloud, Loose>> = {
  aws: { key: "ci", roleName: "ci" },
  gcp: { key: "ci", member: "serviceAccount:ci@acme-dev.iam.gserviceaccount.com" },
  azure: {
    key: "ci",
    principalId: object,
    clientId: object,
    identityId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ci",
  },
};
/** What the identity of another cloud is told. */
const missing: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ["identity.roleName"],
  gcp: ["identity.member"],
  azure: ["identity.principalId", "identity.identityId", "identity.clientId"],
};

function existing(cloud: Cloud, more: Loose = {}): ClusterLike {
  const args = {
    target: targets[cloud] as unknown as Target<CloudName>,
    id: ids[cloud],
    endpoint: "https://10.0.0.1",
    ca: "Y2E=",
    oidcIssuer: "https://issuer.example.com",
    ...more,
  };
  return KubernetesCluster.fromExisting("shared", args);
}

function said(program: () => unknown): string[] {
  try {
    program();
    return [];
  } catch (error) {
    return linesOf(error as Error);
  }
}

const other = (cloud: Cloud): Identity<CloudName> =>
  identities[cloud === "aws" ? "gcp" : "aws"] as unknown as Identity<CloudName>;
const own = (cloud: Cloud): Identity<CloudName> => identities[cloud] as unknown as Identity<CloudName>;

describe.each(clouds)("a cluster on %s that exists already", (cloud) => {
  it("has the outputs of one that is made, and registers nothing", async () => {
    let found: unknown;
    const seen = await record(() => {
      const { name, clusterId, endpoint, kubeconfig } = existing(cloud);
      pulumi.all({ name, clusterId, endpoint, kubeconfig }).apply((values) => {
        found = { ...values, kubeconfig: JSON.parse(values.kubeconfig ?? "{}").clusters };
      });
    }, world);
    expect(seen).toEqual([]);
    const server = { server: "https://10.0.0.1", "certificate-authority-data": "Y2E=" };
    expect(found).toEqual({
      name: "shared",
      clusterId: ids[cloud],
      endpoint: "https://10.0.0.1",
      kubeconfig: [{ name: "shared", cluster: server }],
    });
  });

  it("is refused with path, value, what is allowed and the fix", () => {
    expect(said(() => existing(cloud, { id: "shared" }))).toEqual([
      expect.stringMatching(/^id: "shared" is not possible; use .*<name>"$/),
    ]);
    expect(said(() => existing(cloud, { endpoint: "10.0.0.1", ca: "-----BEGIN", mode: "auto", name: "x" }))).toEqual([
      "name: there is no such argument; use target, id, endpoint, ca, oidcIssuer, mode",
      'endpoint: "10.0.0.1" is not possible; use an address with "https://"',
      'ca: "-----BEGIN" is not possible; use PEM in base64, as the cloud shows it',
      'mode: "auto" is not possible; use "nodes" or "managed"',
    ]);
    expect(said(() => existing(cloud, { id: pulumi.output("x"), endpoint: pulumi.output("y") }))).toEqual([]);
  });
});

describe.each(clouds)("what is made for a cluster on %s later", (cloud) => {
  it("is refused for names and identities that are not possible, before anything is registered", async () => {
    const shared = existing(cloud);
    const rule = "lower-case letters, digits and hyphens as plain text";
    expect(await refused(() => shared.workloadIdentity("Shop", "a b"))).toEqual([
      `namespace: "Shop" is not a name in Kubernetes; use at most 63 ${rule}`,
      `serviceAccount: "a b" is not a name in Kubernetes; use at most 253 ${rule}`,
    ]);
    const paths = (lines: readonly string[]) => lines.map((line) => line.split(": ")[0]);
    expect(paths(await refused(() => shared.workloadIdentity("shop", "web", other(cloud))))).toEqual(missing[cloud]);
    expect(await refused(() => shared.storageClass("slow" as never))).toEqual([
      'tier: "slow" is not a storage class; use "balanced" or "fast"',
    ]);
  });

  it("is the same when it is asked for again, and one identity for a service account", async () => {
    await record(() => {
      const made = cluster(cloud);
      const web = made.workloadIdentity("shop", "web", own(cloud));
      expect(made.workloadIdentity("shop", "web", own(cloud))).toBe(web);
      expect(said(() => made.workloadIdentity("shop", "web"))).toEqual([
        "identity: shop/web already acts as another identity; a service account has one",
      ]);
      expect(made.grantAdmin(own(cloud))).toBe(made.grantAdmin(own(cloud)));
      const second = { ...identities[cloud], roleName: "b", member: "user:b@example.com", principalId: ids.aws };
      expect(said(() => made.grantAdmin(second as unknown as Identity<CloudName>)).at(-1)).toBe(
        'identity.key: "ci" already names another identity here; give this one its own key',
      );
    }, world);
  });
});

describe("an identity of Azure that several service accounts act as", () => {
  it("gets its credentials one after another, because Azure takes one change at a time", async () => {
    const seen = await record(() => {
      const made = cluster("azure");
      for (const account of ["api", "web", "worker"]) made.workloadIdentity("shop", account, own("azure"));
    }, world);
    const credentials = seen.filter(({ type }) => type.endsWith(":FederatedIdentityCredential"));
    const waits = credentials.map(({ name, dependsOn }) => [
      name.split("-")[2],
      dependsOn.filter((urn) => urn.includes("FederatedIdentityCredential")).map((urn) => urn.split("-").at(-2)),
    ]);
    expect(waits).toEqual([
      ["api", []],
      ["web", ["api"]],
      ["worker", ["web"]],
    ]);
  });
});
