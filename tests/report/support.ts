import { Evaluator } from "../../policies/core/evaluate.js";
import { type Exception, Exceptions } from "../../policies/core/exceptions.js";
import { identitiesOf, type Resource } from "../../policies/core/resource.js";
import { type ResourceRule, type Rule, Severity } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { Judge } from "../../policies/pack/judge.js";
import { rules } from "../../policies/rules/index.js";
import { policyReport } from "../../report/policies/build.js";
import type { PolicyReport } from "../../report/policies/model.js";

/** A rule that throws on buckets, with what it stumbled over. */
export const throwing: ResourceRule = {
  id: "aws-s3-broken",
  title: "Rule with a fault",
  severity: Severity.Medium,
  graph: false,
  judges: { "aws:s3/bucket:Bucket": ["bucket"] },
  controls: {},
  why: "It is broken.",
  fix: "Set `bucket`.",
  bad: [],
  good: [],
  check: ({ props }) => {
    throw new Error(`cannot read ${String(props.bucket)}`);
  },
};

/** The pack grows; what these resources break of it today is enough. */
const SOME: ReadonlySet<string> = new Set([
  "aws-net-ssh-open",
  "aws-net-sg-unused",
  "aws-ec2-ebs-encrypted",
  "aws-s3-policy-public",
  "aws-s3-public-access-block",
  "aws-s3-public-acl",
  "aws-s3-tls-only",
  "aws-s3-versioning",
  "az-storage-blob-public",
  "az-storage-https",
  "az-storage-tls",
]);

export function resource(type: string, name: string, props: Props, more: Partial<Resource> = {}): Resource {
  const urn = `urn:pulumi:prod::shop::${type}::${name}`;
  return { urn, type, name, props, secrets: [], dependencies: {}, identities: identitiesOf(props), ...more };
}

const HOSTILE = "web<img src=x onerror=alert(1)>|`@everyone`\u0007\u001b[31m\u202e]]>&\"'";

/** Of every kind something: stopping, advising, undecided, excepted, a fault, a secret, and names that attack renderers. */
export const resources: readonly Resource[] = [
  resource("aws:ec2/securityGroup:SecurityGroup", HOSTILE, {
    ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0", UNKNOWN.string] }],
  }),
  resource("azure-native:storage:StorageAccount", "plain", {
    resourceGroupName: "rg",
    enableHttpsTrafficOnly: false,
    minimumTlsVersion: "TLS1_0",
    allowBlobPublicAccess: true,
  }),
  resource("aws:ebs/volume:Volume", "data", { encrypted: UNKNOWN.boolean, availabilityZone: "eu-west-1a" }),
  resource("aws:s3/bucket:Bucket", "assets", { bucket: "hunter2" }, { secrets: ["bucket"] }),
  resource(
    "aws:s3/bucketAcl:BucketAcl",
    "assets",
    { bucket: "hunter2", acl: "public-read" },
    { secrets: ["bucket", "acl"] },
  ),
  resource("aws:quux/unheardOf:UnheardOf", "odd", {}),
];

const accepted: Exception = {
  rule: "az-storage-blob-public",
  resource: "*::plain",
  category: "waiver",
  reason: "The site is public | by <intent>.",
  owner: "@web-team",
  until: "2026-12-31",
  place: "policy-exceptions.yaml: exceptions[0]",
};

const old: Exception = {
  ...accepted,
  rule: "aws-s3-versioning",
  until: "2026-01-01",
  place: "policy-exceptions.yaml: exceptions[1]",
};

/** What a run over these resources reports on 22 November 2026. */
export function reportOf(
  given: readonly Resource[] = resources,
  kind: PolicyReport["subject"]["kind"] = "preview",
  all: readonly Rule[] = [...rules.filter(({ id }) => SOME.has(id)), throwing],
): PolicyReport {
  const evaluator = new Evaluator(all);
  const judge = new Judge(all, { exceptions: new Exceptions([accepted, old], all, "2026-11-22") });
  const findings = [
    ...given.flatMap((one) => evaluator.checkResource(one, judge.conduct)),
    ...evaluator.checkStack(given, judge.conduct),
  ];
  const types = new Set(all.flatMap(({ judges }) => Object.keys(judges)));
  return policyReport({
    tool: "1.2.3",
    subject: { kind, name: "stack prod of shop" },
    profiles: ["strict"],
    resources: given,
    leaving: 1,
    inCloud: () => true,
    knows: (type) => types.has(type),
    settings: judge.conduct.settings,
    judged: findings.map((finding) => judge.judged(finding)),
    exceptions: judge.exceptions(given.map(({ urn }) => urn)),
    positions: new Map(
      resources.slice(0, 2).map(({ urn }, index) => [urn, { file: "src/my index.ts", line: 10 + index, column: 3 }]),
    ),
  });
}
