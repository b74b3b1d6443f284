import { awsRegions } from "../../../components/core/regions/aws.js";
import { dnsSuffixOf, partitionOf } from "../../models/arn.js";
import { prefixListId } from "../../models/aws/identifiers.js";
import { regionOf } from "../../models/aws/references.js";
import { zoneIdOf, zonesOf } from "../../models/aws/zones.js";
import { fixedUuid } from "../../models/derive.js";
import { at, isRecord, records, text, texts } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest, WorldObject } from "../../types.js";
import { type Answers, error, failure, result } from "../answer.js";
import { policyDocument } from "./policy-document.js";

function region(r: InvokeRequest): string {
  return text(r.args.region) ?? r.session.region ?? "";
}

/** Objects of a type in the account and region of the question. */
function here(r: InvokeRequest, type: string): WorldObject[] {
  return r.world.byType(type).filter((o) => o.account === r.session.account && regionOf(o) === region(r));
}

interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

function filtersOf(value: unknown): Filter[] {
  return records(value).map((f) => ({ name: String(f.name), values: texts(f.values) }));
}

/** EC2's filters that the sandbox knows; another one is an error, never ignored. */
const filterPaths: Readonly<Record<string, string>> = {
  "vpc-id": "vpcId",
  "subnet-id": "id",
  "availability-zone": "availabilityZone",
  availabilityZone: "availabilityZone",
  cidr: "cidrBlock",
  "cidr-block": "cidrBlock",
  "owner-id": "ownerId",
  state: "state",
};

function matching(r: InvokeRequest, type: string, keys: readonly string[]): WorldObject[] | InvokeOutcome {
  let found = here(r, type);
  for (const key of keys) {
    const wanted = r.args[key];
    if (wanted !== undefined) found = found.filter((o) => (key === "id" ? o.id : o.outputs[key]) === wanted);
  }
  for (const [key, value] of Object.entries(isRecord(r.args.tags) ? r.args.tags : {}))
    found = found.filter(
      (o) => at(o.outputs, "tagsAll") !== undefined && isRecord(o.outputs.tagsAll) && o.outputs.tagsAll[key] === value,
    );
  for (const { name, values } of filtersOf(r.args.filters)) {
    const tag = /^tag:(.+)$/.exec(name)?.[1];
    const path = filterPaths[name];
    if (tag === undefined && path === undefined)
      return error(
        "InvalidParameterValue",
        `The filter '${name}' is not one that the sandbox knows; it knows tag:<key>, ${Object.keys(filterPaths).join(", ")}`,
      );
    found = found.filter((o) => {
      const value =
        tag !== undefined
          ? isRecord(o.outputs.tagsAll)
            ? o.outputs.tagsAll[tag]
            : undefined
          : path === "id"
            ? o.id
            : path === "state"
              ? "available"
              : o.outputs[path as string];
      return typeof value === "string" && values.includes(value);
    });
  }
  return found;
}

function exactlyOne(found: WorldObject[], what: string): WorldObject | InvokeOutcome {
  const [first] = found;
  if (first === undefined)
    return error("NotFound", `no matching ${what} found in the sandbox; create one first, or correct the search`);
  if (found.length > 1)
    return error(
      "TooManyResults",
      `multiple ${what}s matched (${found.map((o) => o.id).join(", ")}); use additional constraints to reduce matches to a single one`,
    );
  return first;
}

function single(
  r: InvokeRequest,
  type: string,
  what: string,
  keys: readonly string[],
  more: (o: WorldObject) => Record<string, unknown>,
): InvokeOutcome {
  const found = matching(r, type, keys);
  if (!Array.isArray(found)) return found;
  const one = exactlyOne(found, what);
  return "outputs" in one ? result({ ...one.outputs, ...more(one), id: one.id, tags: one.outputs.tagsAll ?? {} }) : one;
}

function availabilityZones(r: InvokeRequest): InvokeOutcome {
  const where = region(r);
  if (!(where in awsRegions))
    return error("InvalidParameterValue", `"${where}" is not a region; use for example eu-west-1`);
  let names = r.args.state === undefined || r.args.state === "available" ? [...zonesOf(where)] : [];
  const excluded = [...texts(r.args.excludeNames)];
  names = names.filter((name) => !excluded.includes(name) && !texts(r.args.excludeZoneIds).includes(zoneIdOf(name)));
  for (const { name, values } of filtersOf(r.args.filters)) {
    const facts: Record<string, (zone: string) => string> = {
      "zone-name": (zone) => zone,
      "zone-id": zoneIdOf,
      "zone-type": () => "availability-zone",
      "opt-in-status": () => "opt-in-not-required",
      "region-name": () => where,
      "group-name": () => where,
      state: () => "available",
    };
    const fact = facts[name];
    if (fact === undefined)
      return error(
        "InvalidParameterValue",
        `The filter '${name}' is invalid; use one of ${Object.keys(facts).join(", ")}`,
      );
    names = names.filter((zone) => values.includes(fact(zone)));
  }
  return result({
    ...r.args,
    id: where,
    region: where,
    names,
    zoneIds: names.map(zoneIdOf),
    groupNames: names.length > 0 ? [where] : [],
  });
}

function availabilityZone(r: InvokeRequest): InvokeOutcome {
  const where = region(r);
  const name = text(r.args.name) ?? zonesOf(where).find((zone) => zoneIdOf(zone) === r.args.zoneId);
  if (name === undefined || !zonesOf(where).includes(name))
    return error(
      "InvalidParameterValue",
      `Invalid availability zone: [${String(r.args.name ?? r.args.zoneId)}]; ${where} has ${zonesOf(where).join(", ")}`,
    );
  return result({
    id: name,
    name,
    nameSuffix: name.slice(-1),
    region: where,
    state: "available",
    zoneId: zoneIdOf(name),
    zoneType: "availability-zone",
    groupName: where,
    groupLongName: awsRegions[where]?.place ?? where,
    networkBorderGroup: where,
    optInStatus: "opt-in-not-required",
    parentZoneId: "",
    parentZoneName: "",
  });
}

function document(r: InvokeRequest): InvokeOutcome {
  const made = policyDocument(r.args);
  return result({
    ...r.args,
    id: fixedUuid(JSON.stringify(made)).replace(/\D/g, "").slice(0, 10),
    json: JSON.stringify(made, null, 2),
    minifiedJson: JSON.stringify(made),
  });
}

/** Parameters with the id of an image that AWS, Canonical, Debian and others publish, the same for every account. */
const publicImages = [
  /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-(minimal-)?kernel-[\w.]+-(x86_64|arm64)$/,
  /^\/aws\/service\/ami-amazon-linux-latest\/amzn2-ami-[\w.-]+-(x86_64|arm64)-(gp2|ebs)$/,
  /^\/aws\/service\/ami-windows-latest\/[\w.-]+$/,
  /^\/aws\/service\/canonical\/ubuntu\/(server|server-minimal|eks|pro-server)\/[\w.]+(\/[\w.]+)?\/stable\/(current|\d{8}[\d.]*)\/(amd64|arm64)\/hvm\/ebs-gp[23]\/ami-id$/,
  /^\/aws\/service\/debian\/release\/\d+\/(latest|\d{8}-\d+)\/(amd64|arm64)$/,
  /^\/aws\/service\/bottlerocket\/[\w.-]+\/(x86_64|arm64)\/(latest|[\d.]+[\w-]*)\/image_id$/,
  /^\/aws\/service\/eks\/optimized-ami\/1\.\d+\/[\w./-]+\/image_id$/,
];

/** Parameters that AWS publishes; a parameter of the world goes first. */
function parameter(r: InvokeRequest): InvokeOutcome {
  const name = String(r.args.name);
  const own = here(r, "aws:ssm/parameter:Parameter").find((o) => o.inputs.name === name);
  const published = publicImages.some((form) => form.test(name))
    ? `ami-0${fixedUuid(`${region(r)} ${name}`)
        .replaceAll("-", "")
        .slice(0, 16)}`
    : undefined;
  const value = text(own?.inputs.value) ?? published;
  if (value === undefined)
    return error(
      "ParameterNotFound",
      `SSM parameter "${name}" does not exist in the sandbox; create an aws.ssm.Parameter of that name first`,
    );
  const secure = own?.inputs.type === "SecureString";
  const arn = `arn:${partitionOf(region(r))}:ssm:${region(r)}:${r.session.account}:parameter/${name.replace(/^\//, "")}`;
  return result(
    {
      ...r.args,
      id: name,
      name,
      arn,
      type: own?.inputs.type ?? "String",
      value,
      insecureValue: secure ? "" : value,
      version: 1,
      region: region(r),
    },
    ["value"],
  );
}

const prefixLists: Readonly<Record<string, readonly string[]>> = {
  s3: ["52.218.0.0/17", "3.5.64.0/21"],
  dynamodb: ["52.94.24.0/23"],
};

function prefixList(r: InvokeRequest): InvokeOutcome {
  const filterName = filtersOf(r.args.filters).find((f) => f.name === "prefix-list-name")?.values[0];
  const name = text(r.args.name) ?? filterName;
  const service = name?.split(".").at(-1) ?? "";
  const cidrBlocks = prefixLists[service];
  if (name !== `com.amazonaws.${region(r)}.${service}` || cidrBlocks === undefined)
    return error(
      "InvalidPrefixListId.NotFound",
      `no matching prefix list found; the sandbox knows com.amazonaws.${region(r)}.s3 and com.amazonaws.${region(r)}.dynamodb`,
    );
  return result({
    ...r.args,
    id: prefixListId(region(r), service),
    name,
    cidrBlocks,
    region: region(r),
  });
}

function roleAnswer(r: InvokeRequest): InvokeOutcome {
  const role = r.world.byType("aws:iam/role:Role").find((o) => o.account === r.session.account && o.id === r.args.name);
  if (role === undefined)
    return error("NoSuchEntity", `The role with name ${String(r.args.name)} cannot be found; create it first`);
  return result({ ...role.outputs, id: role.id });
}

function bucketAnswer(r: InvokeRequest): InvokeOutcome {
  const bucket = r.world.find("aws:s3/bucket:Bucket", String(r.args.bucket));
  if (bucket === undefined)
    return error("NoSuchBucket", `The specified bucket does not exist: "${String(r.args.bucket)}"; create it first`);
  return result({ ...bucket.outputs, id: bucket.id });
}

/** An object of the account and region by its name. */
function named(type: string, property: string, code: string, what: string) {
  return (r: InvokeRequest): InvokeOutcome => {
    const found = here(r, type).find((o) => o.id === r.args[property] || o.outputs.arn === r.args[property]);
    if (found === undefined)
      return error(code, `No ${what} found for name: ${String(r.args[property])} in the sandbox; create it first`);
    return result({ ...found.outputs, id: found.id });
  };
}

function clusterToken(r: InvokeRequest): InvokeOutcome {
  const token = `k8s-aws-v1.${Buffer.from(`sandbox ${String(r.args.name)}`).toString("base64url")}`;
  return result({ id: r.args.name, name: r.args.name, region: region(r), token }, ["token"]);
}

export const awsAnswers: Answers = {
  "aws:eks/getCluster:getCluster": named("aws:eks/cluster:Cluster", "name", "ResourceNotFoundException", "cluster"),
  "aws:eks/getClusterAuth:getClusterAuth": clusterToken,
  "aws:lambda/getFunction:getFunction": named(
    "aws:lambda/function:Function",
    "functionName",
    "ResourceNotFoundException",
    "function",
  ),
  "aws:index/getAvailabilityZones:getAvailabilityZones": availabilityZones,
  "aws:index/getAvailabilityZone:getAvailabilityZone": availabilityZone,
  "aws:index/getRegion:getRegion": (r) => {
    const name = region(r);
    const facts = awsRegions[name];
    if (facts === undefined) return failure("region", `"${name}" is not a region; use for example eu-west-1`);
    return result({
      id: name,
      name,
      region: name,
      description: facts.place,
      endpoint: `ec2.${name}.${dnsSuffixOf(name)}`,
    });
  },
  "aws:index/getCallerIdentity:getCallerIdentity": (r) => {
    const { account } = r.session;
    const arn = `arn:${partitionOf(region(r))}:iam::${account}:user/groundplan-sandbox`;
    return result({ id: account, accountId: account, arn, userId: "AIDASANDBOXSANDBOX000" });
  },
  "aws:index/getPartition:getPartition": (r) => {
    const partition = partitionOf(region(r));
    const dnsSuffix = dnsSuffixOf(region(r));
    return result({ id: partition, partition, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") });
  },
  "aws:index/getServicePrincipal:getServicePrincipal": (r) => {
    const serviceName = String(r.args.serviceName);
    const suffix = "amazonaws.com";
    return result({
      id: `${serviceName}.${region(r)}.${suffix}`,
      name: `${serviceName}.${suffix}`,
      serviceName,
      suffix,
      region: region(r),
    });
  },
  "aws:iam/getPolicyDocument:getPolicyDocument": document,
  "aws:iam/getRole:getRole": roleAnswer,
  "aws:s3/getBucket:getBucket": bucketAnswer,
  "aws:ssm/getParameter:getParameter": parameter,
  "aws:ec2/getVpc:getVpc": (r) =>
    single(r, "aws:ec2/vpc:Vpc", "EC2 VPC", ["id", "cidrBlock"], () => ({
      default: false,
      state: "available",
      cidrBlockAssociations: [],
      ipv6CidrBlockAssociations: [],
    })),
  "aws:ec2/getSubnet:getSubnet": (r) =>
    single(r, "aws:ec2/subnet:Subnet", "EC2 Subnet", ["id", "vpcId", "availabilityZone", "cidrBlock"], () => ({
      state: "available",
      defaultForAz: false,
      availableIpAddressCount: 251,
    })),
  "aws:ec2/getSubnets:getSubnets": (r) => {
    const found = matching(r, "aws:ec2/subnet:Subnet", []);
    return Array.isArray(found)
      ? result({ ...r.args, id: region(r), region: region(r), ids: found.map((o) => o.id), tags: r.args.tags ?? {} })
      : found;
  },
  "aws:ec2/getPrefixList:getPrefixList": prefixList,
};
