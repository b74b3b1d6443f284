import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { modernTls } from "../../../facts/azure-tls.js";
import { appReads } from "../../../facts/azure-web.js";

export const azWebTls: ResourceRule = {
  id: "az-web-tls",
  title: "Old TLS on an app",
  severity: Severity.Medium,
  graph: false,
  judges: appReads("siteConfig.minTlsVersion"),
  controls: { PCI4: ["1.2.5", "2.2.5", "2.2.7", "4.2.1", "8.3.2"] },
  checkov: ["CKV_AZURE_15", "CKV_AZURE_145", "CKV_AZURE_154"],
  remedy: {
    replaces: false,
    edits: ({ props }) =>
      modernTls(get(props, "siteConfig.minTlsVersion"), true) === false
        ? [{ path: "siteConfig.minTlsVersion", value: "1.2" }]
        : [],
  },
  why: "TLS 1.0 and 1.1 are broken and retired: an app that takes them lets an attacker talk its clients down to them.",
  fix: 'Set `siteConfig.minTlsVersion` to "1.2" or "1.3".',
  bad: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: {
        resourceGroupName: "shop",
        httpsOnly: true,
        siteConfig: { minTlsVersion: "1.0", linuxFxVersion: "NODE|20-lts" },
      },
    },
  ],
  good: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: {
        resourceGroupName: "shop",
        httpsOnly: true,
        siteConfig: { minTlsVersion: "1.2", linuxFxVersion: "NODE|20-lts" },
      },
    },
  ],
  check(app) {
    // Azure makes an app that says nothing with 1.2.
    const lowest = get(app.props, "siteConfig.minTlsVersion");
    return demand(modernTls(lowest, true), lowest, "accepts TLS older than 1.2");
  },
};
