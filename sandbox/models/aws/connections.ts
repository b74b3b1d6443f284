import type { CheckFailure, CloudError } from "../../types.js";
import { dnsSuffixOf } from "../arn.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isSet, text, texts } from "../values.js";
import { prefixListId, resourceId } from "./identifiers.js";
import { findHere, here } from "./references.js";
import { vpcType } from "./vpc.js";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const peeringType = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";

/** Services that have gateway endpoints. All others have interface endpoints. */
const gatewayServices = /\.(s3|dynamodb)$/;

function checkEndpoint(c: CheckContext): CheckFailure[] {
  const { serviceName, vpcEndpointType = "Gateway" } = c.inputs;
  const kinds = ["Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"];
  const failures: CheckFailure[] = [];
  if (typeof vpcEndpointType === "string" && !kinds.includes(vpcEndpointType))
    failures.push({
      property: "vpcEndpointType",
      reason: `"${vpcEndpointType}" is not allowed; use one of ${kinds.join(", ")}`,
    });
  if (vpcEndpointType === "Gateway" && typeof serviceName === "string" && !gatewayServices.test(serviceName))
    failures.push({
      property: "vpcEndpointType",
      reason: `${serviceName} has no gateway endpoint (only s3 and dynamodb have); use "Interface"`,
    });
  const unfit = vpcEndpointType === "Gateway" ? ["subnetIds", "securityGroupIds"] : ["routeTableIds"];
  for (const key of unfit)
    if (vpcEndpointType !== undefined && texts(c.inputs[key]).length > 0)
      failures.push({
        property: key,
        reason: `an endpoint of type ${String(vpcEndpointType)} takes no ${key}; remove it`,
      });
  return failures;
}

function refuseEndpoint(c: ObjectContext): CloudError | undefined {
  const service = text(c.inputs.serviceName);
  if (service?.startsWith("com.amazonaws.") && text(c.inputs.serviceRegion) === undefined) {
    const region = service.split(".")[2];
    if (region !== c.region && !/^com\.amazonaws\.(s3-global|vpce)\./.test(service)) {
      const message = `The Vpc Endpoint Service '${service}' does not exist in ${c.region}; use com.amazonaws.${c.region}.${service.split(".").slice(3).join(".")}`;
      return { code: "InvalidServiceName", message };
    }
  }
  const gateway = (c.inputs.vpcEndpointType ?? "Gateway") === "Gateway";
  const tables = texts(c.inputs.routeTableIds);
  const other = here(c, endpointType).find(
    (o) =>
      gateway &&
      o.inputs.serviceName === service &&
      o.inputs.vpcId === c.inputs.vpcId &&
      texts(o.inputs.routeTableIds).some((t) => tables.includes(t)),
  );
  if (other === undefined) return undefined;
  const message = `route table has a route with the prefix list of ${service} already: ${other.id} (${other.urn}); a route table takes one gateway endpoint a service`;
  return { code: "RouteAlreadyExists", message };
}

function isGateway(c: ObjectContext): boolean {
  return (c.inputs.vpcEndpointType ?? "Gateway") === "Gateway";
}

function dnsEntries(c: ObjectContext, id: string): unknown[] {
  if (isGateway(c)) return [];
  const service = (text(c.inputs.serviceName) ?? "").split(".").slice(3).join(".");
  const suffix = `${service}.${c.region}.vpce.${dnsSuffixOf(c.region)}`;
  const hostedZoneId = `Z${c.derive.draw("zone", 13, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}`;
  const name = `${id}-${c.derive.hex("dns", 8)}`;
  return [{ dnsName: `${name}.${suffix}`, hostedZoneId }];
}

const flowTargets = [
  "eniId",
  "regionalNatGatewayId",
  "subnetId",
  "transitGatewayAttachmentId",
  "transitGatewayId",
  "vpcId",
];

function checkFlowLog(c: CheckContext): CheckFailure[] {
  const present = flowTargets.filter((key) => isSet(c.inputs[key]));
  const failures: CheckFailure[] = [];
  if (present.length !== 1)
    failures.push({
      property: "",
      reason: `exactly one of ${flowTargets.join(", ")} must be set, and ${present.length === 0 ? "none is" : `${present.join(" and ")} are`}`,
    });
  const kind = c.inputs.logDestinationType ?? "cloud-watch-logs";
  if (kind === "cloud-watch-logs" && !isSet(c.inputs.iamRoleArn) && !isSet(c.inputs.deliverCrossAccountRole))
    failures.push({
      property: "iamRoleArn",
      reason: "a flow log to CloudWatch Logs needs the ARN of a role that may write there",
    });
  const interval = c.inputs.maxAggregationInterval;
  if (typeof interval === "number" && interval !== 60 && interval !== 600)
    failures.push({
      property: "maxAggregationInterval",
      reason: `${interval} is not allowed; use 60 or 600 (seconds)`,
    });
  const traffic = c.inputs.trafficType;
  if (typeof traffic === "string" && !["ACCEPT", "REJECT", "ALL"].includes(traffic))
    failures.push({ property: "trafficType", reason: `"${traffic}" is not allowed; use ACCEPT, REJECT or ALL` });
  return failures;
}

function refuseFlowLog(c: ObjectContext): CloudError | undefined {
  const bucket = /^arn:aws[\w-]*:s3:::([^/]+)/.exec(text(c.inputs.logDestination) ?? "")?.[1];
  if (bucket !== undefined && c.world.find("aws:s3/bucket:Bucket", bucket) === undefined)
    return {
      code: "LogDestinationNotFoundException",
      message: `LogDestination: ${bucket} does not exist; create the bucket first`,
    };
  const other = here(c, "aws:ec2/flowLog:FlowLog").find(
    (o) =>
      flowTargets.every((key) => o.inputs[key] === c.inputs[key]) &&
      o.inputs.logDestination === c.inputs.logDestination &&
      o.inputs.trafficType === c.inputs.trafficType,
  );
  if (other === undefined) return undefined;
  return {
    code: "FlowLogAlreadyExists",
    message: `There is an existing Flow Log with the same configuration and log destination: ${other.id} (${other.urn})`,
  };
}

const logFormat =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: AWS's own placeholders
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

function refusePeering(c: ObjectContext): CloudError | undefined {
  if (c.inputs.autoAccept === true && isSet(c.inputs.peerRegion))
    return {
      code: "InvalidParameterValue",
      message:
        "`peerRegion` cannot be set whilst `autoAccept` is true: the other side accepts with a VpcPeeringConnectionAccepter",
    };
  const foreign = isSet(c.inputs.peerOwnerId) && c.inputs.peerOwnerId !== c.account;
  const peer = c.world.byIdentity(String(c.inputs.peerVpcId)).find((o) => o.type === vpcType);
  if (peer === undefined && !foreign)
    return {
      code: "InvalidVpcID.NotFound",
      message: `The vpc ID '${String(c.inputs.peerVpcId)}' does not exist (peerVpcId)`,
    };
  return undefined;
}

export const connectionModels: Models = {
  [endpointType]: {
    defaults: { vpcEndpointType: "Gateway" },
    check: checkEndpoint,
    refuse: refuseEndpoint,
    id: (c) => resourceId(c, "vpce"),
    outputs: {
      cidrBlocks: (c) => (isGateway(c) ? ["52.218.0.0/17"] : []),
      dnsEntries,
      dnsOptions: () => ({ dnsRecordIpType: "ipv4", privateDnsOnlyForInboundResolverEndpoint: false }),
      ipAddressType: () => "ipv4",
      networkInterfaceIds: (c) => texts(c.inputs.subnetIds).map((s) => resourceId(c, "eni", s)),
      policy: () =>
        '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
      prefixListId: (c) =>
        isGateway(c) ? prefixListId(c.region, String(c.inputs.serviceName).split(".").at(-1) ?? "") : "",
      privateDnsEnabled: () => false,
      requesterManaged: () => false,
      routeTableIds: () => [],
      securityGroupIds: (c) =>
        isGateway(c) ? [] : texts([findHere(c, vpcType, c.inputs.vpcId)?.outputs.defaultSecurityGroupId]),
      serviceRegion: (c) => c.region,
      state: () => "available",
      subnetConfigurations: () => [],
      subnetIds: () => [],
    },
    notReferences: ["policy"],
  },
  [peeringType]: {
    refuse: refusePeering,
    id: (c) => resourceId(c, "pcx"),
    outputs: {
      acceptStatus: (c) => (c.inputs.autoAccept === true ? "active" : "pending-acceptance"),
      accepter: () => ({ allowRemoteVpcDnsResolution: false }),
      requester: () => ({ allowRemoteVpcDnsResolution: false }),
      peerOwnerId: (c) => c.account,
      peerRegion: (c) => c.region,
    },
  },
  "aws:ec2/flowLog:FlowLog": {
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
    check: checkFlowLog,
    refuse: refuseFlowLog,
    id: (c) => resourceId(c, "fl"),
    outputs: { logFormat: () => logFormat, logDestination: () => "" },
  },
};
