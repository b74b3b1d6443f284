import type * as core from "@pulumi/kubernetes/core/v1";
import type { input } from "@pulumi/kubernetes/types";
import type * as pulumi from "@pulumi/pulumi";
import type { Metadata } from "./metadata.js";
import { type PodReferences, podTemplate } from "./pod.js";
import type { Surroundings, WorkloadMaker, WorkloadNative, WorkloadPlan } from "./types.js";
import { claimTemplates } from "./volumes.js";

type Controllers = Pick<WorkloadNative, "deployment" | "statefulSet" | "job" | "cronJob" | "peers">;
const none: Controllers = {
  deployment: undefined,
  statefulSet: undefined,
  job: undefined,
  cronJob: undefined,
  peers: undefined,
};

/** What a controller is made from. */
interface Request {
  readonly maker: WorkloadMaker;
  readonly plan: WorkloadPlan;
  readonly around: Surroundings;
  readonly metadata: Metadata;
  readonly template: input.core.v1.PodTemplateSpec;
  readonly options: { readonly dependsOn: pulumi.Resource[] };
}

/** Registers what runs the pods, after everything that they need. */
export function buildController(
  maker: WorkloadMaker,
  plan: WorkloadPlan,
  around: Surroundings,
  references: PodReferences & { readonly metadata: Metadata; readonly needs: readonly pulumi.Resource[] },
): Controllers {
  const { metadata, needs } = references;
  const options = { dependsOn: [...around.ready, ...needs] };
  return build[plan.kind]({ maker, plan, around, metadata, template: podTemplate(plan, around, references), options });
}

const build: Readonly<Record<WorkloadPlan["kind"], (request: Request) => Controllers>> = {
  deployment: (request) => ({ ...none, deployment: deployment(request) }),
  statefulset: statefulSet,
  job: ({ maker, plan, metadata, template, options }) => ({
    ...none,
    job: maker.child("job", "", { metadata: metadata(), spec: jobSpec(plan, template) }, options),
  }),
  cron: (request) => ({ ...none, cronJob: cronJob(request) }),
};

/** With an autoscaler the number of pods is its business: stated here, each deployment would set it back. */
function count({ replicas }: WorkloadPlan): { replicas?: number } {
  return replicas !== undefined && replicas.min === replicas.max ? { replicas: replicas.min } : {};
}

function deployment({ maker, plan, metadata, template, options }: Request) {
  const spec: input.apps.v1.DeploymentSpec = {
    ...count(plan),
    selector: { matchLabels: plan.selector },
    // A new pod is ready before an old one goes.
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template,
  };
  return maker.child("deployment", "", { metadata: metadata(), spec }, options);
}

function statefulSet({ maker, plan, around, metadata, template, options }: Request): Controllers {
  const peersName = `${plan.objectName}-peers`;
  const peers = maker.child("peers", "peers", { metadata: metadata(peersName), spec: peersSpec(plan) });
  const claims = claimTemplates(plan, around);
  const spec: input.apps.v1.StatefulSetSpec = {
    ...count(plan),
    selector: { matchLabels: plan.selector },
    serviceName: peersName,
    template,
    ...(claims.length > 0 ? { volumeClaimTemplates: claims } : {}),
  };
  const dependsOn = [...options.dependsOn, peers];
  return { ...none, peers, statefulSet: maker.child("statefulSet", "", { metadata: metadata(), spec }, { dependsOn }) };
}

/** A name in DNS for each pod, also while it is not ready: members of a group have to find each other to become so. */
function peersSpec({ selector, port }: WorkloadPlan): NonNullable<core.ServiceArgs["spec"]> {
  const ports = port === undefined ? {} : { ports: [{ name: "main", port, targetPort: "main" }] };
  return { clusterIP: "None", publishNotReadyAddresses: true, selector, ...ports };
}

function jobSpec(plan: WorkloadPlan, template: input.core.v1.PodTemplateSpec): input.batch.v1.JobSpec {
  const deadline = plan.timeoutSeconds === undefined ? {} : { activeDeadlineSeconds: plan.timeoutSeconds };
  return { backoffLimit: plan.retries, ...deadline, template };
}

function cronJob({ maker, plan, metadata, template, options }: Request) {
  const spec: input.batch.v1.CronJobSpec = {
    schedule: plan.schedule?.cron ?? "",
    timeZone: plan.schedule?.timezone ?? "",
    // One at a time; a start that was missed is made up for within ten minutes, and not later.
    concurrencyPolicy: "Forbid",
    startingDeadlineSeconds: 600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: jobSpec(plan, template) },
  };
  return maker.child("cronJob", "", { metadata: metadata(), spec }, options);
}
