import type { Remedy } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isSet, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, items } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { customOf, DISTRIBUTION, MULTITENANT, originsOf } from "../../../facts/cloudfront.js";

const VERSION = "viewerCertificate.minimumProtocolVersion";
const CERTIFICATES = ["viewerCertificate.acmCertificateArn", "viewerCertificate.iamCertificateId"];

/**
 * With CloudFront's own certificate the version cannot be chosen; one that is not known yet is another one, and who writes
 * down a version has another one, too.
 */
function viewersMayUseOldTls({ props }: Resource): Tri {
  const custom = [...CERTIFICATES, VERSION].some((path) => isSet(get(props, path)) !== false);
  const modern = holds(get(props, VERSION), (version) => /^TLSv1\.[23]_/.test(String(version)));
  return all(custom, not(isTrue(get(props, "viewerCertificate.cloudfrontDefaultCertificate"))), not(modern));
}

/** None for a certificate with an address of its own, where AWS allows no newer version. */
const remedy: Remedy = {
  replaces: false,
  edits(distribution) {
    const own = isText(get(distribution.props, "viewerCertificate.sslSupportMethod"), "vip");
    const wrong = all(viewersMayUseOldTls(distribution), not(own)) === true;
    return wrong ? [{ path: VERSION, value: "TLSv1.2_2021" }] : [];
  },
};

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const VIEWER = [VERSION, "viewerCertificate.acmCertificateArn", "viewerCertificate.cloudfrontDefaultCertificate"];

export const awsCdnTls: ResourceRule = {
  id: "aws-cdn-tls",
  title: "Old TLS on the edge",
  severity: Severity.High,
  graph: false,
  judges: {
    [DISTRIBUTION]: [
      ...VIEWER,
      "viewerCertificate.iamCertificateId",
      "viewerCertificate.sslSupportMethod",
      "origins[].customOriginConfig.originSslProtocols",
    ],
    [MULTITENANT]: [
      ...VIEWER,
      "viewerCertificate.sslSupportMethod",
      "origins[].customOriginConfigs[].originSslProtocols",
    ],
  },
  controls: { FSBP: ["CloudFront.10"], PCI4: ["1.2.5", "2.2.5", "2.2.7", "4.2.1", "8.3.2"] },
  checkov: ["CKV_AWS_174", "CKV2_AWS_54"],
  trivy: ["AWS-0013"],
  aspects: { CKV_AWS_174: ["viewerCertificate"], CKV2_AWS_54: ["origins"], "AWS-0013": ["viewerCertificate"] },
  remedy,
  why: "TLS 1.0 and 1.1 and SSL 3 are broken and retired; an edge that still takes them lets an attacker talk viewers down to them.",
  fix: 'Set `viewerCertificate.minimumProtocolVersion` to "TLSv1.2_2021", and leave "SSLv3" out of `originSslProtocols`.',
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
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { acmCertificateArn: CERTIFICATE, sslSupportMethod: "sni-only" },
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
        viewerCertificate: {
          acmCertificateArn: CERTIFICATE,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
      },
    },
  ],
  check(distribution) {
    const old = forbid(
      viewersMayUseOldTls(distribution),
      get(distribution.props, VERSION),
      "accepts TLS older than 1.2",
    );
    const origins = originsOf(distribution).map((origin) => {
      const protocols = customOf(origin, "originSslProtocols");
      const ssl = any(...items(protocols).map((protocol) => isText(protocol, "SSLv3")));
      return forbid(ssl, protocols, "talks SSL 3 to the origin");
    });
    return every([old, ...origins]);
  },
};
