import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { appReads } from "../../../facts/azure-web.js";

export const azWebFtp: ResourceRule = {
  id: "az-web-ftp",
  title: "FTP deployment allowed",
  severity: Severity.Medium,
  graph: false,
  judges: appReads("siteConfig.ftpsState"),
  controls: { PCI4: ["1.2.5", "2.2.5"] },
  checkov: ["CKV_AZURE_78"],
  remedy: {
    replaces: false,
    edits: ({ props }) => {
      const state = get(props, "siteConfig.ftpsState");
      const decided = any(isText(state, "Disabled"), isText(state, "FtpsOnly"));
      return decided === false ? [{ path: "siteConfig.ftpsState", value: "FtpsOnly" }] : [];
    },
  },
  why: "FTP sends the deployment's password in plain text, and whoever overhears it puts code of their own into the app.",
  fix: 'Set `siteConfig.ftpsState` to "Disabled", or to "FtpsOnly" where something still deploys that way.',
  bad: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: {
        resourceGroupName: "shop",
        httpsOnly: true,
        siteConfig: { minTlsVersion: "1.2", ftpsState: "AllAllowed" },
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
        siteConfig: { minTlsVersion: "1.2", ftpsState: "FtpsOnly" },
      },
    },
  ],
  check(app) {
    const state = get(app.props, "siteConfig.ftpsState");
    const safe = any(isText(state, "Disabled"), isText(state, "FtpsOnly"));
    return demand(safe, state, "lets deployments come in over plain FTP");
  },
};
