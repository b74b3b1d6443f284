import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { at, isRecord, text } from "../../values.js";
import { dashed } from "../dashes.js";
import { withDefaults } from "../defaults.js";
import { checkAutoscaler, checkBudget } from "./autoscaling.js";
import { checkCronJob, checkJob } from "./batch.js";
import { checkConfigMap, checkSecret } from "./config.js";
import { duplicates, unreadable } from "./decode.js";
import { checkDefinition } from "./definition.js";
import { checkIngress, checkIngressClass } from "./ingress.js";
import { checkMetadata } from "./metadata.js";
import { label, type NameCheck, pathSegment, subdomain } from "./names.js";
import { checkNetworkPolicy } from "./network-policy.js";
import { checkPodSpec } from "./pod.js";
import { checkLimits, checkPriorityClass, checkQuota } from "./quota.js";
import { checkClusterRole, checkClusterRoleBinding, checkRole, checkRoleBinding } from "./rbac.js";
import { Report } from "./report.js";
import { checkService } from "./service.js";
import { checkClaim, checkStorageClass, checkVolume } from "./storage.js";
import {
  checkDaemonSet,
  checkDeployment,
  checkReplicaSet,
  checkReplicationController,
  checkStatefulSet,
} from "./workloads.js";

/** What the API server refuses with: the reason of its status, and its text. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

type Check = (report: Report, object: Props) => void;

/** What is checked of an object of each kind besides its metadata, by kind. The object has the server's defaults. */
const checks: Readonly<Record<string, Check>> = {
  Pod: (report, object) => checkPodSpec(report, object.spec, "spec"),
  Deployment: checkDeployment,
  ReplicaSet: checkReplicaSet,
  ReplicationController: checkReplicationController,
  StatefulSet: checkStatefulSet,
  DaemonSet: checkDaemonSet,
  Job: checkJob,
  CronJob: checkCronJob,
  Service: checkService,
  Ingress: checkIngress,
  IngressClass: checkIngressClass,
  NetworkPolicy: checkNetworkPolicy,
  ConfigMap: checkConfigMap,
  Secret: checkSecret,
  PersistentVolumeClaim: checkClaim,
  PersistentVolume: checkVolume,
  StorageClass: checkStorageClass,
  HorizontalPodAutoscaler: checkAutoscaler,
  PodDisruptionBudget: checkBudget,
  Role: checkRole,
  ClusterRole: checkClusterRole,
  RoleBinding: checkRoleBinding,
  ClusterRoleBinding: checkClusterRoleBinding,
  ResourceQuota: checkQuota,
  LimitRange: checkLimits,
  PriorityClass: checkPriorityClass,
  CustomResourceDefinition: checkDefinition,
};

/** Kinds whose contents are checked by rules of their own. */
export const checkedKinds: readonly string[] = Object.keys(checks);

const nameRules: Readonly<Record<string, NameCheck>> = {
  Namespace: label,
  Service: label,
  Role: pathSegment,
  ClusterRole: pathSegment,
  RoleBinding: pathSegment,
  ClusterRoleBinding: pathSegment,
};

/** `Deployment.apps`, `Pod`: how messages name a kind. */
export function kindName(apiVersion: string, kind: string): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return group === "" || group === "core" ? kind : `${kind}.${group}`;
}

function ident(apiVersion: string): string {
  const plain = apiVersion.replace(/^core\//, "");
  return plain.includes("/") ? plain : `/${plain}`;
}

/** What the API server says of an object of a kind that it has built in; undefined where it accepts it. */
export function problemOf(apiVersion: string, kind: string, object: Props): Problem | undefined {
  const name = text(at(object, "metadata.name")) ?? "";
  const place = text(at(object, "metadata.namespace"));
  const title = `${place === undefined ? "" : `${place}/`}${name}; ${ident(apiVersion)}, Kind=${kind}`;
  const twice = duplicates(kind, object);
  if (twice !== undefined)
    return { code: "InternalError", message: `failed to create typed patch object (${title}): ${twice}` };
  const unread = unreadable(kind, object);
  if (unread !== undefined)
    return {
      code: "InternalError",
      message: `failed to convert new object (${title}) to proper version: unable to convert unstructured object to ${ident(apiVersion)}, Kind=${kind}: ${unread}`,
    };
  const whole = kind === "CustomResourceDefinition" ? (dashed(object) as Props) : object;
  const full = withDefaults(kind, whole);
  const report = new Report();
  if (kind === "Namespace" && name.length > 63) {
    // The server labels each namespace with its name.
    const metadata = isRecord(full.metadata) ? full.metadata : {};
    const labels = isRecord(metadata.labels) ? metadata.labels : {};
    checkMetadata(report, { ...metadata, labels: { ...labels, "kubernetes.io/metadata.name": name } }, label);
  } else checkMetadata(report, full.metadata, nameRules[kind] ?? subdomain);
  // Versions before the first stable one have other shapes.
  if (/(^|\/)v\d+$/.test(apiVersion)) checks[kind]?.(report, full);
  return refusal(kindName(apiVersion, kind), name, report.problems);
}

/** The refusal of an object with these problems; undefined where there are none. */
export function refusal(kind: string, name: string, problems: readonly string[]): Problem | undefined {
  const distinct = [...new Set(problems)];
  if (distinct.length === 0) return undefined;
  const list = distinct.length === 1 ? distinct[0] : `[${distinct.join(", ")}]`;
  return { code: "Invalid", message: `${kind} ${JSON.stringify(name)} is invalid: ${list}` };
}

/** Whether any part of it is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}
