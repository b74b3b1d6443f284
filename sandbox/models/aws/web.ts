import type { Props, WorldObject } from "../../types.js";
import { known, type Model, type Models, need, type ObjectContext } from "../model.js";
import { text, texts } from "../values.js";

const lower = "abcdefghijklmnopqrstuvwxyz0123456789";
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** One record proves a name and its wildcard: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
function validationOptions(c: ObjectContext): Props[] {
  if (c.inputs.validationMethod !== "DNS") return [];
  const domains = [...new Set([need(c, "domainName"), ...texts(c.inputs.subjectAlternativeNames)])];
  return domains.map((domainName) => {
    const bare = domainName.replace(/^\*\./, "");
    return {
      domainName,
      resourceRecordName: `_${c.derive.hex(`name ${bare}`, 32)}.${bare}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${c.derive.hex(`value ${bare}`, 32)}.${c.derive.draw(`zone ${bare}`, 10, lower)}.acm-validations.aws.`,
    };
  });
}

const certificate: Model = {
  outputs: {
    domainName: () => "",
    domainValidationOptions: validationOptions,
    earlyRenewalDuration: () => "",
    keyAlgorithm: () => "RSA_2048",
    notAfter: (c) => (imported(c) ? c.derive.time("after").replace(/^\d{4}/, "2027") : ""),
    notBefore: (c) => (imported(c) ? c.derive.time("before") : ""),
    options: () => ({ certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" }),
    pendingRenewal: () => false,
    renewalEligibility: () => "INELIGIBLE",
    renewalSummaries: () => [],
    status: (c) => (imported(c) ? "ISSUED" : "PENDING_VALIDATION"),
    subjectAlternativeNames: (c) => [need(c, "domainName")],
    type: (c) => (imported(c) ? "IMPORTED" : "AMAZON_ISSUED"),
    validationEmails: () => [],
    validationMethod: () => "NONE",
  },
};

function imported(c: ObjectContext): boolean {
  return c.inputs.privateKey !== undefined;
}

/** Hosted zone of all distributions: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html */
const distributionZone = "Z2FDTNDATAQYW2";

const distribution: Model = {
  id: (c) => `E${c.derive.draw("id", 13, upper)}`,
  outputs: {
    domainName: (c) => `d${c.derive.draw("domain", 13, lower)}.cloudfront.net`,
    hostedZoneId: () => distributionZone,
    callerReference: (c) => `terraform-${c.derive.digits("reference", 20)}`,
    etag: (c) => `E${c.derive.draw("etag", 13, upper)}`,
    inProgressValidationBatches: () => 0,
    status: () => "Deployed",
    trustedKeyGroups: () => [{ enabled: false, items: [] }],
    trustedSigners: () => [{ enabled: false, items: [] }],
    loggingV1Enabled: (c) => c.inputs.loggingConfig !== undefined,
  },
};

const originIdentity: Model = {
  id: (c) => `E${c.derive.draw("id", 13, upper)}`,
  outputs: {
    iamArn: (_, id) => `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${known(id)}`,
    cloudfrontAccessIdentityPath: (_, id) => `origin-access-identity/cloudfront/${known(id)}`,
    s3CanonicalUserId: (c) => c.derive.hex("canonical", 96),
    callerReference: (c) => `terraform-${c.derive.digits("reference", 20)}`,
    etag: (c) => `E${c.derive.draw("etag", 13, upper)}`,
  },
};

const topLevel = ["com", "net", "org", "co.uk"];

/** Four name servers, one a top-level domain, as Route 53 delegates every zone. */
function nameServers(c: ObjectContext): string[] {
  if (Array.isArray(c.inputs.vpcs) && c.inputs.vpcs.length > 0)
    return topLevel.map((tld, i) => `ns-${i * 512}.awsdns-0${i}.${tld}`);
  return topLevel.map((tld, i) => {
    const n = i * 512 + c.derive.below(`ns ${tld}`, 512);
    return `ns-${n}.awsdns-${String(n % 64).padStart(2, "0")}.${tld}`;
  });
}

function zoneOf(c: ObjectContext): WorldObject | undefined {
  const zone = text(c.inputs.zoneId);
  return zone === undefined ? undefined : c.world.byIdentity(zone).find((o) => o.type === "aws:route53/zone:Zone");
}

/** The record's whole name: what is given, below the zone where it does not say so itself. */
function fqdn(c: ObjectContext): string {
  const name = need(c, "name").replace(/\.$/, "").toLowerCase();
  const zone = (text(zoneOf(c)?.inputs.name) ?? "").replace(/\.$/, "").toLowerCase();
  if (zone === "" || name === zone || name.endsWith(`.${zone}`)) return name;
  return name === "" ? zone : `${name}.${zone}`;
}

/** Certificates, names and what stands before a site. */
export const webModels: Models = {
  "aws:acm/certificate:Certificate": certificate,
  "aws:acm/certificateValidation:CertificateValidation": {
    id: (c) => `${c.derive.time("issued").replace("T", " ").replace("Z", " +0000 UTC")}`,
  },
  "aws:cloudfront/distribution:Distribution": distribution,
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": originIdentity,
  "aws:route53/zone:Zone": {
    id: (c) => `Z${c.derive.draw("id", 20, upper)}`,
    outputs: {
      zoneId: (_, id) => known(id),
      arn: (_, id) => `arn:aws:route53:::hostedzone/${known(id)}`,
      nameServers,
      primaryNameServer: (c) => nameServers(c)[0],
      acceleratedRecovery: () => undefined,
    },
    unique: false,
  },
  "aws:route53/record:Record": {
    name: false,
    id: (c) =>
      [need(c, "zoneId"), need(c, "name").toLowerCase(), need(c, "type"), ...texts(c.inputs.setIdentifier)].join("_"),
    outputs: { fqdn },
    unique: false,
  },
};
