import { parse } from "yaml";
import { at, isRecord, records, text } from "../values.js";

/** Host names and addresses that the sandbox's own clouds give to control planes. */
const ours = /\.eks\.amazonaws\.com(\.cn)?$|\.azmk8s\.io$|\.gke\.goog$|^198\.1[89]\.\d+\.\d+$|^172\.16\.\d+\.\d+$/;

/** Whether a host is one that a cluster of these clouds has, or had. */
export function isOurs(host: string): boolean {
  return ours.test(host);
}

/** What a kubeconfig says, given as text or as an object; undefined where it is neither YAML nor an object. */
function readKubeconfig(value: unknown): unknown {
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

/** The namespace of a kubeconfig's context, for objects that name none. */
export function contextNamespace(config: Readonly<Record<string, unknown>>): string | undefined {
  const file = readKubeconfig(config.kubeconfig);
  const wanted = text(config.context) ?? text(at(file, "current-context"));
  return text(
    at(
      records(at(file, "contexts")).find((c) => c.name === wanted),
      "context.namespace",
    ),
  );
}

/** The host of an address, without scheme, port and path. */
export function hostOf(server: string): string {
  return server.replace(/^https?:\/\//, "").replace(/[:/].*$/, "");
}
