import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, isTrue, type Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";
import { namesSubnet } from "../../../facts/azure-subnets.js";
import { modernTls } from "../../../facts/azure-tls.js";

const CACHE = "azure-native:redis:Redis";

/** A cache in a subnet has no public address, and Azure takes no other setting for it. */
function isPrivate(cache: Resource): Tri {
  const access = get(cache.props, "publicNetworkAccess");
  return any(isText(access, "Disabled"), namesSubnet(cache, "subnetId", get(cache.props, "subnetId")));
}

/** Azure makes a cache that names no lowest version with 1.2. */
const hasModernTls = ({ props }: Resource): Tri => modernTls(get(props, "minimumTlsVersion"), true);

const hasPlainPort = ({ props }: Resource): Tri => isTrue(get(props, "enableNonSslPort"));

export const azRedisSecure: ResourceRule = {
  id: "az-redis-secure",
  title: "Redis with plain port, old TLS or public network",
  severity: Severity.High,
  graph: false,
  judges: { [CACHE]: ["enableNonSslPort", "minimumTlsVersion", "publicNetworkAccess", "subnetId"] },
  controls: {},
  checkov: ["CKV_AZURE_91", "CKV_AZURE_148", "CKV_AZURE_89"],
  aspects: {
    CKV_AZURE_91: ["enableNonSslPort"],
    CKV_AZURE_148: ["minimumTlsVersion"],
    CKV_AZURE_89: ["publicNetworkAccess"],
  },
  remedy: {
    replaces: false,
    edits: (cache) => [
      ...(hasPlainPort(cache) === true ? [{ path: "enableNonSslPort", value: false }] : []),
      ...(hasModernTls(cache) === false ? [{ path: "minimumTlsVersion", value: "1.2" }] : []),
      ...(isPrivate(cache) === false ? [{ path: "publicNetworkAccess", value: "Disabled" }] : []),
    ],
  },
  why: "The plain port carries the key and the data readable; on the public network that key is all that stands between the internet and the cache.",
  fix: 'Set `enableNonSslPort` to false, `minimumTlsVersion` to "1.2" and `publicNetworkAccess` to "Disabled", and reach the cache through a private endpoint.',
  bad: [
    {
      type: CACHE,
      name: "sessions",
      props: {
        resourceGroupName: "shop",
        sku: { name: "Standard", family: "C", capacity: 1 },
        enableNonSslPort: true,
        minimumTlsVersion: "1.0",
      },
    },
  ],
  good: [
    {
      type: CACHE,
      name: "sessions",
      props: {
        resourceGroupName: "shop",
        sku: { name: "Standard", family: "C", capacity: 1 },
        enableNonSslPort: false,
        minimumTlsVersion: "1.2",
        publicNetworkAccess: "Disabled",
      },
    },
  ],
  check(cache) {
    const read = (path: string) => get(cache.props, path);
    return every([
      forbid(hasPlainPort(cache), read("enableNonSslPort"), "opens the port without TLS"),
      demand(hasModernTls(cache), read("minimumTlsVersion"), "accepts TLS older than 1.2"),
      demand(isPrivate(cache), read("publicNetworkAccess"), "leaves the cache on the public network"),
    ]);
  },
};
