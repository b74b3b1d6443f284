import { parse } from "yaml";
import type { CloudError, Session, WorldView } from "../../types.js";
import { at, isRecord, records, text } from "../values.js";

/** Host names and addresses that the sandbox's own clouds give to control planes. */
const ours = /\.eks\.amazonaws\.com(\.cn)?$|\.azmk8s\.io$|\.gke\.goog$|^198\.1[89]\.\d+\.\d+$|^172\.16\.\d+\.\d+$/;

/** What a kubeconfig says, given as text or as an object; undefined where it is neither YAML nor an object. */
export function readKubeconfig(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    const file: unknown = parse(value);
    return isRecord(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** The address of the cluster that a provider's kubeconfig points to, by its context. */
export function serverOf(config: Readonly<Record<string, unknown>>): string | undefined {
  const file = readKubeconfig(config.kubeconfig);
  const wanted = text(config.context) ?? text(at(file, "current-context"));
  const context = records(at(file, "contexts")).find((c) => c.name === wanted);
  const name = text(config.cluster) ?? text(at(context, "context.cluster"));
  const clusters = records(at(file, "clusters"));
  const cluster = clusters.find((c) => c.name === name) ?? clusters[0];
  return text(at(cluster, "cluster.server"));
}

/** The host of an address, without scheme, port and path. */
export function hostOf(server: string): string {
  return server.replace(/^https?:\/\//, "").replace(/[:/].*$/, "");
}

/** The refusal of anything in a cluster of these clouds that does not exist, or exists no more. */
export function unreachable(session: Session, world: WorldView): CloudError | undefined {
  const server = serverOf(session.config);
  if (server === undefined) return undefined;
  const host = hostOf(server);
  if (!ours.test(host) || world.byIdentity(host).length > 0) return undefined;
  return {
    code: "Unreachable",
    message: `configured Kubernetes cluster is unreachable: ${server} does not exist in the sandbox (dial tcp: lookup ${host}: no such host). The cluster of the kubeconfig is gone: delete its objects from the state with deleteUnreachable on the provider, or make the cluster again`,
  };
}
