import { type Quota, quotaOf } from "./quota.js";

const docs = "https://cloud.google.com";

const usual = quotaOf("gcp", "gcp", (title) => ({
  code: "Error 403",
  text: `Quota exceeded: at most {limit} ${title.toLowerCase()}, quotaExceeded`,
  source: docs,
}));

const quota = (
  name: string,
  title: string,
  limit: number | undefined,
  types: readonly string[],
  within: Quota["within"],
  page: string,
  more: Partial<Quota> = {},
): Quota => usual(name, title, limit, types, within, { source: `${docs}/${page}`, ...more });

const compute = (metric: string) => ({
  code: "QUOTA_EXCEEDED",
  text: `Quota '${metric}' exceeded.  Limit: {limit}.0`,
});

/** Quotas of Compute Engine differ from project to project; those that the documentation gives a number for are here. */
export const gcpQuotas: readonly Quota[] = [
  quota(
    "networks-per-project",
    "VPC networks per project (NETWORKS)",
    15,
    ["compute/network:Network"],
    "account",
    "vpc/docs/quota",
    compute("NETWORKS"),
  ),
  quota(
    "routers-per-network-and-region",
    "Cloud Routers per network and region",
    5,
    ["compute/router:Router"],
    ["network", "region"],
    "network-connectivity/docs/router/quotas",
  ),
  quota(
    "nat-gateways-per-router",
    "Cloud NAT gateways per Cloud Router",
    50,
    ["compute/routerNat:RouterNat"],
    ["router", "region"],
    "nat/quota",
  ),
  quota(
    "peerings-per-network",
    "VPC peering connections per network",
    25,
    ["compute/networkPeering:NetworkPeering"],
    ["network"],
    "vpc/docs/quota",
  ),
  quota(
    "cpus-per-region",
    "CPUs per region (CPUS): varies by project",
    undefined,
    ["compute/instance:Instance"],
    "region",
    "compute/resource-usage",
    { ...compute("CPUS"), processors: "machineType" },
  ),
  quota(
    "static-addresses-per-region",
    "Static external addresses per region (STATIC_ADDRESSES): varies by project",
    undefined,
    ["compute/address:Address"],
    "region",
    "compute/resource-usage",
    {
      ...compute("STATIC_ADDRESSES"),
      only: { path: "addressType", value: "EXTERNAL", or: true },
    },
  ),
  quota(
    "firewall-rules-per-project",
    "VPC firewall rules per project (FIREWALLS): varies by project",
    undefined,
    ["compute/firewall:Firewall"],
    "account",
    "vpc/docs/quota",
    compute("FIREWALLS"),
  ),
  quota(
    "subnetworks-per-project",
    "Subnets per project (SUBNETWORKS): varies by project",
    undefined,
    ["compute/subnetwork:Subnetwork"],
    "account",
    "vpc/docs/quota",
    compute("SUBNETWORKS"),
  ),
  quota(
    "service-accounts-per-project",
    "Service accounts per project",
    100,
    ["serviceaccount/account:Account"],
    "account",
    "iam/quotas",
    {
      code: "Error 429",
      text: "Maximum number of service accounts on project reached., rateLimitExceeded",
    },
  ),
  quota(
    "keys-per-service-account",
    "Keys per service account",
    10,
    ["serviceaccount/key:Key"],
    ["serviceAccountId"],
    "iam/quotas",
    {
      code: "Error 429",
      text: "Maximum number of keys on account reached., rateLimitExceeded",
    },
  ),
  quota(
    "custom-roles-per-project",
    "Custom roles per project",
    300,
    ["projects/iAMCustomRole:IAMCustomRole"],
    "account",
    "iam/quotas",
    {
      code: "Error 429",
      text: "Maximum number of roles reached. Maximum is: {limit}, rateLimitExceeded",
    },
  ),
  quota("pubsub-topics-per-project", "Topics per project", 10_000, ["pubsub/topic:Topic"], "account", "pubsub/quotas"),
  quota(
    "pubsub-subscriptions-per-project",
    "Subscriptions per project",
    10_000,
    ["pubsub/subscription:Subscription"],
    "account",
    "pubsub/quotas",
  ),
  quota(
    "run-services-per-region",
    "Cloud Run services per region",
    1000,
    ["cloudrunv2/service:Service", "cloudrun/service:Service"],
    "region",
    "run/quotas",
  ),
  quota("run-jobs-per-region", "Cloud Run jobs per region", 1000, ["cloudrunv2/job:Job"], "region", "run/quotas"),
  quota(
    "functions-per-region",
    "Functions per region",
    1000,
    ["cloudfunctions/function:Function", "cloudfunctionsv2/function:Function"],
    "region",
    "functions/quotas",
  ),
  quota(
    "dns-zones-per-project",
    "Managed zones per project",
    10_000,
    ["dns/managedZone:ManagedZone"],
    "account",
    "dns/quotas",
  ),
  quota(
    "firestore-databases-per-project",
    "Firestore databases per project",
    100,
    ["firestore/database:Database"],
    "account",
    "firestore/quotas",
  ),
  quota(
    "log-sinks-per-project",
    "Sinks per project",
    200,
    ["logging/projectSink:ProjectSink"],
    "account",
    "logging/quotas",
  ),
  quota(
    "gke-clusters-per-location",
    "GKE clusters per location",
    100,
    ["container/cluster:Cluster"],
    ["location"],
    "kubernetes-engine/quotas",
  ),
];
