import type { DeclaredObject } from "../../answers/model.js";
import type { Session } from "../../types.js";

/** Primary ranges of an auto mode network. Published in "Auto mode IPv4 ranges" of the VPC documentation. */
const ranges: Readonly<Record<string, string>> = {
  "asia-east1": "10.140.0.0/20",
  "asia-east2": "10.170.0.0/20",
  "asia-northeast1": "10.146.0.0/20",
  "asia-northeast2": "10.174.0.0/20",
  "asia-northeast3": "10.178.0.0/20",
  "asia-south1": "10.160.0.0/20",
  "asia-southeast1": "10.148.0.0/20",
  "asia-southeast2": "10.184.0.0/20",
  "australia-southeast1": "10.152.0.0/20",
  "europe-central2": "10.186.0.0/20",
  "europe-north1": "10.166.0.0/20",
  "europe-west1": "10.132.0.0/20",
  "europe-west2": "10.154.0.0/20",
  "europe-west3": "10.156.0.0/20",
  "europe-west4": "10.164.0.0/20",
  "europe-west6": "10.172.0.0/20",
  "northamerica-northeast1": "10.162.0.0/20",
  "southamerica-east1": "10.158.0.0/20",
  "us-central1": "10.128.0.0/20",
  "us-east1": "10.142.0.0/20",
  "us-east4": "10.150.0.0/20",
  "us-west1": "10.138.0.0/20",
  "us-west2": "10.168.0.0/20",
  "us-west3": "10.180.0.0/20",
  "us-west4": "10.182.0.0/20",
};

/** The network `default` that a project is born with, and its subnet in the session's region. */
export function defaultObjects(session: Session): DeclaredObject[] {
  const { account, region = "" } = session;
  const range = ranges[region];
  const network = `projects/${account}/global/networks/default`;
  const common = { pkg: "gcp", account, region } as const;
  return [
    {
      ...common,
      type: "gcp:compute/network:Network",
      id: network,
      properties: {
        name: "default",
        project: account,
        autoCreateSubnetworks: true,
        description: "Default network for the project",
      },
    },
    ...(range === undefined
      ? []
      : [
          {
            ...common,
            type: "gcp:compute/subnetwork:Subnetwork",
            id: `projects/${account}/regions/${region}/subnetworks/default`,
            properties: { name: "default", project: account, region, network, ipCidrRange: range },
          },
        ]),
  ];
}
