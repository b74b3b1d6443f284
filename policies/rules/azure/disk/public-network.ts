import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const DISK = "azure-native:compute:Disk";
const READS = ["publicNetworkAccess", "networkAccessPolicy"];

export const azDiskPublicNetwork: ResourceRule = {
  id: "az-disk-public-network",
  title: "Disk reachable over the public network",
  severity: Severity.Medium,
  graph: false,
  judges: { [DISK]: READS, "azure-native:compute:Snapshot": READS },
  controls: {},
  checkov: ["CKV_AZURE_251"],
  remedy: sets({ networkAccessPolicy: "DenyAll", publicNetworkAccess: "Disabled" }),
  why: "Whoever may make a download link for the disk, or gets hold of one, copies all of it from anywhere on the internet.",
  fix: 'Set `publicNetworkAccess` to "Disabled", and `networkAccessPolicy` to "DenyAll", or to "AllowPrivate" with a `diskAccessId`.',
  bad: [
    {
      type: DISK,
      name: "data",
      props: { resourceGroupName: "shop", diskSizeGB: 64, creationData: { createOption: "Empty" } },
    },
  ],
  good: [
    {
      type: DISK,
      name: "data",
      props: {
        resourceGroupName: "shop",
        diskSizeGB: 64,
        creationData: { createOption: "Empty" },
        networkAccessPolicy: "DenyAll",
        publicNetworkAccess: "Disabled",
      },
    },
  ],
  check({ props }) {
    const [access, policy] = [get(props, "publicNetworkAccess"), get(props, "networkAccessPolicy")];
    const limited = holds(policy, (name) => String(name).toLowerCase() !== "allowall");
    return demand(
      any(isText(access, "Disabled"), limited),
      access,
      "lets the disk be exported over the public network",
    );
  },
};
