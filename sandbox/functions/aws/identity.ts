import { awsRegions } from "../../../components/core/regions/aws.js";
import { dnsSuffixOf, parseArn, partitionOf } from "../../models/arn.js";
import { at, records, text, texts } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, failure, result } from "../answer.js";
import { region } from "./place.js";

/** Regions that an account has without opting in. Published in "AWS Regions" of the account guide. */
const always = new Set(
  "us-east-1 us-east-2 us-west-1 us-west-2 ap-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 sa-east-1".split(
    " ",
  ),
);

function describeRegion(r: InvokeRequest): InvokeOutcome {
  const name = text(r.args.name) ?? region(r);
  const facts = awsRegions[name];
  if (facts === undefined) return failure("region", `"${name}" is not a region; use for example eu-west-1`);
  const endpoint = `ec2.${name}.${dnsSuffixOf(name)}`;
  return result({ id: name, name, region: name, description: facts.place, endpoint });
}

function regions(r: InvokeRequest): InvokeOutcome {
  const partition = partitionOf(region(r));
  const all = Object.keys(awsRegions).filter((name) => partitionOf(name) === partition);
  let names = r.args.allRegions === true ? all : all.filter((name) => always.has(name) || partition !== "aws");
  for (const { name, values } of records(r.args.filters)) {
    if (name === "region-name") names = names.filter((n) => texts(values).includes(n));
    else if (name === "opt-in-status")
      names = names.filter((n) => texts(values).includes(always.has(n) ? "opt-in-not-required" : "not-opted-in"));
    else
      return error(
        "InvalidParameterValue",
        `The filter '${String(name)}' is invalid; use region-name or opt-in-status`,
      );
  }
  return result({ ...r.args, id: partition, names: names.sort() });
}

function callerIdentity(r: InvokeRequest): InvokeOutcome {
  const { account } = r.session;
  const arn = `arn:${partitionOf(region(r))}:iam::${account}:user/groundplan-sandbox`;
  return result({ id: account, accountId: account, arn, userId: "AIDASANDBOXSANDBOX000" });
}

function partition(r: InvokeRequest): InvokeOutcome {
  const name = partitionOf(region(r));
  const dnsSuffix = dnsSuffixOf(region(r));
  return result({ id: name, partition: name, dnsSuffix, reverseDnsPrefix: reversed(dnsSuffix) });
}

function reversed(name: string): string {
  return name.split(".").reverse().join(".");
}

function servicePrincipal(r: InvokeRequest): InvokeOutcome {
  const serviceName = String(r.args.serviceName);
  const suffix = "amazonaws.com";
  const id = `${serviceName}.${region(r)}.${suffix}`;
  return result({ id, name: `${serviceName}.${suffix}`, serviceName, suffix, region: region(r) });
}

function service(r: InvokeRequest): InvokeOutcome {
  const given = text(r.args.reverseDnsName)?.split(".").at(-1) ?? text(r.args.dnsName)?.split(".")[0];
  const serviceId = text(r.args.serviceId) ?? given ?? "";
  const suffix = dnsSuffixOf(region(r));
  const dnsName = `${serviceId}.${region(r)}.${suffix}`;
  return result({
    id: reversed(dnsName),
    serviceId,
    dnsName,
    partition: partitionOf(region(r)),
    region: region(r),
    reverseDnsName: reversed(dnsName),
    reverseDnsPrefix: reversed(suffix),
    supported: true,
  });
}

function arn(r: InvokeRequest): InvokeOutcome {
  const given = String(r.args.arn);
  const parsed = parseArn(given);
  if (parsed === undefined) return failure("arn", `"${given}" is an invalid ARN: arn: invalid prefix`);
  return result({ id: given, arn: given, ...parsed });
}

/** The role behind a session's ARN; of everything else the ARN itself. */
function sessionContext(r: InvokeRequest): InvokeOutcome {
  const given = String(r.args.arn);
  const [, account = "", name = "", sessionName = ""] =
    /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(given) ?? [];
  if (name === "")
    return result({ id: given, arn: given, issuerArn: given, issuerId: "", issuerName: "", sessionName: "" });
  const role = r.world.byType("aws:iam/role:Role").find((o) => o.account === account && o.id === name);
  const issuerArn = text(role?.outputs.arn) ?? `arn:${partitionOf(region(r))}:iam::${account}:role/${name}`;
  return result({
    id: given,
    arn: given,
    issuerArn,
    issuerId: text(role?.outputs.uniqueId) ?? "",
    issuerName: name,
    sessionName,
  });
}

export const identityAnswers: Answers = {
  "aws:index/getArn:getArn": arn,
  "aws:index/getBillingServiceAccount:getBillingServiceAccount": () =>
    result({ id: "386209384616", arn: "arn:aws:iam::386209384616:root" }),
  "aws:index/getCallerIdentity:getCallerIdentity": callerIdentity,
  "aws:index/getDefaultTags:getDefaultTags": (r) =>
    result({ id: partitionOf(region(r)), tags: at(r.session.config, "defaultTags.tags") ?? {} }),
  "aws:index/getPartition:getPartition": partition,
  "aws:index/getRegion:getRegion": describeRegion,
  "aws:index/getRegions:getRegions": regions,
  "aws:index/getService:getService": service,
  "aws:index/getServicePrincipal:getServicePrincipal": servicePrincipal,
  "aws:iam/getSessionContext:getSessionContext": sessionContext,
  "aws:s3/getCanonicalUserId:getCanonicalUserId": (r) => {
    const id = canonicalId(r.session.account);
    return result({ id, displayName: "groundplan-sandbox", region: region(r) });
  },
};

function canonicalId(account: string): string {
  return Buffer.from(`groundplan sandbox ${account}`.padEnd(32, "0").slice(0, 32)).toString("hex");
}
