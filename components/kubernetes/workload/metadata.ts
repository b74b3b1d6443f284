import type { input } from "@pulumi/kubernetes/types";
import type * as pulumi from "@pulumi/pulumi";
import { given } from "../../core/values.js";
import type { Surroundings, WorkloadPlan } from "./types.js";

type Texts = Readonly<Record<string, pulumi.Input<string>>>;

/** The metadata of an object: under the workload's name unless it has its own; `false` leaves the name to the provider. */
export type Metadata = (name?: string | false, annotations?: Texts) => input.meta.v1.ObjectMeta;

export function metadataOf(plan: WorkloadPlan, around: Surroundings): Metadata {
  return (name = plan.objectName, annotations = {}) =>
    given({
      name: name === false ? undefined : name,
      namespace: around.namespace,
      labels: plan.labels,
      annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
    });
}
