import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

const REGISTRY = "azure-native:containerregistry:Registry";

export const azAcrAdmin: ResourceRule = {
  id: "az-acr-admin",
  title: "Registry admin user",
  severity: Severity.High,
  graph: false,
  judges: { [REGISTRY]: ["adminUserEnabled"] },
  controls: {},
  checkov: ["CKV_AZURE_137"],
  remedy: sets({ adminUserEnabled: false }),
  why: "The admin user is one password for everybody that may push any image: who has it puts code into every service, and no log says who it was.",
  fix: "Set `adminUserEnabled` to false; give builds AcrPush and clusters AcrPull.",
  bad: [
    {
      type: REGISTRY,
      name: "images",
      props: { resourceGroupName: "shop", sku: { name: "Basic" }, adminUserEnabled: true },
    },
  ],
  good: [
    {
      type: REGISTRY,
      name: "images",
      props: { resourceGroupName: "shop", sku: { name: "Basic" }, adminUserEnabled: false },
    },
  ],
  check({ props }) {
    const admin = get(props, "adminUserEnabled");
    return forbid(isTrue(admin), admin, "lets everybody with the shared password push images");
  },
};
