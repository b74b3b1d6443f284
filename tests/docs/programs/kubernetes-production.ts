import * as pulumi from "@pulumi/pulumi";
import { Bucket, KubernetesCluster, Network } from "groundplan";
import { aws } from "groundplan/aws";
import { clusterProvider, Namespace, Workload } from "groundplan/kubernetes";

const target = aws({ region: "eu-west-1", accountId: "123456789012", tags: { team: "shop" } });
const network = new Network("main", { target, cidr: "10.20.0.0/16" });
const cluster = new KubernetesCluster("main", {
  target,
  network,
  version: "1.34",
  admins: { platform: "arn:aws:iam::123456789012:role/platform" },
  nodePools: { default: { size: "large", min: 3, max: 9 } },
});
clusterProvider(cluster, { deleteUnreachable: true }); // first, where its options are not the usual ones

const shop = new Namespace("shop", {
  cluster,
  quota: { cpu: 40, memoryGiB: 96, storageGiB: 500 },
  limits: { memoryMiB: 256, maxMemoryMiB: 8192 },
  labels: { team: "shop" },
});

const store = new Workload("store", {
  namespace: shop,
  image: "registry.example.com/store@sha256:6fb8a5be4d4c7ba4a4bb4b5d9a9c0b64bd2f32a3a4e1c8a2e8a5d6c7b8a90123",
  kind: "statefulset",
  replicas: { min: 3 },
  port: 5432,
  resources: { cpu: 1, memoryMiB: 4096 },
  secrets: { PASSWORD: { secret: "store-admin", key: "password" } },
  volumes: { data: { path: "/data", sizeGiB: 100 } },
});

const uploads = new Bucket("uploads", { target });
const api = new Workload("api", {
  namespace: shop,
  image: "registry.example.com/api@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
  port: 8080,
  replicas: { min: 3, max: 12 },
  resources: { cpu: 0.5, memoryMiB: 512 },
  probes: { path: "/healthz" },
  env: { MODE: "production" },
  secrets: { STORE_PASSWORD: pulumi.secret("from the stack's configuration") },
  volumes: { settings: { path: "/etc/api", files: { "api.toml": 'log = "info"' } } },
  expose: {
    host: "api.shop.example.com",
    internet: true,
    tls: { certificate: "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000" },
    from: [network.cidr], // the load balancer is in the network's subnets
  },
  egress: { cloud: { to: ["0.0.0.0/0"], port: 443 } }, // Amazon S3 has no fixed addresses
  identity: true,
  kubernetes: { deployment: { spec: { revisionHistoryLimit: 3 } } },
});
api.connectTo(store);
uploads.grantRead(api.identity);

new Workload("report", {
  namespace: shop,
  image: "registry.example.com/report:2025.11.3",
  kind: { cron: "0 3 * * *", timezone: "Europe/Berlin" },
  timeoutSeconds: 3600,
  egress: { cloud: { to: ["0.0.0.0/0"], port: 443 } },
});
