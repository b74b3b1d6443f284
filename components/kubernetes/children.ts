import * as apps from "@pulumi/kubernetes/apps/v1";
import * as autoscaling from "@pulumi/kubernetes/autoscaling/v2";
import * as batch from "@pulumi/kubernetes/batch/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as policy from "@pulumi/kubernetes/policy/v1";
import { childKinds, type NameRule, type OverridesOf } from "../core/children.js";

/**
 * Names that others use: in DNS, in labels, in the identities of clouds. They are stated, so that they can be foretold.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const labelName: NameRule = { limit: 63, charset: "a-z0-9-", property: "metadata.name" };

/** A StatefulSet and a CronJob leave room for what their controllers append; the rest of a workload has the same name. */
export const workloadName: NameRule = { limit: 52, charset: "a-z0-9-", property: "metadata.name" };

/** Named by the provider: a change of contents makes a new object under a new name, so that pods are replaced too. */
const contentName: NameRule = { limit: 253, charset: "a-z0-9-", added: 9 };

/** Every kind of child of a namespace. The keys are the keys of overrides. */
export const namespaceChildren = childKinds({
  namespace: { type: () => core.Namespace, name: labelName, deep: true },
  quota: { type: () => core.ResourceQuota, name: labelName, deep: true },
  limits: { type: () => core.LimitRange, name: labelName, deep: true },
  defaultDeny: { type: () => networking.NetworkPolicy, name: labelName, deep: true },
  dns: { type: () => networking.NetworkPolicy, name: labelName, deep: true },
});

/** Every kind of child of a workload. The keys are the keys of overrides. */
export const workloadChildren = childKinds({
  serviceAccount: { type: () => core.ServiceAccount, name: workloadName, deep: true },
  secrets: { type: () => core.Secret, name: contentName, deep: true },
  files: { type: () => core.ConfigMap, name: contentName, deep: true },
  networkPolicy: { type: () => networking.NetworkPolicy, name: labelName, deep: true },
  deployment: { type: () => apps.Deployment, name: workloadName, deep: true },
  statefulSet: { type: () => apps.StatefulSet, name: workloadName, deep: true },
  job: { type: () => batch.Job, name: workloadName, deep: true },
  cronJob: { type: () => batch.CronJob, name: workloadName, deep: true },
  service: { type: () => core.Service, name: labelName, deep: true },
  peers: { type: () => core.Service, name: labelName, deep: true },
  autoscaler: { type: () => autoscaling.HorizontalPodAutoscaler, name: workloadName, deep: true },
  disruptionBudget: { type: () => policy.PodDisruptionBudget, name: workloadName, deep: true },
  ingress: { type: () => networking.Ingress, name: workloadName, deep: true },
  connection: { type: () => networking.NetworkPolicy, name: labelName, deep: true },
});

export type NamespaceChildOverrides = OverridesOf<typeof namespaceChildren>;
export type WorkloadChildOverrides = OverridesOf<typeof workloadChildren>;
