import { type Props, UNKNOWN } from "../../types.js";
import { isRecord, isSet, lastSegment } from "../values.js";
import { canonical, quantity } from "./validation/quantity.js";

/** An object as the API server keeps it: with what it fills in. Unknown values stay, and what depends on them is left out. */
export function withDefaults(kind: string, object: Props): Props {
  const fill = byKind[kind];
  return fill === undefined ? object : fill(object);
}

type Fill = (value: Props) => Props;

/** A record with what it lacks; a value that is none is left as it is. */
function over(value: unknown, fill: Fill): unknown {
  return isRecord(value) ? fill(value) : value;
}

function each(list: unknown, fill: Fill): unknown {
  return Array.isArray(list) ? list.map((one) => over(one, fill)) : list;
}

/** The value with defaults for what is not set. */
function filled(value: Props, defaults: Props): Props {
  const missing = Object.entries(defaults).filter(([key, given]) => !isSet(value[key]) && given !== undefined);
  return { ...value, ...Object.fromEntries(missing) };
}

/** The value with keys rewritten, where they are set. */
function mapped(value: Props, maps: Readonly<Record<string, (inner: unknown) => unknown>>): Props {
  const changed = Object.entries(maps).filter(([key]) => isSet(value[key]));
  return { ...value, ...Object.fromEntries(changed.map(([key, map]) => [key, map(value[key])])) };
}

const quantities = (map: unknown): unknown =>
  over(map, (all) =>
    Object.fromEntries(
      Object.entries(all).map(([key, value]) => {
        const amount = quantity(value);
        return [key, amount === undefined ? value : canonical(amount)];
      }),
    ),
  );

/** Of an image without a tag, or with the tag latest, the newest is always fetched. */
function pullPolicy(image: unknown): string | undefined {
  if (typeof image !== "string") return undefined;
  const name = lastSegment(image);
  if (image.includes("@")) return "IfNotPresent";
  return !name.includes(":") || name.endsWith(":latest") ? "Always" : "IfNotPresent";
}

const probe: Fill = (value) =>
  filled(
    mapped(value, {
      httpGet: (get) => over(get, (one) => filled(one, { path: "/", scheme: "HTTP" })),
      grpc: (grpc) => over(grpc, (one) => filled(one, { service: "" })),
    }),
    { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  );

/** What is limited and not asked for is asked for as it is limited. */
function resources(value: Props): Props {
  const full = mapped(value, { limits: quantities, requests: quantities });
  if (!isRecord(full.limits) || (isSet(full.requests) && !isRecord(full.requests))) return full;
  const asked = isRecord(full.requests) ? full.requests : {};
  return { ...full, requests: { ...full.limits, ...asked } };
}

const container: Fill = (value) =>
  filled(
    mapped(value, {
      ports: (ports) => each(ports, (port) => filled(port, { protocol: "TCP" })),
      env: (list) =>
        each(list, (variable) =>
          mapped(variable, {
            valueFrom: (from) =>
              over(from, (one) =>
                mapped(one, {
                  fieldRef: (field) => over(field, (f) => filled(f, { apiVersion: "v1" })),
                  resourceFieldRef: (field) => over(field, (f) => filled(f, { divisor: "0" })),
                }),
              ),
          }),
        ),
      livenessProbe: (one) => over(one, probe),
      readinessProbe: (one) => over(one, probe),
      startupProbe: (one) => over(one, probe),
      resources: (one) => over(one, resources),
    }),
    {
      imagePullPolicy: pullPolicy(value.image),
      terminationMessagePath: "/dev/termination-log",
      terminationMessagePolicy: "File",
      resources: {},
    },
  );

const modes: Readonly<Record<string, Props>> = {
  secret: { defaultMode: 420 },
  configMap: { defaultMode: 420 },
  downwardAPI: { defaultMode: 420 },
  projected: { defaultMode: 420 },
  hostPath: { type: "" },
};

const volume: Fill = (value) => {
  const sources = Object.keys(value).filter((key) => key !== "name" && isSet(value[key]));
  if (sources.length === 0) return { ...value, emptyDir: {} };
  const inside = { serviceAccountToken: (t: unknown) => over(t, (one) => filled(one, { expirationSeconds: 3607 })) };
  const projected = (p: unknown) =>
    over(p, (one) => mapped(one, { sources: (list) => each(list, (part) => mapped(part, inside)) }));
  return mapped(
    mapped(
      value,
      Object.fromEntries(
        Object.keys(modes).map((key) => [key, (one) => over(one, (v) => filled(v, modes[key] as Props))]),
      ),
    ),
    { projected },
  );
};

const podSpec = (spec: unknown): unknown =>
  over(spec, (value) =>
    filled(
      mapped(value, {
        containers: (list) => each(list, container),
        initContainers: (list) => each(list, container),
        volumes: (list) => each(list, volume),
      }),
      {
        restartPolicy: "Always",
        dnsPolicy: "ClusterFirst",
        schedulerName: "default-scheduler",
        securityContext: {},
        terminationGracePeriodSeconds: 30,
        // The old name of the same.
        ...(typeof value.serviceAccountName === "string" ? { serviceAccount: value.serviceAccountName } : {}),
      },
    ),
  );

const template = (value: unknown): unknown => over(value, (one) => mapped(one, { spec: podSpec }));

const spec =
  (fill: Fill): Fill =>
  (object) =>
    mapped(object, { spec: (one) => over(one, fill) });

function deployment(value: Props): Props {
  const strategy = isRecord(value.strategy) ? value.strategy : isSet(value.strategy) ? undefined : {};
  const type = strategy === undefined ? undefined : (strategy.type ?? "RollingUpdate");
  const rolling = over(strategy?.rollingUpdate ?? {}, (one) => filled(one, { maxSurge: "25%", maxUnavailable: "25%" }));
  return filled(
    {
      ...mapped(value, { template }),
      ...(strategy === undefined
        ? {}
        : { strategy: { ...strategy, type, ...(type === "RollingUpdate" ? { rollingUpdate: rolling } : {}) } }),
    },
    { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
  );
}

function updates(value: Props, rollingDefaults: Props): Props {
  const strategy = isRecord(value.updateStrategy) ? value.updateStrategy : isSet(value.updateStrategy) ? undefined : {};
  if (strategy === undefined) return value;
  const type = strategy.type ?? "RollingUpdate";
  const rolling = over(strategy.rollingUpdate ?? {}, (one) => filled(one, rollingDefaults));
  return {
    ...value,
    updateStrategy: { ...strategy, type, ...(type === "RollingUpdate" ? { rollingUpdate: rolling } : {}) },
  };
}

const claimSpec: Fill = (value) =>
  filled(
    mapped(value, { resources: (one) => over(one, (r) => mapped(r, { requests: quantities, limits: quantities })) }),
    {
      volumeMode: "Filesystem",
    },
  );

function statefulSet(value: Props): Props {
  const kept = filled(
    (isRecord(value.persistentVolumeClaimRetentionPolicy) ? value.persistentVolumeClaimRetentionPolicy : {}) as Props,
    {
      whenDeleted: "Retain",
      whenScaled: "Retain",
    },
  );
  const claims = (list: unknown) =>
    each(list, (claim) => ({
      ...mapped(claim, { spec: (one) => over(one, claimSpec) }),
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
    }));
  return filled(
    {
      ...updates(mapped(value, { template, volumeClaimTemplates: claims }), { partition: 0 }),
      persistentVolumeClaimRetentionPolicy: kept,
    },
    { podManagementPolicy: "OrderedReady", replicas: 1, revisionHistoryLimit: 10 },
  );
}

function daemonSet(value: Props): Props {
  return filled(updates(mapped(value, { template }), { maxSurge: 0, maxUnavailable: 1 }), { revisionHistoryLimit: 10 });
}

function job(value: Props): Props {
  const both = !isSet(value.completions) && !isSet(value.parallelism);
  return filled(mapped(value, { template }), {
    ...(both ? { completions: 1, parallelism: 1 } : { parallelism: 1 }),
    backoffLimit: isSet(value.backoffLimitPerIndex) ? 2147483647 : 6,
    completionMode: "NonIndexed",
    suspend: false,
    podReplacementPolicy: isSet(value.podFailurePolicy) ? "Failed" : "TerminatingOrFailed",
  });
}

/** The template of a CronJob has no completions until a Job is made of it. */
const cronJob: Fill = (value) =>
  filled(
    mapped(value, {
      jobTemplate: (one) =>
        over(one, (jobs) => mapped(jobs, { spec: (s) => over(s, (inner) => mapped(inner, { template })) })),
    }),
    { concurrencyPolicy: "Allow", suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 },
  );

function service(value: Props): Props {
  const type = value.type ?? "ClusterIP";
  const ports = (list: unknown) => each(list, (port) => filled(port, { protocol: "TCP", targetPort: port.port }));
  const outside = type === "NodePort" || type === "LoadBalancer";
  const full = filled(mapped(value, { ports }), {
    type,
    sessionAffinity: "None",
    ...(type === "ExternalName" ? {} : { internalTrafficPolicy: "Cluster" }),
    ...(outside ? { externalTrafficPolicy: "Cluster" } : {}),
    ...(type === "LoadBalancer" ? { allocateLoadBalancerNodePorts: true } : {}),
  });
  if (full.sessionAffinity !== "ClientIP" || isSet(full.sessionAffinityConfig)) return full;
  return { ...full, sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } };
}

function networkPolicy(value: Props): Props {
  const ports = (rule: Props): Props =>
    mapped(rule, { ports: (list) => each(list, (port) => filled(port, { protocol: "TCP" })) });
  const egress = Array.isArray(value.egress) && value.egress.length > 0;
  return filled(mapped(value, { ingress: (list) => each(list, ports), egress: (list) => each(list, ports) }), {
    podSelector: {},
    ...(value.egress === UNKNOWN ? {} : { policyTypes: egress ? ["Ingress", "Egress"] : ["Ingress"] }),
  });
}

function autoscaler(value: Props): Props {
  const cpu = [
    { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } },
  ];
  const metrics = isSet(value.metrics) || isSet(value.targetCPUUtilizationPercentage) ? undefined : cpu;
  return filled(value, { minReplicas: 1, ...(metrics === undefined ? {} : { metrics }) });
}

function roleBinding(object: Props): Props {
  const group = "rbac.authorization.k8s.io";
  return mapped(object, {
    roleRef: (one) => over(one, (ref) => filled(ref, { apiGroup: group })),
    subjects: (list) =>
      each(list, (subject) =>
        subject.kind === "User" || subject.kind === "Group" ? filled(subject, { apiGroup: group }) : subject,
      ),
  });
}

function definition(value: Props): Props {
  const names = (one: unknown) =>
    over(one, (n) =>
      typeof n.kind === "string" ? filled(n, { singular: n.kind.toLowerCase(), listKind: `${n.kind}List` }) : n,
    );
  return filled(mapped(value, { names }), { conversion: { strategy: "None" } });
}

/** What limits say of one bound says the others too. */
function limits(value: Props): Props {
  const one: Fill = (limit) => {
    const full = mapped(
      limit,
      Object.fromEntries(["min", "max", "default", "defaultRequest"].map((key) => [key, quantities])),
    );
    if (full.type !== "Container") return full;
    const bound = (key: string) => (isRecord(full[key]) ? (full[key] as Props) : {});
    const most = { ...bound("max"), ...bound("default") };
    const asked = { ...bound("min"), ...most, ...bound("defaultRequest") };
    return {
      ...full,
      ...(Object.keys(most).length > 0 ? { default: most } : {}),
      ...(Object.keys(asked).length > 0 ? { defaultRequest: asked } : {}),
    };
  };
  return mapped(value, { limits: (list) => each(list, one) });
}

const byKind: Readonly<Record<string, Fill>> = {
  Pod: (object) =>
    mapped(object, { spec: (one) => over(podSpec(one), (full) => filled(full, { enableServiceLinks: true })) }),
  PodTemplate: (object) => mapped(object, { template }),
  Deployment: spec(deployment),
  ReplicaSet: spec((value) => filled(mapped(value, { template }), { replicas: 1 })),
  ReplicationController: spec((value) => filled(mapped(value, { template }), { replicas: 1 })),
  StatefulSet: spec(statefulSet),
  DaemonSet: spec(daemonSet),
  Job: spec(job),
  CronJob: spec(cronJob),
  Service: spec(service),
  NetworkPolicy: spec(networkPolicy),
  HorizontalPodAutoscaler: spec(autoscaler),
  PersistentVolumeClaim: spec(claimSpec),
  PersistentVolume: spec((value) =>
    filled(
      mapped(value, { capacity: quantities, hostPath: (one) => over(one, (path) => filled(path, { type: "" })) }),
      { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" },
    ),
  ),
  StorageClass: (object) => filled(object, { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" }),
  Secret: (object) => filled(object, { type: "Opaque" }),
  RoleBinding: roleBinding,
  ClusterRoleBinding: roleBinding,
  CustomResourceDefinition: spec(definition),
  ResourceQuota: spec((value) => mapped(value, { hard: quantities })),
  LimitRange: spec(limits),
  PriorityClass: (object) => filled(object, { preemptionPolicy: "PreemptLowerPriority", value: 0 }),
  Namespace: (object) => filled(object, { spec: { finalizers: ["kubernetes"] } }),
};
