import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { entries, type Field, field, isObject, type Props, within } from "../../core/value.js";
import { every, forbid, type Verdict } from "../../core/verdict.js";
import { contextsOf, mends, podMetadataOf, podOf, podReads, put } from "../../facts/pods.js";

const CONTEXT = "securityContext";
const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
const TYPES: ReadonlySet<unknown> = new Set([
  "",
  "container_t",
  "container_init_t",
  "container_kvm_t",
  "container_engine_t",
]);

const isConfined = (type: unknown): boolean => type === "RuntimeDefault" || type === "Localhost";
const isConfinedBy = (annotation: unknown): boolean => /^(|runtime\/default|localhost\/.*)$/.test(String(annotation));

/** What a security context may not say: each property, the values that it may have, and what any other does. */
const LIMITS: readonly (readonly [path: string, allowed: (value: unknown) => boolean, wrong: string])[] = [
  ["appArmorProfile.type", isConfined, "switches AppArmor off"],
  ["seLinuxOptions.type", (type) => TYPES.has(type), "takes an SELinux type that is not for containers"],
  ["seLinuxOptions.user", (user) => user === "", "takes an SELinux user of its own"],
  ["seLinuxOptions.role", (role) => role === "", "takes an SELinux role of its own"],
  ["procMount", (mount) => mount === "Default", "shows what the runtime hides in /proc"],
];

const READS = LIMITS.map(([path]) => `${CONTEXT}.${path}`);

function judge(context: Field): readonly Verdict[] {
  return LIMITS.map(([path, allowed, wrong]) => {
    const value = within(context, path);
    return forbid(
      holds(value, (v) => !allowed(v)),
      value,
      wrong,
    );
  });
}

const DEFAULTS: Readonly<Record<string, string>> = { "appArmorProfile.type": "RuntimeDefault", procMount: "Default" };

/** A pod or a container with the defaults in place of what is wrong. */
function mend(owner: Props): Props {
  return LIMITS.reduce((now, [path, allowed]) => {
    const value = within(field("", now), `${CONTEXT}.${path}`);
    if (value.state !== "known" || allowed(value.value)) return now;
    return put(now, value.path, DEFAULTS[path] ?? "");
  }, owner);
}

/** The annotations that stood for AppArmor before the property, and that clusters still read. */
function annotationsOf(metadata: Field): readonly (readonly [string, Field])[] {
  return entries(within(metadata, "annotations")).filter(([name]) => name === "" || name.startsWith(ANNOTATION));
}

export const k8sApparmorSelinux: ResourceRule = {
  id: "k8s-apparmor-selinux",
  title: "AppArmor, SELinux or proc mask loosened",
  severity: Severity.Medium,
  graph: false,
  judges: podReads(
    READS.filter((path) => !path.endsWith("procMount")),
    READS,
    { metadata: ["annotations"] },
  ),
  controls: {},
  groups: ["pss-baseline", "pss-restricted"],
  remedy: {
    replaces: false,
    edits(resource, settings) {
      const annotations = within(podMetadataOf(resource), "annotations");
      const wrong = annotationsOf(podMetadataOf(resource)).filter(([, v]) => holds(v, isConfinedBy, true) === false);
      const fixed = Object.fromEntries(wrong.map(([name]) => [name, "runtime/default"]));
      const all = annotations.state === "known" && isObject(annotations.value) ? annotations.value : {};
      const edits = mends(mend, mend).edits(resource, settings);
      return wrong.length === 0 ? edits : [...edits, { path: annotations.path, value: { ...all, ...fixed } }];
    },
  },
  why: "AppArmor, SELinux and the masks over /proc hold a process back that has broken out of the rest; without them one flaw reaches the node.",
  fix: "Remove `appArmorProfile` Unconfined, the user, role and foreign type of `seLinuxOptions`, and `procMount` Unmasked from every security context.",
  bad: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: {
              containers: [
                {
                  name: "web",
                  image: "registry.example/web:1.4",
                  securityContext: { appArmorProfile: { type: "Unconfined" }, seLinuxOptions: { type: "spc_t" } },
                },
              ],
            },
          },
        },
      },
    },
  ],
  good: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: {
              containers: [
                {
                  name: "web",
                  image: "registry.example/web:1.4",
                  securityContext: {
                    appArmorProfile: { type: "RuntimeDefault" },
                    seLinuxOptions: { level: "s0:c123,c456" },
                  },
                },
              ],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const annotations = annotationsOf(podMetadataOf(resource));
    return every([
      ...contextsOf(podOf(resource)).flatMap(judge),
      ...annotations.map(([, value]) =>
        forbid(
          holds(value, (v) => !isConfinedBy(v)),
          value,
          "switches AppArmor off",
        ),
      ),
    ]);
  },
};
