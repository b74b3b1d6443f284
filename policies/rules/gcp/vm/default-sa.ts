import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isSet } from "../../../core/tri.js";
import { get, within } from "../../../core/value.js";
import { forbid, pass } from "../../../core/verdict.js";
import { isAccountOfStack } from "../../../facts/gcp-accounts.js";
import { isDefaultAccount } from "../../../facts/gcp-iam-policy.js";
import { machines } from "../../../facts/gcp-machines.js";

export const gcpVmDefaultSa: ResourceRule = {
  id: "gcp-vm-default-sa",
  title: "Instance with the default service account",
  severity: Severity.High,
  graph: false,
  judges: machines("serviceAccount.email"),
  controls: { "CIS GCP 4.0": ["4.1", "4.2"], PCI4: ["7.2.1", "7.2.5", "7.3.3", "8.2.8"] },
  checkov: ["CKV_GCP_30", "CKV_GCP_31"],
  why: "Everything in the project that names no account shares the default one, which is an editor of the whole project unless somebody took that away: whoever takes the machine over takes that.",
  fix: "Make a service account for the machine, set `serviceAccount.email` to it and grant it only what the machine needs.",
  bad: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        serviceAccount: { scopes: ["cloud-platform"] },
      },
    },
  ],
  good: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        serviceAccount: { email: "web@acme.iam.gserviceaccount.com", scopes: ["cloud-platform"] },
      },
    },
  ],
  check(machine) {
    const account = get(machine.props, "serviceAccount");
    const email = within(account, "email");
    if (isAccountOfStack(machine, email)) return pass;
    // Without the block the machine has no account at all; a block that names none means the default one.
    const byDefault = holds(
      email,
      (address) => address === "" || address === "default" || isDefaultAccount(address),
      true,
    );
    return forbid(all(isSet(account), byDefault), email, "runs the machine as the project's default service account");
  },
};
