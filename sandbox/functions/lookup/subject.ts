import type { FunctionSchema } from "../../schema/functions.js";
import type { SdkSchema } from "../../schema/index.js";

/** What a function looks up: the resource types whose objects may be meant, and whether it lists all that fit. */
export interface Subject {
  readonly types: readonly string[];
  readonly plural: boolean;
}

/** Functions that are not named after the resource type that they look up. */
const named: Readonly<Record<string, string>> = {
  "aws:ec2/getElasticIp:getElasticIp": "aws:ec2/eip:Eip",
  "aws:s3/getObject:getObject": "aws:s3/bucketObject:BucketObject",
  "aws:vpc/getSecurityGroupRule:getSecurityGroupRule": "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:servicediscovery/getDnsNamespace:getDnsNamespace":
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  "aws:iam/getUserSshKey:getUserSshKey": "aws:iam/sshKey:SshKey",
  "aws:waf/getIpset:getIpset": "aws:waf/ipSet:IpSet",
  "aws:cloudwatch/getLogGroups:getLogGroups": "aws:cloudwatch/logGroup:LogGroup",
  "gcp:kms/getKMSCryptoKey:getKMSCryptoKey": "gcp:kms/cryptoKey:CryptoKey",
  "gcp:kms/getKMSKeyRing:getKMSKeyRing": "gcp:kms/keyRing:KeyRing",
  "gcp:compute/getCertificate:getCertificate": "gcp:compute/sSLCertificate:SSLCertificate",
  "gcp:logging/getSink:getSink": "gcp:logging/projectSink:ProjectSink",
  "gcp:projects/getIamCustomRole:getIamCustomRole": "gcp:projects/iAMCustomRole:IAMCustomRole",
  "gcp:projects/getProjectService:getProjectService": "gcp:projects/service:Service",
};

/** Types that stand for the same kind of object. */
const equals: readonly (readonly string[])[] = [
  ["lb", "alb", "applicationloadbalancing", "elasticloadbalancingv2"].map((module) => `aws:${module}/`),
  ["elb", "elasticloadbalancing"].map((module) => `aws:${module}/`),
  ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  ["aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"],
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  ],
  [
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
  ],
  ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
];

/** What the function looks up according to its name, or undefined where its name is of no resource type of the SDK. */
export function subjectOf(sdk: SdkSchema, fn: FunctionSchema): Subject | undefined {
  const own = named[fn.token];
  if (own !== undefined) return { types: alike(own), plural: /^get\w+s$/.test(fn.name) && fn.result.has("arns") };
  const noun = fn.name.replace(/^get/, "");
  const direct = typeOf(sdk, fn.token, noun);
  if (direct !== undefined) return { types: alike(direct), plural: false };
  for (const singular of singulars(noun)) {
    const type = typeOf(sdk, fn.token, singular);
    if (type !== undefined) return { types: alike(type), plural: true };
  }
  return undefined;
}

function typeOf(sdk: SdkSchema, token: string, noun: string): string | undefined {
  const [pkg, module = ""] = token.split(":");
  const file = `${noun.charAt(0).toLowerCase()}${noun.slice(1)}`;
  const type = pkg === "azure-native" ? `${pkg}:${module}:${noun}` : `${pkg}:${module.split("/")[0]}/${file}:${noun}`;
  return noun === "" || sdk.resource(type) === undefined ? undefined : type;
}

/** The nouns of which a plural may be: `Policies` of `Policy`, `AmiIds` of `Ami`. */
export function singulars(plural: string): string[] {
  const word = plural.replace(/Ids$/, "s");
  return [
    ...(/ies$/.test(word) ? [word.replace(/ies$/, "y")] : []),
    ...(/(s|x|ch|sh)es$/.test(word) ? [word.replace(/es$/, "")] : []),
    ...(/s$/.test(word) ? [word.slice(0, -1)] : []),
  ];
}

function alike(type: string): string[] {
  for (const group of equals) {
    const own = group.find((start) => type.startsWith(start));
    if (own !== undefined) return [...new Set([type, ...group.map((start) => start + type.slice(own.length))])];
  }
  return [type];
}
