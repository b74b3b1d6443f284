import type * as pulumi from "@pulumi/pulumi";
import { fitName } from "../../core/names.js";
import { workloadName } from "../children.js";
import { managedBy, selectorOf } from "../labels.js";
import type { ProbeArgs, ReplicaArgs, SecretReference, VolumeArgs, WorkloadOptions } from "./args.js";
import type { WorkloadPlan } from "./types.js";

/** Where programs that know nothing of read-only files write. */
const scratch: VolumeArgs = { path: "/tmp", scratchMiB: 64 };

/** Everything about a workload that can be decided without the engine. Pure: it checks nothing and registers nothing. */
export function planWorkload(name: string, options: WorkloadOptions): WorkloadPlan {
  const objectName = options.name ?? fitName(name, workloadName);
  const { kind = "deployment", port, volumes = {} } = options;
  const schedule = typeof kind === "object" ? { timezone: "Etc/UTC", ...kind } : undefined;
  const plainKind = typeof kind === "object" ? "cron" : kind;
  const lasting = plainKind === "deployment" || plainKind === "statefulset";
  const expose = options.expose ?? (port === undefined ? "none" : "cluster");
  const selector = selectorOf(objectName);
  return {
    objectName,
    kind: plainKind,
    schedule,
    image: options.image,
    replicas: lasting ? planReplicas(options.replicas, plainKind) : undefined,
    port,
    command: options.command,
    args: options.args,
    env: options.env ?? {},
    ...planSecrets(options.secrets ?? {}),
    resources: { cpu: 0.25, memoryMiB: 256, ...options.resources },
    probes: planProbes(options.probes, lasting),
    service: expose !== "none",
    expose: typeof expose === "object" ? expose : undefined,
    ingress: options.ingress ?? {},
    egress: options.egress ?? {},
    volumes: hasTmp(volumes) ? volumes : { tmp: scratch, ...volumes },
    nodes: options.nodes ?? {},
    terminationGraceSeconds: options.terminationGraceSeconds ?? 30,
    timeoutSeconds: options.timeoutSeconds,
    retries: options.retries ?? 3,
    writableRoot: options.writableRoot ?? false,
    runAsUser: options.runAsUser ?? 10_001,
    allowRoot: options.allowRoot ?? false,
    apiToken: options.apiToken ?? false,
    selector,
    labels: { ...options.labels, ...managedBy, ...selector },
    annotations: options.annotations ?? {},
  };
}

function planReplicas(given: ReplicaArgs = {}, kind: string): Required<ReplicaArgs> {
  const { min = Math.min(2, given.max ?? 2) } = given;
  const max = given.max ?? (kind === "statefulset" ? min : Math.max(6, min));
  return { min, max, cpuPercent: given.cpuPercent ?? 70 };
}

function planProbes(given: ProbeArgs | false | undefined, lasting: boolean): WorkloadPlan["probes"] {
  return given === false || !lasting ? undefined : { startupSeconds: 60, ...given };
}

function planSecrets(
  secrets: NonNullable<WorkloadOptions["secrets"]>,
): Pick<WorkloadPlan, "secretValues" | "secretReferences"> {
  const entries = Object.entries(secrets);
  return {
    secretValues: Object.fromEntries(
      entries.filter((entry): entry is [string, pulumi.Input<string>] => !refers(entry[1])),
    ),
    secretReferences: Object.fromEntries(
      entries.filter((entry): entry is [string, SecretReference] => refers(entry[1])),
    ),
  };
}

/** A reference is an object of our own; a value is text, or something that becomes text. */
export function refers(source: unknown): source is SecretReference {
  return (
    typeof source === "object" && source !== null && "secret" in source && !("apply" in source) && !("then" in source)
  );
}

function hasTmp(volumes: Readonly<Record<string, VolumeArgs>>): boolean {
  return "tmp" in volumes || Object.values(volumes).some(({ path }) => path === "/tmp");
}

/** What state shows of a workload's arguments: plain and structural. */
export function summarizeWorkload(plan: WorkloadPlan): Record<string, unknown> {
  const { objectName, kind, schedule, replicas, port, service, expose, volumes } = plan;
  return {
    name: objectName,
    kind,
    ...(schedule === undefined ? {} : { schedule: schedule.cron, timezone: schedule.timezone }),
    ...(replicas === undefined ? {} : { replicas: `${replicas.min}-${replicas.max}` }),
    ...(port === undefined ? {} : { port }),
    service,
    ...(expose === undefined ? {} : { host: expose.host }),
    volumes: Object.keys(volumes),
  };
}
