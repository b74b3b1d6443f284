import type { Props, WorldObject, WorldView } from "../../types.js";
import { at, classNameOf, isRecord, records, text } from "../values.js";
import { definitionType, isCustom, releaseType } from "./api.js";

/** What pods wait for where they name it: in the namespace, or never. */
type NeededKind = "ConfigMap" | "PersistentVolumeClaim" | "Secret" | "ServiceAccount";

/** Something that pods cannot start without. */
interface Need {
  readonly kind: NeededKind;
  readonly name: string;
  /** Where the program names it. */
  readonly path: string;
  /** Who waits for it: containers by name; nobody yet where the pods cannot even be made or placed. */
  readonly containers: readonly string[];
  /** How the pods say that it is not there. */
  readonly said: string;
}

/** Where an object lies: what it needs must lie there too. */
export interface Whereabouts {
  readonly world: WorldView;
  readonly account: string;
  readonly namespace: string;
}

/** Where the pods of a kind are described; undefined for a kind without pods. */
export function podPath(kind: string): string | undefined {
  if (kind === "Pod") return "spec";
  if (kind === "CronJob") return "spec.jobTemplate.spec.template.spec";
  return makers.has(kind) ? "spec.template.spec" : undefined;
}

const makers = new Set(["DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet"]);

/**
 * Why the pods of an object never run: what they name and is not there, in the words of the first thing that goes wrong. Pods
 * are not made without their account, not placed without their claims, and not started without their volumes and variables.
 */
export function waitsFor(kind: string, inputs: Props, pod: string, where: Whereabouts): string[] {
  const path = podPath(kind);
  const spec = path === undefined ? undefined : at(inputs, path);
  if (path === undefined || !isRecord(spec) || isSystem(where.namespace)) return [];
  const own = new Set(records(at(inputs, "spec.volumeClaimTemplates")).map((claim) => at(claim, "metadata.name")));
  const stages = [accountOf(kind, spec, pod, where.namespace), claimsOf(spec, own), filesOf(spec), variablesOf(spec)];
  for (const needs of stages) {
    const missing = needs.filter((need) => !mayBeThere(need, where));
    if (missing.length > 0) return missing.map((need) => sentence(need, path, where.namespace));
  }
  return [];
}

/** Why a pod of its own is refused: its account is not there. */
export function noAccount(inputs: Props, pod: string, where: Whereabouts): string | undefined {
  const spec = inputs.spec;
  if (!isRecord(spec) || isSystem(where.namespace)) return undefined;
  const missing = accountOf("Pod", spec, pod, where.namespace).find((need) => !mayBeThere(need, where));
  return missing && sentence(missing, "spec", where.namespace);
}

function sentence({ kind, name, path, containers, said }: Need, below: string, namespace: string): string {
  const who = containers.length === 0 ? "" : `containers with unready status: [${containers.join(" ")}] -- `;
  const fix = `make the ${kind} ${namespace}/${name}, or declare it in sandbox.yaml under existing`;
  return `${who}${said} (${below}.${path}: ${fix})`;
}

/** What the cluster itself runs finds there what no program has made. */
const isSystem = (namespace: string): boolean => namespace.startsWith("kube-");

/** A pod of its own is refused at once. */
function accountOf(kind: string, spec: Props, pod: string, namespace: string): Need[] {
  const key = text(spec.serviceAccountName) === undefined ? "serviceAccount" : "serviceAccountName";
  const name = text(spec[key]);
  if (name === undefined) return [];
  const why = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`;
  const said = `${kind === "Pod" ? "" : "[FailedCreate] "}pods "${pod}" is forbidden: ${why}`;
  return [{ kind: "ServiceAccount", name, path: key, containers: [], said }];
}

function claimsOf(spec: Props, own: ReadonlySet<unknown>): Need[] {
  return listed(spec.volumes).flatMap(([volume, index]): Need[] => {
    const name = text(at(volume, "persistentVolumeClaim.claimName"));
    if (name === undefined || own.has(volume.name)) return [];
    const said = `[Unschedulable] persistentvolumeclaim "${name}" not found`;
    const path = `volumes[${index}].persistentVolumeClaim.claimName`;
    return [{ kind: "PersistentVolumeClaim", name, path, containers: [], said }];
  });
}

function filesOf(spec: Props): Need[] {
  const containers = records(spec.containers).flatMap((container) => text(container.name) ?? []);
  return listed(spec.volumes).flatMap(([volume, index]) => {
    const place = `volumes[${index}]`;
    const said = (what: string) => `[ContainerCreating] MountVolume.SetUp failed for volume "${volume.name}" : ${what}`;
    const direct = [
      ...wanted("ConfigMap", volume.configMap, "name", `${place}.configMap`),
      ...wanted("Secret", volume.secret, "secretName", `${place}.secret`),
    ];
    const projected = listed(at(volume, "projected.sources")).flatMap(([source, at]) => [
      ...wanted("ConfigMap", source.configMap, "name", `${place}.projected.sources[${at}].configMap`),
      ...wanted("Secret", source.secret, "name", `${place}.projected.sources[${at}].secret`),
    ]);
    return [...direct, ...projected].map((one) => ({ ...one, containers, said: said(notFound(one)) }));
  });
}

function variablesOf(spec: Props): Need[] {
  return ["initContainers", "containers"].flatMap((list) =>
    listed(spec[list]).flatMap(([container, index]) => {
      const place = `${list}[${index}]`;
      const single = listed(container.env).flatMap(([variable, i]) => [
        ...wanted(
          "ConfigMap",
          at(variable, "valueFrom.configMapKeyRef"),
          "name",
          `${place}.env[${i}].valueFrom.configMapKeyRef`,
        ),
        ...wanted(
          "Secret",
          at(variable, "valueFrom.secretKeyRef"),
          "name",
          `${place}.env[${i}].valueFrom.secretKeyRef`,
        ),
      ]);
      const all = listed(container.envFrom).flatMap(([source, i]) => [
        ...wanted("ConfigMap", source.configMapRef, "name", `${place}.envFrom[${i}].configMapRef`),
        ...wanted("Secret", source.secretRef, "name", `${place}.envFrom[${i}].secretRef`),
      ]);
      const containers = [text(container.name) ?? ""];
      return [...single, ...all].map((one) => {
        const said = `[CreateContainerConfigError] ${notFound(one)}`;
        return { ...one, containers, said };
      });
    }),
  );
}

type Named = Pick<Need, "kind" | "name" | "path">;

/** The reference, unless the pods start without what it names. */
function wanted(kind: NeededKind, reference: unknown, key: string, place: string): Named[] {
  const name = isRecord(reference) && reference.optional !== true ? text(reference[key]) : undefined;
  return name === undefined ? [] : [{ kind, name, path: `${place}.${key}` }];
}

const notFound = ({ kind, name }: Named): string => `${kind.toLowerCase()} "${name}" not found`;

/** The records of a list with their places in it. */
function listed(value: unknown): [Props, number][] {
  return Array.isArray(value)
    ? value.flatMap((one, index): [Props, number][] => (isRecord(one) ? [[one, index]] : []))
    : [];
}

const everywhere: Readonly<Partial<Record<NeededKind, string>>> = {
  ConfigMap: "kube-root-ca.crt",
  ServiceAccount: "default",
};

function mayBeThere({ kind, name }: Named, where: Whereabouts): boolean {
  const { world, account, namespace } = where;
  const isIt = (o: WorldObject): boolean =>
    o.type === "" || (o.account === account && (text(o.inputs.kind) ?? classNameOf(o.type)) === kind);
  return everywhere[kind] === name || world.byIdentity(`${namespace}/${name}`).some(isIt) || mayBeMade(kind, where);
}

/** Charts and operators make what cannot be seen; so does whatever runs in the cluster and has the right to. */
function mayBeMade(kind: NeededKind, where: Whereabouts): boolean {
  const { world, account, namespace } = where;
  const mine = (o: WorldObject): boolean => o.account === account;
  const reaches = (o: WorldObject): boolean => mine(o) && (!o.id.includes("/") || o.id.startsWith(`${namespace}/`));
  return (
    hasOperators(world, account) ||
    world.byIdentity(`kubernetes namespace ${namespace}`).some((o) => mine(o) && isCustom(kindIn(o))) ||
    roles.some((type) => world.byType(type).some((o) => reaches(o) && mayCreate(o, kind))) ||
    bindings.some((type) => world.byType(type).some((o) => reaches(o) && powerful.has(at(o.inputs, "roleRef.name"))))
  );
}

/** Whether there are charts, or kinds with operators of their own, in a cluster. */
export function hasOperators(world: WorldView, account: string): boolean {
  return [releaseType, definitionType].some((type) => world.byType(type).some((o) => o.account === account));
}

const kindIn = (o: WorldObject) => ({ apiVersion: text(o.inputs.apiVersion) ?? "", kind: text(o.inputs.kind) ?? "" });

const rbac = "kubernetes:rbac.authorization.k8s.io/v1:";
const roles = [`${rbac}Role`, `${rbac}ClusterRole`];
const bindings = [`${rbac}RoleBinding`, `${rbac}ClusterRoleBinding`];
/** Roles of every cluster that may create whatever a workload needs. */
const powerful = new Set<unknown>(["admin", "cluster-admin", "edit"]);

function mayCreate(role: WorldObject, kind: NeededKind): boolean {
  const has = (list: unknown, one: string): boolean =>
    Array.isArray(list) && (list.includes(one) || list.includes("*"));
  return records(role.inputs.rules).some(
    ({ verbs, resources }) => has(verbs, "create") && has(resources, `${kind.toLowerCase()}s`),
  );
}
