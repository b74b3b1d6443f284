import { balancerFacts } from "../../functions/aws/load-balancer-tables.js";
import { dnsSuffixOf } from "../arn.js";
import { known, type Model, type Models, need, type ObjectContext } from "../model.js";
import { text, texts } from "../values.js";

import { arn } from "./identifiers.js";
import { findHere } from "./references.js";

/** `app/name/1234567890abcdef`: the end of an ARN, by which metrics name a load balancer. */
function suffix(id: string, from: string): string {
  return known(id).slice(id.indexOf(from));
}

function kindOf(c: ObjectContext): "app" | "net" | "gwy" {
  const type = text(c.inputs.loadBalancerType);
  return type === "network" ? "net" : type === "gateway" ? "gwy" : "app";
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html: internal ones say so in their name. */
function dnsName(c: ObjectContext, id: string): string {
  const [, name = "", hex = ""] = /\/([^/]+)\/([0-9a-f]{16})$/.exec(known(id)) ?? [];
  if (kindOf(c) !== "app") return `${name}-${hex}.elb.${c.region}.${dnsSuffixOf(c.region)}`;
  const internal = c.inputs.internal === true ? "internal-" : "";
  return `${internal}${name}-${c.derive.digits("dns", 10)}.${c.region}.elb.${dnsSuffixOf(c.region)}`;
}

function vpcOf(c: ObjectContext): unknown {
  const first = texts(c.inputs.subnets)[0];
  return first === undefined ? "" : (findHere(c, "aws:ec2/subnet:Subnet", first)?.outputs.vpcId ?? "");
}

const balancer: Model = {
  id: (c) => arn(c, "elasticloadbalancing", `loadbalancer/${kindOf(c)}/${need(c, "name")}/${c.derive.hex("id", 16)}`),
  outputs: {
    arn: (_, id) => known(id),
    arnSuffix: (c, id) => suffix(id, `${kindOf(c)}/`),
    dnsName,
    vpcId: vpcOf,
    zoneId: (c) => balancerFacts[c.region]?.[kindOf(c) === "app" ? "application" : "network"] ?? "",
    customerOwnedIpv4Pool: () => "",
    enablePrefixForIpv6SourceNat: () => "",
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: () => "",
    internal: () => false,
    securityGroups: () => [],
    subnetMappings: () => [],
    dnsRecordClientRoutingPolicy: () => "",
  },
};

const targetGroup: Model = {
  id: (c) => arn(c, "elasticloadbalancing", `targetgroup/${need(c, "name")}/${c.derive.hex("id", 16)}`),
  outputs: {
    arn: (_, id) => known(id),
    arnSuffix: (_, id) => suffix(id, "targetgroup/"),
    loadBalancerArns: () => [],
    loadBalancingAlgorithmType: () => "round_robin",
    loadBalancingAnomalyMitigation: () => "off",
    loadBalancingCrossZoneEnabled: () => "use_load_balancer_configuration",
    preserveClientIp: () => "",
    stickiness: () => ({ enabled: false, type: "lb_cookie" }),
    targetFailovers: () => [{}],
    targetHealthStates: () => [],
    ipAddressType: () => "ipv4",
  },
};

const listener: Model = {
  id: (c) => {
    const path =
      /:loadbalancer\/(.+)$/.exec(need(c, "loadBalancerArn"))?.[1] ?? `app/${c.name}/${c.derive.hex("of", 16)}`;
    return arn(c, "elasticloadbalancing", `listener/${path}/${c.derive.hex("id", 16)}`);
  },
  outputs: {
    arn: (_, id) => known(id),
    mutualAuthentication: () => undefined,
    sslPolicy: (c) => (/^(HTTPS|TLS)$/.test(text(c.inputs.protocol) ?? "") ? "ELBSecurityPolicy-2016-08" : ""),
    protocol: (c) => (c.inputs.port === 443 ? "HTTPS" : "HTTP"),
    tcpIdleTimeoutSeconds: () => undefined,
  },
};

const rule: Model = {
  id: (c) => {
    const path = /:listener\/(.+)$/.exec(need(c, "listenerArn"))?.[1] ?? `app/${c.name}/${c.derive.hex("of", 32)}`;
    return arn(c, "elasticloadbalancing", `listener-rule/${path}/${c.derive.hex("id", 16)}`);
  },
  outputs: { arn: (_, id) => known(id), priority: () => 1 },
};

/** Each type has two names in the SDK. */
function both(file: string, className: string, model: Model): Models {
  return { [`aws:lb/${file}:${className}`]: model, [`aws:alb/${file}:${className}`]: model };
}

export const balancerModels: Models = {
  ...both("loadBalancer", "LoadBalancer", balancer),
  ...both("targetGroup", "TargetGroup", targetGroup),
  ...both("listener", "Listener", listener),
  ...both("listenerRule", "ListenerRule", rule),
};
