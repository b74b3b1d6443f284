import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isSet } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const KEY = "azure-native:keyvault:Key";
const SECRET = "azure-native:keyvault:Secret";
const READS = ["properties.attributes.expires", "properties.attributes.enabled"];

export const azKvExpiry: ResourceRule = {
  id: "az-kv-expiry",
  title: "Key or secret without an end date",
  severity: Severity.Medium,
  graph: false,
  judges: { [KEY]: [...READS, "properties.rotationPolicy.attributes.expiryTime"], [SECRET]: READS },
  groups: ["production"],
  controls: { "CIS Azure 4.0": ["9.3.1", "9.3.3"], PCI4: ["8.3.10", "8.3.5", "8.3.7", "8.3.9", "8.6.3"] },
  checkov: ["CKV_AZURE_40", "CKV_AZURE_41"],
  why: "What never ends is never renewed: a copy that somebody took years ago still opens the door.",
  fix: "Set `properties.attributes.expires`, in seconds since 1970; for a key, `properties.rotationPolicy.attributes.expiryTime` gives every version its end.",
  bad: [
    {
      type: SECRET,
      name: "database-password",
      props: {
        resourceGroupName: "shop",
        vaultName: "main",
        properties: { value: "from the configuration", contentType: "text/plain" },
      },
    },
  ],
  good: [
    {
      type: SECRET,
      name: "database-password",
      props: {
        resourceGroupName: "shop",
        vaultName: "main",
        properties: {
          value: "from the configuration",
          contentType: "text/plain",
          attributes: { enabled: true, expires: 1893456000 },
        },
      },
    },
  ],
  check({ type, props }) {
    const read = (path: string): Field => get(props, `properties.${path}`);
    const ends = holds(read("attributes.expires"), (seconds) => Number(seconds) > 0);
    const rotated = type === KEY ? isSet(read("rotationPolicy.attributes.expiryTime")) : false;
    // Nobody can use what is off.
    const off = holds(read("attributes.enabled"), (on) => on === false || on === "false");
    return demand(any(ends, rotated, off), read("attributes.expires"), "sets no date at which it ends");
  },
};
