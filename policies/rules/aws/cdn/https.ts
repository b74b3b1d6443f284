import type { Edit, Remedy } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isText, not, type Tri } from "../../../core/tri.js";
import { type Field, get, isObject, items, within } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";
import { customOf, DISTRIBUTION, MULTITENANT, originsOf } from "../../../facts/cloudfront.js";

const POLICY = "viewerProtocolPolicy";
const LISTS = ["orderedCacheBehaviors", "cacheBehaviors"] as const;

const isSecure = (policy: unknown): boolean =>
  ["redirect-to-https", "https-only"].includes(String(policy).toLowerCase());

function behavioursOf(distribution: Resource): readonly Field[] {
  const read = (path: string): Field => get(distribution.props, path);
  return [read("defaultCacheBehavior"), ...LISTS.flatMap((list) => items(read(list)))];
}

/** How the distribution talks to an origin that is no bucket. */
const toOrigin = (origin: Field): Field => customOf(origin, "originProtocolPolicy");

/** Whether it may do so in clear: always, or whenever a viewer does. */
function isPlain(policy: Field, viewers: readonly Tri[]): Tri {
  return any(isText(policy, "http-only"), all(isText(policy, "match-viewer"), not(all(...viewers))));
}

const redirected = (behaviour: unknown): unknown =>
  isObject(behaviour) && behaviour[POLICY] === "allow-all"
    ? { ...behaviour, [POLICY]: "redirect-to-https" }
    : behaviour;

/** None where an origin is spoken to in clear: whether it has a certificate, only its owner knows. */
const remedy: Remedy = {
  replaces: false,
  edits(distribution) {
    if (originsOf(distribution).some((origin) => isText(toOrigin(origin), "http-only") === true)) return [];
    return ["defaultCacheBehavior", ...LISTS].flatMap((path): Edit[] => {
      const before = distribution.props[path];
      const after = Array.isArray(before) ? before.map(redirected) : redirected(before);
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, value: after }];
    });
  },
};

export const awsCdnHttps: ResourceRule = {
  id: "aws-cdn-https",
  title: "Distribution that serves plain HTTP",
  severity: Severity.High,
  graph: false,
  judges: {
    [DISTRIBUTION]: [
      `defaultCacheBehavior.${POLICY}`,
      `orderedCacheBehaviors[].${POLICY}`,
      "origins[].customOriginConfig.originProtocolPolicy",
    ],
    [MULTITENANT]: [
      `defaultCacheBehavior.${POLICY}`,
      `cacheBehaviors[].${POLICY}`,
      "origins[].customOriginConfigs[].originProtocolPolicy",
    ],
  },
  controls: { FSBP: ["CloudFront.3", "CloudFront.9"], PCI4: ["1.2.5", "2.2.5", "2.2.7", "4.2.1", "8.3.2"] },
  checkov: ["CKV_AWS_34", "CKV2_AWS_72"],
  trivy: ["AWS-0012"],
  aspects: {
    CKV_AWS_34: ["defaultCacheBehavior", "orderedCacheBehaviors", "cacheBehaviors"],
    CKV2_AWS_72: ["origins"],
    "AWS-0012": ["defaultCacheBehavior", "orderedCacheBehaviors", "cacheBehaviors"],
  },
  remedy,
  why: "Whatever is served over plain HTTP, sessions and pages alike, can be read and changed by everybody on the way.",
  fix: 'Set `viewerProtocolPolicy` to "redirect-to-https" in every behaviour, and `originProtocolPolicy` to "https-only" in every custom origin.',
  bad: [
    {
      type: DISTRIBUTION,
      name: "site",
      props: {
        enabled: true,
        origins: [
          {
            originId: "app",
            domainName: "app.example.com",
            customOriginConfig: {
              httpPort: 80,
              httpsPort: 443,
              originProtocolPolicy: "https-only",
              originSslProtocols: ["TLSv1.2"],
            },
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "app",
          viewerProtocolPolicy: "allow-all",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
    },
  ],
  good: [
    {
      type: DISTRIBUTION,
      name: "site",
      props: {
        enabled: true,
        origins: [
          {
            originId: "app",
            domainName: "app.example.com",
            customOriginConfig: {
              httpPort: 80,
              httpsPort: 443,
              originProtocolPolicy: "https-only",
              originSslProtocols: ["TLSv1.2"],
            },
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "app",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
    },
  ],
  check(distribution) {
    const policies = behavioursOf(distribution).map((behaviour) => within(behaviour, POLICY));
    const secure = policies.map((policy) => holds(policy, isSecure));
    const viewers = policies.map((policy, i) => demand(secure[i] ?? false, policy, "serves viewers over plain HTTP"));
    const origins = originsOf(distribution).map((origin) => {
      const policy = toOrigin(origin);
      return forbid(isPlain(policy, secure), policy, "talks to the origin in clear");
    });
    return every([...viewers, ...origins]);
  },
};
