import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { appReads } from "../../../facts/azure-web.js";

export const azWebHttps: ResourceRule = {
  id: "az-web-https",
  title: "Web or function app that serves HTTP",
  severity: Severity.High,
  graph: false,
  judges: appReads("httpsOnly"),
  controls: { PCI4: ["1.2.5", "2.2.5", "2.2.7", "4.2.1", "8.3.2"] },
  checkov: ["CKV_AZURE_14", "CKV_AZURE_70", "CKV_AZURE_153"],
  remedy: sets({ httpsOnly: true }),
  why: "An app that says nothing answers plain HTTP too: whoever sits on the way reads the sessions and changes the pages.",
  fix: "Set `httpsOnly` to true.",
  bad: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: { resourceGroupName: "shop", kind: "app", siteConfig: { linuxFxVersion: "NODE|20-lts" } },
    },
  ],
  good: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: { resourceGroupName: "shop", kind: "app", httpsOnly: true, siteConfig: { linuxFxVersion: "NODE|20-lts" } },
    },
  ],
  check(app) {
    const only = get(app.props, "httpsOnly");
    return demand(isTrue(only), only, "lets the app serve plain HTTP");
  },
};
