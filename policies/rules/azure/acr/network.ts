import type { Edit } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { every, forbid, graded } from "../../../core/verdict.js";
import { isPrivate } from "../../../facts/azure-exposure.js";

const REGISTRY = "azure-native:containerregistry:Registry";

/** Whether the registry is open though it could be closed: only the Premium tier has private endpoints and rules. */
function isPublic({ props }: Resource): Tri {
  return all(isText(get(props, "sku.name"), "Premium"), not(isPrivate(get(props, "publicNetworkAccess"))));
}

/** Whether everybody may pull images, which the Basic tier does not offer. */
function isAnonymous({ props }: Resource): Tri {
  const tier = holds(get(props, "sku.name"), (name) => /^(standard|premium)$/i.test(String(name)));
  return all(isTrue(get(props, "anonymousPullEnabled")), tier);
}

export const azAcrNetwork: ResourceRule = {
  id: "az-acr-network",
  title: "Registry public or anonymous",
  severity: Severity.Medium,
  severities: [Severity.High],
  graph: false,
  judges: { [REGISTRY]: ["publicNetworkAccess", "sku.name", "anonymousPullEnabled"] },
  controls: {},
  checkov: ["CKV_AZURE_138", "CKV_AZURE_139"],
  aspects: {
    CKV_AZURE_138: ["anonymousPullEnabled"],
    CKV_AZURE_139: ["publicNetworkAccess"],
  },
  remedy: {
    replaces: false,
    edits(registry): readonly Edit[] {
      return [
        ...(isPublic(registry) === true ? [{ path: "publicNetworkAccess", value: "Disabled" }] : []),
        ...(isAnonymous(registry) === true ? [{ path: "anonymousPullEnabled", value: false }] : []),
      ];
    },
  },
  why: "With anonymous pull everybody downloads the images and reads the code in them; on the public network one leaked token does the same.",
  fix: 'Set `anonymousPullEnabled` to false, and on Premium `publicNetworkAccess` to "Disabled" with a private endpoint.',
  bad: [
    {
      type: REGISTRY,
      name: "images",
      props: { resourceGroupName: "shop", sku: { name: "Premium" }, publicNetworkAccess: "Enabled" },
    },
  ],
  good: [
    {
      type: REGISTRY,
      name: "images",
      props: { resourceGroupName: "shop", sku: { name: "Premium" }, publicNetworkAccess: "Disabled" },
    },
  ],
  check(registry) {
    const access = get(registry.props, "publicNetworkAccess");
    const anonymous = get(registry.props, "anonymousPullEnabled");
    return every([
      forbid(isPublic(registry), access, "lets every network reach the registry"),
      graded(forbid(isAnonymous(registry), anonymous, "lets everybody pull images without signing in"), Severity.High),
    ]);
  },
};
