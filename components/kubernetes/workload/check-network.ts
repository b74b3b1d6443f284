import { checkChoice, checkFlag, checkProperties, checkTable, checkWhole } from "../../core/checks.js";
import { describe } from "../../core/target.js";
import { checkAnnotations, checkLabels, checkRanges, checkText } from "../checks.js";
import type { ExposeArgs, Peer, Ports } from "./args.js";
import { controllerPeer, dialectFor } from "./expose.js";
import { isRanges } from "./network.js";
import type { Checking } from "./validate.js";

export function checkRules(checking: Checking): void {
  const { problems, args, plan } = checking;
  for (const [name, rule] of Object.entries(args.ingress ?? {})) {
    const path = `ingress.${name}`;
    checkProperties(problems, path, rule, ["from", "port", "protocol"]);
    checkPeer(checking, `${path}.from`, rule.from);
    const noPort = "nothing is given, and the workload has no port; give one";
    checkPorts(checking, `${path}.port`, rule.port ?? plan.port, noPort);
    if (rule.protocol !== undefined) checkChoice(problems, `${path}.protocol`, rule.protocol, ["tcp", "udp"]);
  }
  for (const [name, rule] of Object.entries(args.egress ?? {})) {
    const path = `egress.${name}`;
    checkProperties(problems, path, rule, ["to", "port", "protocol"]);
    checkPeer(checking, `${path}.to`, rule.to);
    checkPorts(checking, `${path}.port`, rule.port, "nothing is given; say which port, such as 443");
    if (rule.protocol !== undefined) checkChoice(problems, `${path}.protocol`, rule.protocol, ["tcp", "udp"]);
  }
}

function checkPeer({ problems }: Checking, path: string, peer: Peer | undefined): void {
  if (typeof peer !== "object" || peer === null)
    problems.add(
      path,
      `${describe(peer)} is nobody; give ranges such as ["10.0.0.0/16"], a Workload, or { namespace, labels }`,
    );
  else if (isRanges(peer)) checkRanges(problems, path, peer);
  else {
    // A workload has more properties than these.
    if (Object.getPrototypeOf(peer) === Object.prototype)
      checkProperties(problems, path, peer, ["namespace", "labels"]);
    checkLabels(problems, `${path}.labels`, peer.labels);
  }
}

function checkPorts({ problems }: Checking, path: string, port: Ports | undefined, missing: string): void {
  if (port === undefined) {
    problems.add(path, missing);
    return;
  }
  if (typeof port !== "object" || port === null) {
    checkWhole(problems, path, port, 1, 65_535);
    return;
  }
  checkProperties(problems, path, port, ["from", "to"]);
  const { from, to } = port;
  for (const [end, value] of Object.entries({ from, to })) {
    if (value === undefined) problems.add(`${path}.${end}`, "nothing is given; a range is { from: 8000, to: 8010 }");
    checkWhole(problems, `${path}.${end}`, value, 1, 65_535);
  }
  if (to !== undefined && to < from)
    problems.add(`${path}.to`, `${to} is less than from, which is ${from}; use at least ${from}`);
}

const hostPattern = /^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

export function checkExpose(checking: Checking): void {
  const { problems, args } = checking;
  const { expose } = args;
  if (expose === undefined || expose === "none") return;
  if (args.port === undefined)
    problems.add("expose", "the workload has no port that could be reached; give it one, or leave expose out");
  if (expose === "cluster") return;
  if (typeof expose !== "object" || expose === null) {
    problems.add("expose", `${describe(expose)} is not possible; use "none", "cluster" or { host, tls }`);
    return;
  }
  checkProperties(problems, "expose", expose, [
    "host",
    "tls",
    "internet",
    "path",
    "from",
    "ingressClass",
    "annotations",
  ]);
  if (typeof expose.host !== "string" || !hostPattern.test(expose.host) || expose.host.length > 253)
    problems.add("expose.host", `${describe(expose.host)} is not a host name; use one such as "shop.example.com"`);
  checkFlag(problems, "expose.internet", expose.internet);
  if (expose.path !== undefined && !String(expose.path).startsWith("/"))
    problems.add("expose.path", `${describe(expose.path)} is not a path; begin it with "/"`);
  if (expose.ingressClass !== undefined) checkText(problems, "expose.ingressClass", expose.ingressClass);
  if (
    expose.annotations !== undefined &&
    checkTable(problems, "expose.annotations", expose.annotations, '{ <key>: "<value>" }')
  )
    checkAnnotations(problems, "expose.annotations", expose.annotations);
  checkTls(checking, expose);
  checkController(checking, expose);
}

function checkTls({ problems }: Checking, { tls }: ExposeArgs): void {
  if (tls === false) return;
  const kinds = ["secret", "issuer", "certificate"];
  const given = typeof tls === "object" && tls !== null ? Object.keys(tls) : [];
  if (given.length !== 1 || !kinds.includes(given[0] as string))
    problems.add(
      "expose.tls",
      `${given.length === 0 ? describe(tls) : given.join(" and ")} will not do; use { secret }, { issuer } or { certificate }, ` +
        "or false for plain HTTP, which breaks the rule k8s-ingress-tls",
    );
  else for (const [kind, value] of Object.entries(tls ?? {})) checkText(problems, `expose.tls.${kind}`, value);
}

/** What the cloud's controller cannot do, and what it cannot say of itself. */
function checkController(checking: Checking, expose: ExposeArgs): void {
  const { problems, cluster } = checking;
  const cloud = cluster?.target.cloud ?? "this cluster";
  const dialect = dialectFor(cluster, expose);
  const asked = [
    ...Object.keys(expose.tls === false ? {} : (expose.tls ?? {})).map((kind) => `expose.tls.${kind}`),
    ...(expose.internet === true ? ["expose.internet=true"] : []),
  ];
  for (const argument of asked) {
    const limitation = dialect?.unsupported[argument];
    if (limitation !== undefined) problems.unsupported("Workload", cloud, argument.replace("=", ": "), limitation);
  }
  if (expose.from !== undefined) checkPeer(checking, "expose.from", expose.from);
  else if (controllerPeer(cluster, expose) === undefined)
    problems.add(
      "expose.from",
      "nothing is given, and from where the controller connects is not known; give the ranges of its load balancer's " +
        'subnets, such as [network.cidr], or the pods of the controller, such as { namespace: "ingress-nginx" }',
    );
  if (dialect === undefined) checkForeign(checking, expose);
  if (dialect === undefined && expose.ingressClass === undefined)
    problems.add("expose.ingressClass", "nothing is given, and the cluster's own class is not known; name one");
}

/** Another controller would be told in annotations of its own, which only the caller knows. */
function checkForeign({ problems }: Checking, { tls, internet }: ExposeArgs): void {
  if (typeof tls === "object" && tls !== null && "certificate" in tls)
    problems.add(
      "expose.tls.certificate",
      "only the cloud's own controller takes certificates of the cloud; use { secret } or { issuer }",
    );
  if (internet !== undefined)
    problems.add(
      "expose.internet",
      "which addresses another controller has is its own business; leave it out, and say it in expose.annotations",
    );
}
