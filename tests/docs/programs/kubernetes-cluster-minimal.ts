import { KubernetesCluster, Network } from "groundplan";
import { aws } from "groundplan/aws";

const target = aws({ region: "eu-west-1" });
const network = new Network("main", { target });
const cluster = new KubernetesCluster("main", {
  target,
  network,
  version: "1.34",
  nodePools: { default: { min: 2, max: 6 } },
});

export const kubeconfig = cluster.kubeconfig; // a secret, though there is no credential in it
