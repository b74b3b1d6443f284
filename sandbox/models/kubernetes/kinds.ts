import type { ObjectContext } from "../model.js";
import { at, isRecord, text } from "../values.js";

/** Kinds that belong to no namespace. Everything else is taken to be in one. */
const clusterWide = new Set([
  "APIService",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterTrustBundle",
  "ComponentStatus",
  "CSIDriver",
  "CSINode",
  "CustomResourceDefinition",
  "DeviceClass",
  "DeviceTaintRule",
  "FlowSchema",
  "IPAddress",
  "IngressClass",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourceSlice",
  "RuntimeClass",
  "SelfSubjectAccessReview",
  "SelfSubjectReview",
  "SelfSubjectRulesReview",
  "ServiceCIDR",
  "StorageClass",
  "StorageVersion",
  "StorageVersionMigration",
  "SubjectAccessReview",
  "TokenReview",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
]);

export function isNamespaced(kind: string): boolean {
  return !clusterWide.has(kind.replace(/(List|Patch)$/, ""));
}

/** The status of an object some time after it was applied: everything asked for is there. */
export function status(c: ObjectContext): unknown {
  const replicas = at(c.inputs, "spec.replicas") ?? 1;
  switch (c.schema.className) {
    case "Namespace":
      return { phase: "Active" };
    case "Pod":
      return { phase: "Running", podIP: podIp(c), conditions: [{ type: "Ready", status: "True" }] };
    case "Deployment":
      return {
        availableReplicas: replicas,
        readyReplicas: replicas,
        replicas,
        updatedReplicas: replicas,
        observedGeneration: 1,
      };
    case "StatefulSet":
    case "ReplicaSet":
      return { availableReplicas: replicas, readyReplicas: replicas, replicas, observedGeneration: 1 };
    case "PersistentVolumeClaim":
      return { phase: "Bound", accessModes: at(c.inputs, "spec.accessModes") ?? [] };
    case "Job":
      return {
        succeeded: at(c.inputs, "spec.completions") ?? 1,
        startTime: c.derive.time(),
        completionTime: c.derive.time(),
      };
    case "Ingress":
      return { loadBalancer: { ingress: [{ ip: c.derive.publicIp() }] } };
    case "Service":
      return {
        loadBalancer:
          text(at(c.inputs, "spec.type")) === "LoadBalancer" ? { ingress: [{ ip: c.derive.publicIp() }] } : {},
      };
    default:
      return isRecord(c.inputs.status) ? c.inputs.status : undefined;
  }
}

function podIp(c: ObjectContext): string {
  return `10.244.${c.derive.below("pod a", 256)}.${2 + c.derive.below("pod b", 250)}`;
}
