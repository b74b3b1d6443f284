import { type ResourceRule, Severity } from "../../core/rule.js";
import { isSet } from "../../core/tri.js";
import { entries, get, isObject } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";

const INGRESS = "kubernetes:networking.k8s.io/v1:Ingress";
const SNIPPET = /^nginx\.ingress\.kubernetes\.io\/([a-z-]+-)?snippet$/;

export const k8sIngressSnippets: ResourceRule = {
  id: "k8s-ingress-snippets",
  title: "Ingress with controller snippets",
  severity: Severity.High,
  graph: false,
  judges: { [INGRESS]: ["metadata.annotations"] },
  controls: {},
  checkov: ["CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154"],
  remedy: {
    replaces: false,
    edits(ingress) {
      const annotations = get(ingress.props, "metadata.annotations");
      if (annotations.state !== "known" || !isObject(annotations.value)) return [];
      const all = Object.entries(annotations.value);
      const kept = all.filter(([name]) => !SNIPPET.test(name));
      return kept.length === all.length ? [] : [{ path: annotations.path, value: Object.fromEntries(kept) }];
    },
  },
  why: "ingress-nginx puts a snippet into its own configuration as it stands: whoever may write an Ingress runs code in the controller and reads every secret that it has.",
  fix: "Remove the snippets from `metadata.annotations`, and switch them off in the controller with allow-snippet-annotations.",
  bad: [
    {
      type: INGRESS,
      name: "shop",
      props: {
        metadata: { annotations: { "nginx.ingress.kubernetes.io/server-snippet": "location /status { return 200; }" } },
        spec: { ingressClassName: "nginx" },
      },
    },
  ],
  good: [
    {
      type: INGRESS,
      name: "shop",
      props: {
        metadata: { annotations: { "nginx.ingress.kubernetes.io/proxy-body-size": "8m" } },
        spec: { ingressClassName: "nginx" },
      },
    },
  ],
  check(ingress) {
    const annotations = entries(get(ingress.props, "metadata.annotations"));
    return every(
      annotations
        .filter(([name]) => name === "" || SNIPPET.test(name))
        .map(([, value]) => forbid(isSet(value), value, "puts text of its author into the controller's configuration")),
    );
  },
};
