import { partitionOf } from "../../models/arn.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answer, type Answers, failure, result } from "../answer.js";
import { balancerFacts } from "./load-balancer-tables.js";
import { region } from "./place.js";

function zone(kind: (r: InvokeRequest) => "application" | "network"): Answer {
  return (r) => {
    const facts = balancerFacts[region(r)];
    return facts === undefined ? unsupported(r) : result({ ...r.args, region: region(r), id: facts[kind(r)] });
  };
}

function unsupported(r: InvokeRequest): InvokeOutcome {
  return failure("region", `unsupported AWS Region: ${region(r)}`);
}

function logAccount(r: InvokeRequest): InvokeOutcome {
  const id = balancerFacts[region(r)]?.logs;
  if (id === undefined) return unsupported(r);
  return result({ region: region(r), id, arn: `arn:${partitionOf(region(r))}:iam::${id}:root` });
}

const byType = zone((r) => (r.args.loadBalancerType === "network" ? "network" : "application"));

export const balancerAnswers: Answers = {
  "aws:lb/getHostedZoneId:getHostedZoneId": byType,
  "aws:elb/getHostedZoneId:getHostedZoneId": zone(() => "application"),
  "aws:elb/getServiceAccount:getServiceAccount": logAccount,
};
