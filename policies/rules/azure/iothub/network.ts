import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";
import { isPrivate } from "../../../facts/azure-exposure.js";
import { modernTls } from "../../../facts/azure-tls.js";

const HUB = "azure-native:iothub:IotHubResource";
const [ACCESS, TLS, KEYS] = [
  "properties.publicNetworkAccess",
  "properties.minTlsVersion",
  "properties.disableLocalAuth",
];

/** The version of TLS is set when a hub is made, and never again. */
const remedy: Remedy = {
  replaces: true,
  edits({ props }) {
    const [access, lowest, keys] = [get(props, ACCESS), get(props, TLS), get(props, KEYS)];
    return [
      ...(isPrivate(access) === false ? [{ path: ACCESS, value: "Disabled", inPlace: true }] : []),
      ...(modernTls(lowest, false) === false ? [{ path: TLS, value: "1.2" }] : []),
      ...(isTrue(keys) === false ? [{ path: KEYS, value: true, inPlace: true }] : []),
    ];
  },
};

export const azIothubNetwork: ResourceRule = {
  id: "az-iothub-network",
  title: "IoT hub public, with old TLS or with shared keys",
  severity: Severity.Medium,
  graph: false,
  judges: { [HUB]: [ACCESS, TLS, KEYS] },
  controls: {},
  checkov: ["CKV_AZURE_108"],
  aspects: {
    CKV_AZURE_108: [ACCESS],
  },
  remedy,
  why: "Whoever finds a key of the hub commands every device from anywhere on the internet, and what goes over TLS 1.0 can be read on the way.",
  fix: 'Set `properties.publicNetworkAccess` to "Disabled", `properties.minTlsVersion` to "1.2" and `properties.disableLocalAuth` to true.',
  bad: [{ type: HUB, name: "devices", props: { resourceGroupName: "shop", sku: { name: "S1", capacity: 1 } } }],
  good: [
    {
      type: HUB,
      name: "devices",
      props: {
        resourceGroupName: "shop",
        sku: { name: "S1", capacity: 1 },
        properties: { publicNetworkAccess: "Disabled", minTlsVersion: "1.2", disableLocalAuth: true },
      },
    },
  ],
  check({ props }) {
    const [access, lowest, keys] = [get(props, ACCESS), get(props, TLS), get(props, KEYS)];
    return every([
      demand(isPrivate(access), access, "lets every network reach the hub"),
      demand(modernTls(lowest, false), lowest, "accepts TLS older than 1.2"),
      demand(isTrue(keys), keys, "lets shared keys command the hub"),
    ]);
  },
};
