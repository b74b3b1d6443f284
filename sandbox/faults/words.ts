import type { CloudError, PackageName } from "../types.js";
import { actionOf, plural } from "./actions.js";
import type { Subject } from "./model.js";

/** The packages behind which there is no service that could refuse. */
export const localPackages: ReadonlySet<PackageName> = new Set(["random", "tls"]);

/** How often a provider repeats a throttled call before it gives up, where the rule does not say. */
export function usualRetries(pkg: PackageName): number {
  // `max_retries` of the AWS provider; the others retry for a time, and this many fits their usual waits.
  return pkg === "aws" ? 25 : 10;
}

export function throttled(subject: Subject, calls: number, retryAfterSeconds: number): CloudError {
  const action = actionOf(subject);
  const wait = `; ${calls} calls in a row were refused, each with the advice to wait ${retryAfterSeconds} s`;
  switch (subject.pkg) {
    case "aws": {
      const isEc2 = action.startsWith("ec2:");
      return isEc2
        ? { code: "RequestLimitExceeded", message: `Request limit exceeded${wait}` }
        : { code: "ThrottlingException", message: `Rate exceeded${wait}` };
    }
    case "gcp":
      return {
        code: "rateLimitExceeded",
        message: `googleapi: Error 429: Rate Limit Exceeded, rateLimitExceeded${wait}`,
      };
    case "azure-native":
      return {
        code: "TooManyRequests",
        message: `The request is being throttled as the limit has been reached for operation type - ${action}${wait}`,
      };
    default:
      return {
        code: "TooManyRequests",
        message: `the server has received too many requests and has asked us to try again later${wait}`,
      };
  }
}

/** EC2 and others have a code for each thing that is limited. */
const awsQuotas: Readonly<Record<string, readonly [code: string, message: string]>> = {
  "aws:ec2/eip:Eip": ["AddressLimitExceeded", "The maximum number of addresses has been reached."],
  "aws:ec2/instance:Instance": [
    "VcpuLimitExceeded",
    "You have requested more vCPU capacity than your current vCPU limit allows for the instance bucket that the specified instance type belongs to.",
  ],
  "aws:ec2/internetGateway:InternetGateway": [
    "InternetGatewayLimitExceeded",
    "The maximum number of internet gateways has been reached.",
  ],
  "aws:ec2/natGateway:NatGateway": ["NatGatewayLimitExceeded", "The maximum number of NAT gateways has been reached."],
  "aws:ec2/routeTable:RouteTable": ["RouteTableLimitExceeded", "The maximum number of route tables has been reached."],
  "aws:ec2/securityGroup:SecurityGroup": [
    "SecurityGroupLimitExceeded",
    "The maximum number of security groups has been reached.",
  ],
  "aws:ec2/subnet:Subnet": ["SubnetLimitExceeded", "The maximum number of subnets has been reached."],
  "aws:ec2/vpc:Vpc": ["VpcLimitExceeded", "The maximum number of VPCs has been reached."],
  "aws:eks/cluster:Cluster": ["ResourceLimitExceededException", "Cluster limit exceeded for account."],
  "aws:s3/bucket:Bucket": ["TooManyBuckets", "You have attempted to create more buckets than allowed"],
};

export function quotaExceeded(subject: Subject, limit: number | undefined): CloudError {
  const { pkg, type, account, region, name } = subject;
  const number = limit === undefined ? "" : ` Limit: ${limit}.`;
  switch (pkg) {
    case "aws": {
      const [code, message] = awsQuotas[type] ?? [
        type.startsWith("aws:iam/") ? "LimitExceeded" : "ServiceQuotaExceededException",
        `Account ${account} has as many of ${type} in ${region ?? "the account"} as its quota allows.`,
      ];
      return { code, message: `${message}${number}` };
    }
    case "gcp": {
      const metric = (type.split(":")[2] ?? "").replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
      return {
        code: "quotaExceeded",
        message: `googleapi: Error 403: Quota '${metric}S' exceeded.${number} Project: ${account}., quotaExceeded`,
      };
    }
    case "azure-native":
      return {
        code: "QuotaExceeded",
        message: `Operation could not be completed as it results in exceeding the approved quota of ${type} in location ${region ?? "-"} of subscription ${account}.${number}`,
      };
    default:
      return { code: "Forbidden", message: `"${name}" is forbidden: exceeded quota.${number}` };
  }
}

export function denied(subject: Subject, given: string | undefined): CloudError {
  const { pkg, account, name, type } = subject;
  const action = given ?? actionOf(subject);
  switch (pkg) {
    case "aws": {
      const user = `arn:aws:iam::${account}:user/sandbox`;
      const text = `User: ${user} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
      if (action.startsWith("ec2:"))
        return { code: "UnauthorizedOperation", message: `You are not authorized to perform this operation. ${text}` };
      return { code: /^(iam|s3|sns):/.test(action) ? "AccessDenied" : "AccessDeniedException", message: text };
    }
    case "gcp":
      return {
        code: "PERMISSION_DENIED",
        message: `googleapi: Error 403: Permission '${action}' denied on resource '//cloudresourcemanager.googleapis.com/projects/${account}' (or it may not exist)., PERMISSION_DENIED`,
      };
    case "azure-native":
      return {
        code: "AuthorizationFailed",
        message: `The client 'sandbox' does not have authorization to perform action '${action}' over scope '/subscriptions/${account}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      };
    default: {
      const [, version = "", kind = ""] = type.split(":");
      const group = version.includes("/") ? (version.split("/")[0] ?? "") : "";
      const resource = plural(kind.toLowerCase());
      return {
        code: "Forbidden",
        message: `${resource} "${name}" is forbidden: User "sandbox" cannot ${action} resource "${resource}" in API group "${group}"`,
      };
    }
  }
}

/** What a client says whose call was sent and never answered. */
export function answerLost({ pkg, type, operation }: Subject): string {
  const what = `${operation} of ${type}`;
  if (pkg === "aws")
    return `${what}: request send failed, net/http: request canceled (Client.Timeout exceeded while awaiting headers)`;
  return `${what}: context deadline exceeded while waiting for the answer`;
}

export function halfMade({ type, operation }: Subject): string {
  return `waiting for ${operation} of ${type}: unexpected state 'Failed', wanted target 'Ready'`;
}
