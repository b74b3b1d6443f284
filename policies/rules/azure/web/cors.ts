import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { get, items } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { appReads } from "../../../facts/azure-web.js";

export const azWebCors: ResourceRule = {
  id: "az-web-cors",
  title: "CORS for every origin",
  severity: Severity.Medium,
  graph: false,
  judges: appReads("siteConfig.cors.allowedOrigins"),
  controls: {},
  checkov: ["CKV_AZURE_57"],
  why: "With `*` the script of any web page may call the app and read its answers in a visitor's browser.",
  fix: "List the origins that call the app in `siteConfig.cors.allowedOrigins`.",
  bad: [
    {
      type: "azure-native:web:WebApp",
      name: "api",
      props: { resourceGroupName: "shop", httpsOnly: true, siteConfig: { cors: { allowedOrigins: ["*"] } } },
    },
  ],
  good: [
    {
      type: "azure-native:web:WebApp",
      name: "api",
      props: {
        resourceGroupName: "shop",
        httpsOnly: true,
        siteConfig: { cors: { allowedOrigins: ["https://shop.example"] } },
      },
    },
  ],
  check(app) {
    const origins = items(get(app.props, "siteConfig.cors.allowedOrigins"));
    const everybody = (origin: unknown): boolean => String(origin).trim() === "*";
    return every(origins.map((o) => forbid(holds(o, everybody), o, "lets the scripts of every web page call the app")));
  },
};
