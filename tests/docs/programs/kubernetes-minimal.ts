import { KubernetesCluster, Network } from "groundplan";
import { aws } from "groundplan/aws";
import { Namespace, Workload } from "groundplan/kubernetes";

const target = aws({ region: "eu-west-1" });
const network = new Network("main", { target });
const nodePools = { default: { min: 2, max: 6 } };
const cluster = new KubernetesCluster("main", { target, network, version: "1.34", nodePools });

const shop = new Namespace("shop", { cluster });
const api = new Workload("api", { namespace: shop, image: "registry.example.com/api:1.4.2", port: 8080 });
export const url = api.url; // http://api.shop.svc.cluster.local:8080, for whom `ingress` lets in
