/** The same settings inside a resource, in resources of their own, and in the other types that take them. */

import type { ExampleResource } from "../../../policies/core/rule.js";
import { isObject, type Props, UNKNOWN } from "../../../policies/core/value.js";
import type { Program, Transformation } from "./harness.js";

/** What stands in place of a resource; undefined where it stays. */
type Form = (resource: ExampleResource) => readonly ExampleResource[] | undefined;

/** The program with every resource in its other form. Nothing where there is none. */
const as =
  (form: Form) =>
  (program: Program): readonly Program[] => {
    const made = program.map((resource) => form(resource));
    return made.some((one) => one !== undefined) ? [made.flatMap((one, i) => one ?? program.slice(i, i + 1))] : [];
  };

const objects = (value: unknown): readonly Props[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];

function without(props: Props, ...names: readonly string[]): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
}

/** A resource that names another one, which is yet to be made. */
function part(of: ExampleResource, type: string, suffix: string, property: string, props: Props): ExampleResource {
  return {
    type,
    name: `${of.name}-${suffix}`,
    props: { [property]: UNKNOWN.string, ...props },
    refs: { [property]: [of.name] },
  };
}

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const DIRECTIONS = ["ingress", "egress"] as const;

function groupRules(group: ExampleResource): readonly ExampleResource[] | undefined {
  if (group.type !== GROUP || !DIRECTIONS.some((direction) => direction in group.props)) return undefined;
  const rules = DIRECTIONS.flatMap((direction) =>
    objects(group.props[direction]).map((rule, i) =>
      part(group, GROUP_RULE, `${direction}-${i}`, "securityGroupId", { type: direction, ...rule }),
    ),
  );
  return [{ ...group, props: without(group.props, ...DIRECTIONS) }, ...rules];
}

function rangeRules(group: ExampleResource): readonly ExampleResource[] | undefined {
  const split = groupRules(group);
  if (split === undefined) return undefined;
  return split.flatMap((one) => {
    if (one.type !== GROUP_RULE) return [one];
    const { type, protocol, cidrBlocks = [], ipv6CidrBlocks = [] } = one.props;
    const token =
      type === "ingress"
        ? "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
        : "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    const rest = without(one.props, "type", "protocol", "cidrBlocks", "ipv6CidrBlocks");
    const ranges = [
      ...texts(cidrBlocks).map((cidrIpv4) => ({ cidrIpv4 })),
      ...texts(ipv6CidrBlocks).map((cidrIpv6) => ({ cidrIpv6 })),
    ];
    return ranges.map((range, i) => ({
      ...one,
      type: token,
      name: `${one.name}-${i}`,
      props: { ...rest, ipProtocol: protocol, ...range },
    }));
  });
}

const texts = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const ACL = "aws:ec2/networkAcl:NetworkAcl";

function aclRules(acl: ExampleResource): readonly ExampleResource[] | undefined {
  if (acl.type !== ACL) return undefined;
  const lines = DIRECTIONS.flatMap((direction) =>
    objects(acl.props[direction]).map((line, i) => {
      const { ruleNo, action } = line;
      const own = {
        ruleNumber: ruleNo,
        ruleAction: action,
        egress: direction === "egress",
        ...without(line, "ruleNo", "action"),
      };
      return part(acl, "aws:ec2/networkAclRule:NetworkAclRule", `${direction}-${i}`, "networkAclId", own);
    }),
  );
  return [{ ...acl, props: without(acl.props, ...DIRECTIONS) }, ...lines];
}

/** A resource as the one element of a list in another one. */
const inside =
  (from: string, to: string, list: string, name = (props: Props): Props => props): Form =>
  (resource) =>
    resource.type === from
      ? [{ type: to, name: resource.name, props: { resourceGroupName: "shop", [list]: [name(resource.props)] } }]
      : undefined;

/** The elements of a list of a resource as resources of their own. */
const apart =
  (from: string, list: string, to: string, property: string): Form =>
  (resource) =>
    resource.type === from && list in resource.props
      ? [
          { ...resource, props: without(resource.props, list) },
          ...objects(resource.props[list]).map((one, i) => part(resource, to, String(i), property, one)),
        ]
      : undefined;

const azure = (token: string): string => `azure-native:${token}`;

/** Types that have the same property, and stand for the same thing. */
function family(
  name: string,
  members: Readonly<Record<string, string>>,
  except?: Transformation["except"],
): readonly Transformation[] {
  return Object.entries(members).map(([to, target]) => ({
    name: `${name} in ${to}`,
    of: as((resource) => {
      const source = members[resource.type];
      if (source === undefined || resource.type === to || !(source in resource.props)) return undefined;
      return [{ type: to, name: resource.name, props: { [target]: resource.props[source] } }];
    }),
    ...(except && { except }),
  }));
}

/** Where a document may stand that says what its holder may do. */
const RIGHTS = {
  "aws:iam/policy:Policy": "policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};

const ATTACHED = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

const roleWith =
  (property: string, from: Readonly<Record<string, string>>, write: (value: unknown) => unknown): Form =>
  ({ type, name, props }) => {
    const source = from[type];
    return source === undefined
      ? undefined
      : [{ type: "aws:iam/role:Role", name, props: { [property]: [write(props[source])] } }];
  };

/** A policy of a resource and the resource itself, which takes it, too. */
const POLICIES: Readonly<Record<string, string>> = {
  "aws:s3/bucketPolicy:BucketPolicy": "aws:s3/bucket:Bucket",
  "aws:sqs/queuePolicy:QueuePolicy": "aws:sqs/queue:Queue",
  "aws:sns/topicPolicy:TopicPolicy": "aws:sns/topic:Topic",
  "aws:kms/keyPolicy:KeyPolicy": "aws:kms/key:Key",
};

const ofResource: Form = ({ type, name, props, refs }) => {
  const holder = POLICIES[type];
  return holder === undefined || refs !== undefined
    ? undefined
    : [{ type: holder, name, props: { policy: props.policy } }];
};

const ofPolicy: Form = (resource) => {
  const [policy] = Object.entries(POLICIES).find(([, holder]) => holder === resource.type) ?? [];
  if (policy === undefined || !("policy" in resource.props)) return undefined;
  return [
    { ...resource, props: without(resource.props, "policy") },
    part(resource, policy, "policy", "bucket", { policy: resource.props.policy }),
  ];
};

/** `gcp:storage/bucketIAMMember:BucketIAMMember` -> `...IAMBinding`. */
function grant(to: "Binding" | "Policy"): Form {
  return (resource) => {
    const { type, name, props } = resource;
    if (!type.startsWith("gcp:") || !/Member$/.test(type) || !("member" in props)) return undefined;
    const { role, member } = props;
    const rest = without(props, "role", "member");
    const token = type.replaceAll("Member", to);
    const own =
      to === "Binding"
        ? { role, members: [member] }
        : { policyData: JSON.stringify({ bindings: [{ role, members: [member] }] }) };
    return [{ type: token, name, props: { ...rest, ...own } }];
  };
}

const FIREWALL = "gcp:compute/firewall:Firewall";

function policyRule({ props }: ExampleResource): Props {
  const { allows, sourceRanges } = props;
  const layer4Configs = objects(allows).map(({ protocol, ports }) => ({
    ipProtocol: protocol,
    ...(ports !== undefined && { ports }),
  }));
  return { action: "allow", direction: "INGRESS", priority: 1000, match: { layer4Configs, srcIpRanges: sourceRanges } };
}

const firewallRules = (type: string, write: (rule: Props) => Props): Transformation => ({
  name: `firewall rules in ${type}`,
  of: as((resource) =>
    resource.type === FIREWALL && Array.isArray(resource.props.sourceRanges)
      ? [{ type, name: resource.name, props: write(policyRule(resource)) }]
      : undefined,
  ),
});

const RULES = [
  "firewallPolicyRule:FirewallPolicyRule",
  "networkFirewallPolicyRule:NetworkFirewallPolicyRule",
  "regionNetworkFirewallPolicyRule:RegionNetworkFirewallPolicyRule",
];
const WITH_RULES = [
  "firewallPolicyWithRules:FirewallPolicyWithRules",
  "networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules",
  "regionNetworkFirewallPolicyWithRules:RegionNetworkFirewallPolicyWithRules",
];

const METADATA = "gcp:compute/projectMetadata:ProjectMetadata";

const metadataItems: Form = ({ type, name, props }) =>
  type === METADATA && isObject(props.metadata)
    ? Object.entries(props.metadata).map(([key, value]) => ({
        type: "gcp:compute/projectMetadataItem:ProjectMetadataItem",
        name: `${name}-${key}`,
        props: { key, value },
      }))
    : undefined;

const renamed =
  (from: string, to: string, change = (props: Props): Props => props): Form =>
  ({ type, name, props, refs }) =>
    type === from ? [{ type: to, name, props: change(props), ...(refs && { refs }) }] : undefined;

const one = (name: string, form: Form, except?: Transformation["except"]): Transformation => ({
  name,
  of: as(form),
  ...(except && { except }),
});

const BUCKET = "aws:s3/bucket:Bucket";

const versioning: Form = (bucket) => {
  const { versioning: inline } = bucket.props;
  if (bucket.type !== BUCKET || !isObject(inline)) return undefined;
  const status = inline.enabled === true ? "Enabled" : "Suspended";
  const split = part(bucket, "aws:s3/bucketVersioning:BucketVersioning", "versioning", "bucket", {
    versioningConfiguration: { status },
  });
  return [{ ...bucket, props: without(bucket.props, "versioning") }, split];
};

/** The settings that resources of S3 hold apart, in the bucket that they name. */
const BUCKET_PARTS: Readonly<Record<string, (props: Props) => Props>> = {
  "aws:s3/bucketVersioning:BucketVersioning": ({ versioningConfiguration: v }) => ({
    versioning: { enabled: isObject(v) && v.status === "Enabled" },
  }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ({ rules }) => ({
    serverSideEncryptionConfiguration: { rule: objects(rules)[0] },
  }),
  "aws:s3/bucketLogging:BucketLogging": ({ targetBucket, targetPrefix }) => ({
    logging: { targetBucket, targetPrefix },
  }),
  "aws:s3/bucketPolicy:BucketPolicy": ({ policy }) => ({ policy }),
  "aws:s3/bucketAcl:BucketAcl": ({ acl }) => ({ acl }),
};

/** The program with what stands apart of its buckets inside of them. */
function inBuckets(program: Program): readonly Program[] {
  const parts = program.filter(({ type, refs }) => type in BUCKET_PARTS && refs?.bucket !== undefined);
  if (parts.length === 0) return [];
  const rest = program.filter((resource) => !parts.includes(resource));
  return [
    rest.map((resource) => {
      const own = parts.filter(({ refs }) => refs?.bucket?.includes(resource.name));
      const inline = own.map(({ type, props }) => BUCKET_PARTS[type]?.(props) ?? {});
      const targets = own.flatMap(({ refs }) => (refs?.targetBucket ? [["logging", refs.targetBucket] as const] : []));
      return {
        ...resource,
        props: Object.assign({}, resource.props, ...inline),
        refs: { ...resource.refs, ...Object.fromEntries(targets) },
      };
    }),
  ];
}

/** A text where a type takes a list of them. */
const listed =
  (names: Readonly<Record<string, string>>): Form =>
  (resource) => {
    const props = Object.fromEntries(
      Object.entries(resource.props).map(([name, value]) =>
        name in names && typeof value === "string" ? [names[name] ?? name, [value]] : [name, value],
      ),
    );
    return [{ ...resource, props }];
  };

const USERS = { "aws-iam-user-direct-policy": "is about users alone" };
const KEYS = { "gcp-iam-sa-key": "is about keys, and a grant in place of one is right" };

export const FORMS: readonly Transformation[] = [
  one("rules of a security group apart", groupRules),
  one("rules of a security group apart, one range each", rangeRules),
  one("lines of a network ACL apart", aclRules),
  one(
    "rules of an Azure group inside of it",
    inside(azure("network:SecurityRule"), azure("network:NetworkSecurityGroup"), "securityRules"),
  ),
  one(
    "rules of an Azure group apart",
    apart(
      azure("network:NetworkSecurityGroup"),
      "securityRules",
      azure("network:SecurityRule"),
      "networkSecurityGroupName",
    ),
  ),
  one(
    "subnets inside of their network",
    inside(azure("network:Subnet"), azure("network:VirtualNetwork"), "subnets", (props) => ({
      name: props.subnetName,
      ...without(props, "resourceGroupName", "virtualNetworkName", "subnetName"),
    })),
  ),
  one(
    "subnets apart",
    apart(azure("network:VirtualNetwork"), "subnets", azure("network:Subnet"), "virtualNetworkName"),
  ),
  one(
    "pools inside of their cluster",
    inside(azure("containerservice:AgentPool"), azure("containerservice:ManagedCluster"), "agentPoolProfiles"),
  ),
  one(
    "pools apart",
    apart(
      azure("containerservice:ManagedCluster"),
      "agentPoolProfiles",
      azure("containerservice:AgentPool"),
      "resourceName",
    ),
  ),
  one(
    "one text as a list",
    listed({ sourceAddressPrefix: "sourceAddressPrefixes", destinationPortRange: "destinationPortRanges" }),
  ),
  ...family("rights", RIGHTS),
  one(
    "rights inside of a role",
    roleWith("inlinePolicies", RIGHTS, (policy) => ({ name: "own", policy })),
  ),
  ...family("attached policies", ATTACHED, USERS),
  one(
    "attached policies inside of a role",
    roleWith("managedPolicyArns", ATTACHED, (arn) => arn),
    USERS,
  ),
  one("a resource's policy inside of it", ofResource),
  one("a resource's policy apart", ofPolicy),
  one("all members of a role", grant("Binding"), KEYS),
  one("a whole policy of GCP", grant("Policy"), KEYS),
  ...RULES.map((type) => firewallRules(`gcp:compute/${type}`, (rule) => rule)),
  ...WITH_RULES.map((type) => firewallRules(`gcp:compute/${type}`, (rule) => ({ rules: [rule] }))),
  one("metadata of a project item by item", metadataItems, {
    "gcp-vm-os-login": "only the whole metadata shows that an entry is missing",
  }),
  one(
    "machines of a template",
    renamed("gcp:compute/instance:Instance", "gcp:compute/instanceTemplate:InstanceTemplate"),
  ),
  one(
    "machines of a scale set",
    renamed(azure("compute:VirtualMachine"), azure("compute:VirtualMachineScaleSet"), (props) => ({
      virtualMachineProfile: props,
    })),
  ),
  one("slots of apps", renamed(azure("web:WebApp"), azure("web:WebAppSlot"))),
  one("load balancers of the other module", ({ type, ...rest }) =>
    /^aws:lb\//.test(type) ? [{ ...rest, type: type.replace("aws:lb/", "aws:alb/") }] : undefined,
  ),
  one("versioning of a bucket apart", versioning),
  { name: "parts of a bucket inside of it", of: inBuckets },
];
