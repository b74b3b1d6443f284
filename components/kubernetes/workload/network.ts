import type { input } from "@pulumi/kubernetes/types";
import type * as pulumi from "@pulumi/pulumi";
import { namespaceLabel } from "../labels.js";
import type { Peer, Ports } from "./args.js";
import type { WorkloadPlan } from "./types.js";

type PolicySpec = input.networking.v1.NetworkPolicySpec;
type PolicyPeer = input.networking.v1.NetworkPolicyPeer;
type PolicyPort = input.networking.v1.NetworkPolicyPort;

/** What a workload's network policy says beyond its rules. */
export interface Openings {
  /** Where the connections of the ingress controller and its health checks come from. */
  readonly exposure: readonly Peer[];
  /** Where pods get the credentials of their identity. */
  readonly credentials: readonly { readonly cidr: string; readonly port: number }[];
}

/** Lets in and out only what the rules say. */
export function policySpec(plan: WorkloadPlan, { exposure, credentials }: Openings): PolicySpec {
  const rules = Object.values(plan.ingress);
  const ingress = rules.map(({ from, port = plan.port, protocol }) => ({
    from: peersOf(from),
    ...(port === undefined ? {} : { ports: [portOf(port, protocol)] }),
  }));
  if (exposure.length > 0 && plan.port !== undefined)
    ingress.push({ from: exposure.flatMap(peersOf), ports: [portOf(plan.port)] });
  const egress = Object.values(plan.egress).map(({ to, port, protocol }) => ({
    to: peersOf(to),
    ports: [portOf(port, protocol)],
  }));
  for (const { cidr, port } of credentials) egress.push({ to: [{ ipBlock: { cidr } }], ports: [portOf(port)] });
  return { podSelector: { matchLabels: plan.selector }, policyTypes: ["Ingress", "Egress"], ingress, egress };
}

/** One side of a connection between two workloads. */
export function connectionSpec(
  side: "in" | "out",
  selector: Readonly<Record<string, string>>,
  peer: Peer,
  port: number,
): PolicySpec {
  const podSelector = { matchLabels: selector };
  const ports = [portOf(port)];
  return side === "in"
    ? { podSelector, policyTypes: ["Ingress"], ingress: [{ from: peersOf(peer), ports }] }
    : { podSelector, policyTypes: ["Egress"], egress: [{ to: peersOf(peer), ports }] };
}

export function isRanges(peer: Peer): peer is readonly pulumi.Input<string>[] {
  return Array.isArray(peer);
}

function peersOf(peer: Peer): PolicyPeer[] {
  if (isRanges(peer)) return peer.map((cidr) => ({ ipBlock: { cidr } }));
  const { namespace, labels } = peer;
  const pods = labels === undefined ? {} : { podSelector: { matchLabels: { ...labels } } };
  if (namespace === undefined) return [labels === undefined ? { podSelector: {} } : pods];
  return [{ namespaceSelector: { matchLabels: { [namespaceLabel]: namespace } }, ...pods }];
}

function portOf(port: Ports, protocol: "tcp" | "udp" = "tcp"): PolicyPort {
  const range = typeof port === "number" ? { port } : { port: port.from, endPort: port.to };
  return { protocol: protocol.toUpperCase(), ...range };
}
