import { Bucket, KubernetesCluster, Network } from "groundplan";
import { gcp } from "groundplan/gcp";

const target = gcp({ project: "acme-prod", region: "europe-west3", tags: { team: "platform" } });
const network = new Network("main", { target, cidr: "10.68.0.0/16" });

const cluster = new KubernetesCluster("main", {
  target,
  network,
  version: "1.35",
  upgradeFrom: "1.34", // what it has now: a version that skips a minor is refused in the preview
  endpoint: { public: { from: ["203.0.113.0/24"] } }, // the office; the network reaches it besides
  admins: { platform: "group:platform@example.com" },
  nodePools: {
    default: { size: "large", min: 3, max: 9 },
    store: {
      size: { cpu: 8, memoryGiB: 64 },
      min: 2,
      max: 2,
      diskGiB: 100,
      zones: ["a"], // disks stay in their zone, and so do the machines that use them
      taints: { store: { effect: "NoSchedule" } },
    },
    batch: { size: "xlarge", min: 0, max: 20, spot: true, taints: { batch: { effect: "NoSchedule" } } },
  },
  logs: { kinds: ["api", "audit", "authenticator", "scheduler", "controller"] },
  addons: { secretsStore: true, ingress: true },
  maintenance: { day: "sunday", startHourUtc: 1, hours: 12 },
  gcp: { cluster: { costManagementConfig: { enabled: true } } },
});

const uploads = new Bucket("uploads", { target });
const api = cluster.workloadIdentity("shop", "api"); // a new identity, without any rights
uploads.grantRead(api.identity);
const pool = "principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/ci";
cluster.grantAdmin({ key: "ci", member: `${pool}/attribute.repository/acme/shop` }); // CI, by what its own tokens say

export const serviceAccount = { annotations: api.annotations, labels: api.labels };
