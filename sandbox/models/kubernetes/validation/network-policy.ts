import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records } from "../../values.js";
import { isPort, portName, portNumber } from "./names.js";
import { isRange, isWithin, notRange } from "./ranges.js";
import type { Report } from "./report.js";
import { checkSelector } from "./selector.js";

export function checkNetworkPolicy(report: Report, { spec }: Props): void {
  if (!isRecord(spec)) return;
  checkSelector(report, spec.podSelector, "spec.podSelector");
  for (const [direction, peers] of [
    ["ingress", "from"],
    ["egress", "to"],
  ] as const)
    for (const [index, rule] of records(spec[direction]).entries()) {
      const path = `spec.${direction}[${index}]`;
      for (const [at, port] of records(rule.ports).entries()) checkPort(report, port, `${path}.ports[${at}]`);
      for (const [at, peer] of records(rule[peers]).entries()) checkPeer(report, peer, `${path}.${peers}[${at}]`);
    }
  const types = Array.isArray(spec.policyTypes) ? spec.policyTypes : [];
  if (types.length > 2) {
    report.invalid("spec.policyTypes", types, "may not specify more than two policyTypes");
    return;
  }
  for (const [index, type] of types.entries()) report.choice(`spec.policyTypes[${index}]`, type, ["Ingress", "Egress"]);
}

function checkPort(report: Report, entry: Props, path: string): void {
  const { port, endPort } = entry;
  report.choice(`${path}.protocol`, entry.protocol ?? "TCP", ["TCP", "UDP", "SCTP"]);
  if (!isSet(port)) {
    if (isSet(endPort)) report.invalid(`${path}.endPort`, endPort, "may not be specified when `port` is not specified");
    return;
  }
  if (typeof port === "string") {
    if (isSet(endPort)) report.invalid(`${path}.endPort`, endPort, "may not be specified when `port` is non-numeric");
    report.named(`${path}.port`, port, portName(port));
    return;
  }
  if (!isPort(port)) report.invalid(`${path}.port`, port, portNumber);
  if (typeof endPort !== "number" || typeof port !== "number") return;
  // It is the port that the API server quotes here.
  if (endPort < port) report.invalid(`${path}.endPort`, port, "must be greater than or equal to `port`");
  if (!isPort(endPort)) report.invalid(`${path}.endPort`, endPort, portNumber);
}

function checkPeer(report: Report, peer: Props, path: string): void {
  const given = ["podSelector", "namespaceSelector"].filter((name) => isSet(peer[name]));
  for (const name of given) checkSelector(report, peer[name], `${path}.${name}`);
  if (isSet(peer.ipBlock)) checkBlock(report, peer.ipBlock, `${path}.ipBlock`);
  if (isSet(peer.ipBlock) && given.length > 0) report.forbidden(path, "may not specify both ipBlock and another peer");
  else if (!isSet(peer.ipBlock) && given.length === 0) report.required(path, "must specify a peer");
}

function checkBlock(report: Report, block: unknown, path: string): void {
  if (!isRecord(block) || block.cidr === UNKNOWN) return;
  const { cidr } = block;
  if (!isSet(cidr) || cidr === "") {
    report.required(`${path}.cidr`);
    return;
  }
  if (typeof cidr !== "string") return;
  if (!isRange(cidr)) {
    report.invalid(`${path}.cidr`, cidr, notRange);
    return;
  }
  for (const [index, except] of (Array.isArray(block.except) ? block.except : []).entries()) {
    if (typeof except !== "string") continue;
    if (!isRange(except)) report.invalid(`${path}.except[${index}]`, except, notRange);
    else if (!isWithin(except, cidr))
      report.invalid(`${path}.except[${index}]`, except, "must be a strict subset of `cidr`");
  }
}
