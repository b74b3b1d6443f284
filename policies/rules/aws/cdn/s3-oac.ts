import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isSet, not, type Tri } from "../../../core/tri.js";
import { type Field, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { customs, DISTRIBUTION, MULTITENANT, originsOf } from "../../../facts/cloudfront.js";
import { BUCKETS } from "../../../facts/s3.js";

/** The address of a bucket's interface; that of its website is another one, which knows no access control. */
const BUCKET_ADDRESS = /(^|\.)s3([.-][a-z0-9.-]*)?\.amazonaws\.com(\.cn)?$/i;
const WEBSITE_ADDRESS = /(^|\.)s3-website[.-]/i;

const isBucketAddress = (name: unknown): boolean =>
  BUCKET_ADDRESS.test(String(name)) && !WEBSITE_ADDRESS.test(String(name));

/** What an address that is not known yet may be a bucket's by: a bucket, or another stack. */
const SOURCES: ReadonlySet<string | undefined> = new Set([...BUCKETS, "pulumi:pulumi:StackReference"]);

/** Whether an origin's address may be made from a bucket, as far as the resources tell that the origins are made from. */
function mayNameBucket(distribution: Resource): boolean {
  const madeFrom = distribution.dependencies.origins ?? [];
  return madeFrom.length === 0 || madeFrom.some((urn) => SOURCES.has(urn.split("::")[2]?.split("$").at(-1)));
}

/** An origin without a configuration of its own kind is a bucket; one with it may be the address of a bucket. */
function isBucketOrigin(origin: Field, distribution: Resource): Tri {
  const address = within(origin, "domainName");
  const byAddress =
    address.state === "unknown"
      ? mayNameBucket(distribution) && holds(address, isBucketAddress)
      : holds(address, isBucketAddress);
  return any(byAddress, not(any(...customs(origin).map(isSet))));
}

export const awsCdnS3Oac: ResourceRule = {
  id: "aws-cdn-s3-oac",
  title: "S3 origin without origin access control",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [DISTRIBUTION]: [
      "origins[].domainName",
      "origins[].originAccessControlId",
      "origins[].s3OriginConfig.originAccessIdentity",
      "origins[].customOriginConfig",
      "origins[].vpcOriginConfig",
    ],
    [MULTITENANT]: [
      "origins[].domainName",
      "origins[].originAccessControlId",
      "origins[].customOriginConfigs",
      "origins[].vpcOriginConfigs",
    ],
  },
  controls: { FSBP: ["CloudFront.13"], PCI4: ["10.3.4"] },
  checkov: ["CKV2_AWS_46"],
  why: "Without it the bucket must be open to everybody, who then read it past the distribution, its rules and its logs.",
  fix: "Set `originAccessControlId` of the origin to an aws.cloudfront.OriginAccessControl, and let only the distribution read the bucket.",
  bad: [
    {
      type: DISTRIBUTION,
      name: "site",
      props: {
        enabled: true,
        origins: [{ originId: "assets", domainName: "assets-1.s3.eu-west-1.amazonaws.com" }],
        defaultCacheBehavior: {
          targetOriginId: "assets",
          viewerProtocolPolicy: "redirect-to-https",
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
            originId: "assets",
            domainName: "assets-1.s3.eu-west-1.amazonaws.com",
            originAccessControlId: "E2QWRUHEXAMPLE",
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "assets",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
    },
  ],
  check: (distribution) =>
    every(
      originsOf(distribution).map((origin) => {
        const control = within(origin, "originAccessControlId");
        const controlled = any(isSet(control), isSet(within(origin, "s3OriginConfig.originAccessIdentity")));
        const open = all(isBucketOrigin(origin, distribution), not(controlled));
        return forbid(open, control, "reads the bucket as everybody, without access control");
      }),
    ),
};
