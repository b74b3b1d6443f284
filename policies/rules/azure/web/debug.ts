import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { appReads } from "../../../facts/azure-web.js";

const ENABLED = "siteConfig.remoteDebuggingEnabled";

export const azWebDebug: ResourceRule = {
  id: "az-web-debug",
  title: "Remote debugging on",
  severity: Severity.High,
  graph: false,
  judges: appReads(ENABLED),
  controls: {},
  checkov: ["CKV_AZURE_72", "CKV_AZURE_155"],
  remedy: {
    replaces: false,
    edits: ({ props }) => (isTrue(get(props, ENABLED)) === true ? [{ path: ENABLED, value: false }] : []),
  },
  why: "Remote debugging opens further ports on the app, and whoever attaches reads its memory and stops its threads.",
  fix: "Set `siteConfig.remoteDebuggingEnabled` to false.",
  bad: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: {
        resourceGroupName: "shop",
        httpsOnly: true,
        siteConfig: { remoteDebuggingEnabled: true, remoteDebuggingVersion: "VS2022" },
      },
    },
  ],
  good: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: { resourceGroupName: "shop", httpsOnly: true, siteConfig: { remoteDebuggingEnabled: false } },
    },
  ],
  check(app) {
    const enabled = get(app.props, ENABLED);
    return forbid(isTrue(enabled), enabled, "opens the app to remote debuggers");
  },
};
