import type { KubernetesCluster } from "groundplan";
import { withoutUndefined } from "./options.ts";
import type { Settings } from "./schema.ts";

/** Makes what runs in the cluster of one cloud, each in a namespace of its own. Only then is the SDK of Kubernetes loaded. */
export async function makeApps(settings: Settings, cluster: KubernetesCluster | undefined): Promise<void> {
  const apps = Object.entries(settings.apps ?? {});
  if (cluster === undefined || apps.length === 0) return;
  const { Namespace, Workload } = await import("groundplan/kubernetes");
  for (const [key, { image, port, min, max }] of apps) {
    const name = `${key}-${cluster.target.key}`;
    const namespace = new Namespace(name, { cluster, name: key });
    new Workload(name, {
      namespace,
      name: key,
      image,
      ...(port === undefined ? { probes: false } : { port }),
      replicas: withoutUndefined({ min, max }),
    });
  }
}
