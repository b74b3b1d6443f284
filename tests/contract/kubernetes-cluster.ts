import type { CloudName, Identity, Target } from "../../components/core/clouds.js";
import { KubernetesCluster, Network, type NetworkLike } from "../../components/index.js";
import type { CloudRow, Make, Row } from "./table.js";

type Loose = Readonly<Record<string, unknown>>;

/** A network that exists already: the component's own resources are what a row is about. */
function networkOf(target: Target): NetworkLike<CloudName> {
  const { cloud, region } = target;
  const zones =
    { aws: [`${region}a`, `${region}b`], gcp: [`${region}-b`, `${region}-c`], azure: ["1", "2"] }[cloud] ?? [];
  const subnet = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/subnets/private";
  return Network.fromExisting("existing", {
    target: target as Target<CloudName>,
    id: "network",
    cidr: "10.0.0.0/16",
    zones,
    subnetIds: { private: cloud === "aws" ? zones.map((zone) => `private-${zone}`) : [subnet] },
    egressIps: ["198.51.100.7"],
  });
}

const required: Loose = { version: "1.34", nodePools: { default: { min: 2, max: 6 } } };

/** A program with one cluster of these options. */
function cluster(options: Loose = {}): Make {
  return (name, target, extra = {}) => void make(name, target, { ...required, ...options, ...extra });
}

function make(name: string, target: Target, options: Loose): KubernetesCluster {
  return new KubernetesCluster(name, { ...options, target, network: networkOf(target) } as never);
}

/** A cluster with a second pool, administrators, workloads that act as new identities, and a window where there is one. */
function everything(admin: string, identity: object, more: Loose = {}): Make {
  const options: Loose = {
    ...required,
    nodePools: {
      default: { min: 2, max: 6, zones: ["a"] },
      spare: {
        size: "large",
        min: 0,
        max: 9,
        spot: true,
        labels: { team: "a" },
        taints: { a: { effect: "NoSchedule" } },
      },
    },
    endpoint: { public: { from: ["203.0.113.0/24"] } },
    admins: { platform: admin },
    addons: { secretsStore: true },
    ...more,
  };
  return (name, target, extra = {}) => {
    const one = make(name, target, { ...options, ...extra });
    one.workloadIdentity("shop", "web");
    one.grantAdmin(identity as Identity<CloudName>);
  };
}

const withoutPools = (options: Loose = {}): Make => {
  return (name, target, extra = {}) =>
    void make(name, target, { version: "1.34", mode: "managed", ...options, ...extra });
};
/** Asks a cluster for a storage class. */
function storage(tier: "balanced" | "fast", options: Loose): Make {
  return (name, target) => void make(name, target, options).storageClass(tier);
}
const open = { endpoint: { public: { from: ["0.0.0.0/0"] } } };
const unprotected = { deletionProtection: false };
const maintenance = { day: "sunday", startHourUtc: 2, hours: 12 };
const object = "11111111-2222-3333-4444-555555555555";

const awsRow: CloudRow = {
  variants: {
    defaults: cluster(),
    managed: withoutPools(),
    everything: everything("arn:aws:iam::123456789012:role/platform", {
      key: "ci",
      roleName: "ci",
      roleArn: "arn:aws:iam::123456789012:role/ci",
    }),
  },
  loosenings: [
    { title: "an endpoint for everybody", args: open, rules: ["aws-eks-public-endpoint"] },
    {
      title: "metadata without a session on nodes",
      args: { aws: { launchTemplate: { metadataOptions: { httpTokens: "optional" } } } },
      rules: ["aws-ec2-imdsv2"],
    },
    { title: "no logs", args: { logs: false }, rules: ["aws-eks-logs"] },
    { title: "logs without some kind", args: { logs: { kinds: ["api", "audit"] } }, rules: ["aws-eks-logs"] },
  ],
  // What the cluster's role may do with the key for secrets: KMS gives a key its id when it makes it.
  undecidedInPreview: [
    "undecided aws-iam-admin-policy main-secrets",
    "undecided aws-iam-privilege-escalation main-secrets",
    "undecided aws-iam-wildcard-write main-secrets",
  ],
  unsupported: {
    "nodePools with mode managed": cluster({ mode: "managed" }),
    "upgrade: stable": cluster({ upgrade: "stable" }),
    maintenance: cluster({ maintenance }),
    podRange: cluster({ podRange: "10.244.0.0/16" }),
    "addons.networkPolicy: true with mode managed": withoutPools({ addons: { networkPolicy: true } }),
    "addons.disk: false with mode managed": withoutPools({ addons: { disk: false } }),
    "addons.ingress: true with mode nodes": cluster({ addons: { ingress: true } }),
    "addons.ingress: false with mode managed": withoutPools({ addons: { ingress: false } }),
    "storageClass(fast) with mode nodes": storage("fast", required),
    "storageClass with mode managed": storage("balanced", { version: "1.34", mode: "managed" }),
  },
  unprotected,
};

const gcpRow: CloudRow = {
  variants: {
    defaults: cluster(),
    managed: withoutPools(),
    everything: everything(
      "group:platform@example.com",
      { key: "ci", member: "serviceAccount:ci@acme-dev.iam.gserviceaccount.com" },
      { maintenance },
    ),
  },
  loosenings: [
    { title: "an endpoint for everybody", args: open, rules: ["gcp-gke-authorized-networks"] },
    { title: 'upgrade: "manual"', args: { upgrade: "manual" }, rules: ["gcp-gke-node-upgrade"] },
    {
      title: "a service account among the administrators",
      args: { admins: { ci: "serviceAccount:ci@acme-dev.iam.gserviceaccount.com" } },
      rules: ["gcp-iam-sa-admin"],
    },
  ],
  undecidedInPreview: [],
  unsupported: {
    "nodePools with mode managed": cluster({ mode: "managed" }),
    "upgrade: manual with mode managed": withoutPools({ upgrade: "manual" }),
    "logs.retentionDays": cluster({ logs: { retentionDays: 30 } }),
    serviceRange: cluster({ serviceRange: "172.20.0.0/16" }),
    podRange: cluster({ podRange: "10.244.0.0/16" }),
    "addons.disk: false with mode managed": withoutPools({ addons: { disk: false } }),
    "addons.networkPolicy: false": cluster({ addons: { networkPolicy: false } }),
    "addons.metrics: false": cluster({ addons: { metrics: false } }),
    "addons.ingress: false with mode managed": withoutPools({ addons: { ingress: false } }),
  },
  unprotected,
};

const azureRow: CloudRow = {
  variants: {
    defaults: cluster(),
    managed: withoutPools(),
    everything: everything(object, { key: "ci", principalId: object }, { maintenance }),
  },
  loosenings: [
    { title: "an endpoint for everybody", args: open, rules: ["az-aks-api-access"] },
    { title: "upgrades by hand", args: { upgrade: "manual" }, rules: ["az-aks-upgrade"] },
    { title: "no logs", args: { logs: false }, rules: ["az-diag-settings"] },
    { title: "logs for 30 days", args: { logs: { retentionDays: 30 } }, rules: ["az-law-retention"] },
  ],
  undecidedInPreview: [],
  unsupported: {
    "nodePools with mode managed": cluster({ mode: "managed" }),
    "upgrade: stable": cluster({ upgrade: "stable" }),
    "endpoint.private with endpoint.public": cluster({
      endpoint: { private: true, public: { from: ["203.0.113.0/24"] } },
    }),
    "addons.networkPolicy: false": cluster({ addons: { networkPolicy: false } }),
    "addons.metrics: false": cluster({ addons: { metrics: false } }),
  },
  unprotected,
};

export const kubernetesClusterRow: Row = {
  component: "kubernetesCluster",
  implementation: (target: Target) => target.implementations.kubernetesCluster,
  clouds: { aws: awsRow, gcp: gcpRow, azure: azureRow },
};
