import { Bucket, Network, type Target, VirtualMachine } from "groundplan";
import { aws } from "groundplan/aws";
import { azure } from "groundplan/azure";
import { gcp } from "groundplan/gcp";

/** Written once, for any cloud. */
function platform(name: string, target: Target) {
  const network = new Network(name, { target, cidr: "10.20.0.0/16", zones: 3 });
  const logs = new Bucket(`${name}-logs`, {
    target,
    lifecycle: { old: { expireDays: 90 } },
    deletionProtection: false, // with data in it, leave this out: protected is the default
  });
  const worker = new VirtualMachine(`${name}-worker`, {
    target,
    network,
    image: "ubuntu-24.04",
    deletionProtection: false,
  });
  logs.grantWrite(worker.identity); // each cloud's own identity, role and grant
  return { network, logs, worker };
}

const targets = [
  aws({ region: "eu-west-1", accountId: "123456789012" }),
  gcp({ project: "acme-dev", region: "europe-west1" }),
  azure({ region: "westeurope", subscriptionId: "00000000-0000-0000-0000-000000000001" }),
];
for (const target of targets) platform(`main-${target.key}`, target); // the key keeps names, and so URNs, apart
