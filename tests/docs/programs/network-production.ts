import { Network } from "groundplan";
import { aws } from "groundplan/aws";

const target = aws({ region: "eu-central-1", accountId: "123456789012" });

const network = new Network("main", {
  target,
  cidr: "10.64.0.0/16",
  zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
  tiers: { cache: { kind: "isolated", share: 4, slot: 12 } },
  nat: "per-zone",
  flowLogs: { retentionDays: 365 },
  endpoints: ["objectStorage", "registry", "secrets", "keys", "logs"],
});

const tools = new Network("tools", { target, cidr: "10.65.0.0/20", zones: 2, nat: "none" });
network.peerWith(tools, { allow: ["private"] });

export const egressIps = network.egressIps;
