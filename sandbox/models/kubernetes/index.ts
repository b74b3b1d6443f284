import type { ResourceSchema } from "../../schema/index.js";
import type { CheckFailure, CloudError, Props, Unready, WorldObject, WorldView } from "../../types.js";
import type { CheckContext, Models, NameRule, ObjectContext } from "../model.js";
import type { PackageRules } from "../rules.js";
import { at, isRecord, isSet, text } from "../values.js";
import {
  definitionType,
  groupOf,
  isCustom,
  isNamespaced,
  isPatch,
  kindOf,
  noKind,
  releaseType,
  schemaOf,
} from "./api.js";
import { type Cluster, clusterOf, unreachable } from "./cluster.js";
import { withDefaults } from "./defaults.js";
import { changeProblems } from "./immutable.js";
import { live, type Place } from "./live.js";
import { noAccount } from "./pod-needs.js";
import { contextNamespace } from "./reach.js";
import { unready } from "./readiness.js";
import { releaseModel } from "./release.js";
import { replaceOn } from "./replacement.js";
import { appliesOnServer, taken } from "./upsert.js";
import { checkCustom, undeclared } from "./validation/custom.js";
import { isQuantityAt } from "./validation/decode.js";
import { kindName, type Problem, problemOf, refusal } from "./validation/index.js";
import { checkMetadata } from "./validation/metadata.js";
import { subdomain } from "./validation/names.js";
import { Report } from "./validation/report.js";

/** Namespaces that every cluster has. */
const builtIn = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);
const namespaceType = "kubernetes:core/v1:Namespace";

export const kubernetesRules: PackageRules = {
  name: nameRule,
  check: checkUse,
  tolerates,
  invalid,
  id: (c) => idOf(c),
  output: () => undefined,
  planned: [],
  replaceOn,
  references: refused,
  canDelete: (_, world, session) =>
    session.config.deleteUnreachable === true ? undefined : unreachable(session, world),
  goesWith,
  conflict: (c, id) => (c.schema.token === releaseType ? undefined : taken(c, id)),
  unready: (c) => notAlive(c),
  blocked: (object, by) => ({ code: "Conflict", message: `${object.id} is used by ${by.urn}; delete that first` }),
  identities: placesOf,
  finish: (c, outputs, preview) =>
    c.schema.token === releaseType ? outputs : live(c, outputs, kindOf(c).kind, placeOf(c), preview),
};

const isList = (schema: ResourceSchema): boolean => schema.className.endsWith("List") && !schema.open;

/** The provider names every object whose metadata has no name: logical name and eight digits. */
function nameRule(schema: ResourceSchema): NameRule | undefined {
  if (!schema.inputs.has("metadata") || isList(schema) || isPatch(schema.className) || schema.className === "Status")
    return undefined;
  return { property: "metadata.name", limit: 253, random: 8, prefixProperty: "metadata.generateName" };
}

/** What the provider itself refuses, whatever the cluster is. */
function checkUse(c: CheckContext): CheckFailure[] {
  const onServer = appliesOnServer(c.session.config);
  if (isList(c.schema))
    return [
      {
        property: "",
        reason:
          "list resources exist for compatibility with YAML manifests and Helm charts, and cannot be created directly. Use the underlying resource type instead",
      },
    ];
  if (isPatch(c.schema.className)) {
    if (!onServer)
      return [
        {
          property: "",
          reason:
            "patch resources require Server-Side Apply mode, which is enabled using the `enableServerSideApply` Provider config",
        },
      ];
    if (!isSet(at(c.inputs, "metadata.name")))
      return [{ property: "metadata.name", reason: "patch resources require the `.metadata.name` field to be set" }];
  }
  if (onServer && !isSet(at(c.inputs, "metadata.name")) && isSet(at(c.inputs, "metadata.generateName")))
    return [
      {
        property: "metadata.generateName",
        reason: "the `.metadata.generateName` field is not supported in Server-Side Apply mode",
      },
    ];
  return [];
}

/** Required by the published schema, and yet filled in by every API server. */
const filledIn = /(^|\.)roleRef\.apiGroup$|(^|\.)spec\.podSelector$|(^|\.)spec\.serviceName$|^value$|^endpoints$/;

/** What the SDK's types do not allow and the API server does: numbers as quantities, and what it fills in itself. */
function tolerates(schema: ResourceSchema, failure: CheckFailure): boolean {
  const path = `.${failure.property.replace(/\[\d+\]/g, "[]").replace(/\["([^"]*)"\]/g, ".$1")}`;
  if (/^"(x-kubernetes-|\$)/.test(failure.reason)) return /CustomResourceDefinition/.test(schema.className);
  if (/^expected a string, got the number/.test(failure.reason)) return isQuantityAt(path);
  return failure.reason.startsWith("Missing required property") && filledIn.test(failure.property);
}

/** Why an object is none that the API server takes, whatever else there is. */
function invalid(c: ObjectContext): CloudError | undefined {
  if (c.schema.token === releaseType) return undefined;
  const cluster = clusterOf(c.session, c.world);
  const kindThere = "error" in cluster || isCustom(kindOf(c)) ? undefined : noKind(c, cluster);
  if ("error" in cluster && cluster.certain === true) return cluster.error;
  if (kindThere !== undefined) return kindThere;
  const { apiVersion, kind } = kindOf(c);
  const object = isPatch(c.schema.className) ? patched(c) : c.inputs;
  const problem =
    object === undefined
      ? metadataProblem(c)
      : isCustom({ apiVersion, kind })
        ? customProblem(c)
        : problemOf(apiVersion, kind, object);
  if (problem !== undefined) return said(c, problem);
  const changed =
    c.self === undefined || isPatch(c.schema.className)
      ? []
      : changeProblems(kind, withDefaults(kind, c.self.inputs), withDefaults(kind, c.inputs));
  const change = refusal(kindName(apiVersion, kind), nameOf(c), changed);
  return change === undefined ? undefined : said(c, change);
}

function said(c: ObjectContext, problem: Problem): CloudError {
  const done = c.self === undefined ? "created" : "updated";
  return {
    code: problem.code,
    message: `resource ${JSON.stringify(c.urn)} was not successfully ${done} by the Kubernetes API server: ${problem.message}`,
  };
}

/** The object as a patch leaves it; undefined where the object is none of the sandbox. */
function patched(c: ObjectContext): Props | undefined {
  const { kind, apiVersion } = kindOf(c);
  const target = c.world
    .byIdentity(idOf(c))
    .find(
      (o) =>
        o.account === c.account &&
        !isPatch(o.type) &&
        text(o.inputs.kind) === kind &&
        groupOf(text(o.inputs.apiVersion) ?? "") === groupOf(apiVersion),
    );
  return target === undefined ? undefined : (merged(target.inputs, c.inputs) as Props);
}

/** Server-side apply: maps are merged, lists of named entries by name, all else is replaced. */
function merged(below: unknown, above: unknown): unknown {
  if (isRecord(below) && isRecord(above)) {
    const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
    return Object.fromEntries(
      [...keys].map((key) => [key, key in above ? merged(below[key], above[key]) : below[key]]),
    );
  }
  if (!Array.isArray(below) || !Array.isArray(above)) return above;
  const named = [...below, ...above].every((entry) => isRecord(entry) && isSet(entry.name));
  if (!named) return above;
  const rest = above.filter((entry) => !below.some((one) => one.name === entry.name));
  return [...below.map((one) => merged(one, above.find((entry) => entry.name === one.name) ?? one)), ...rest];
}

function metadataProblem(c: ObjectContext): Problem | undefined {
  const { apiVersion, kind } = kindOf(c);
  const report = new Report();
  checkMetadata(report, c.inputs.metadata, () => []);
  return refusal(kindName(apiVersion, kind), nameOf(c), report.problems);
}

function customProblem(c: ObjectContext): Problem | undefined {
  const { apiVersion, kind } = kindOf(c);
  const schema = schemaOf(c);
  const unknown = schema === undefined ? [] : undeclared(c.inputs, schema);
  if (unknown[0] !== undefined)
    return {
      code: "InternalError",
      message: `failed to create typed patch object (${idOf(c)}; ${apiVersion}, Kind=${kind}): ${unknown[0]}: field not declared in schema`,
    };
  const report = new Report();
  checkMetadata(report, c.inputs.metadata, subdomain);
  checkCustom(report, c.inputs, schema);
  return refusal(kindName(apiVersion, kind), nameOf(c), report.problems);
}

function placeOf(c: ObjectContext): Place {
  const found = clusterOf(c.session, c.world);
  const inNamespace = isNamespaced(kindOf(c), c.world, c.account);
  return {
    name: nameOf(c),
    namespace: inNamespace ? namespaceOf(c) : undefined,
    cluster: "error" in found ? undefined : found,
  };
}

function namespaceOf(c: ObjectContext): string {
  return (
    text(at(c.inputs, "metadata.namespace")) ??
    text(c.session.config.namespace) ??
    contextNamespace(c.session.config) ??
    "default"
  );
}

function nameOf(c: ObjectContext): string {
  const prefix = text(at(c.inputs, "metadata.generateName"));
  const name = text(at(c.inputs, "metadata.name"));
  return name ?? `${prefix ?? c.name.toLowerCase()}${c.derive.draw("name", 5, "bcdfghjklmnpqrstvwxz2456789")}`;
}

function idOf(c: ObjectContext): string {
  if (c.schema.token === releaseType)
    return `${text(c.inputs.namespace) ?? "default"}/${text(c.inputs.name) ?? c.name}`;
  return isNamespaced(kindOf(c), c.world, c.account) ? `${namespaceOf(c)}/${nameOf(c)}` : nameOf(c);
}

/** What depends on the cluster and on what is in it. */
function refused(c: ObjectContext): CloudError | undefined {
  const cluster = clusterOf(c.session, c.world);
  if ("error" in cluster) return cluster.error;
  if (c.schema.token === releaseType) return undefined;
  return noKind(c, cluster) ?? noNamespace(c) ?? noPriority(c) ?? noServiceAccount(c, cluster);
}

function noNamespace(c: ObjectContext): CloudError | undefined {
  if (!isNamespaced(kindOf(c), c.world, c.account)) return undefined;
  const namespace = namespaceOf(c);
  if (builtIn.has(namespace)) return undefined;
  const found = c.world.byType(namespaceType).some((o) => o.account === c.account && o.id === namespace);
  const byRelease = c.world
    .byType(releaseType)
    .some(
      (o) => o.account === c.account && o.inputs.createNamespace === true && text(o.inputs.namespace) === namespace,
    );
  if (found || byRelease || declaredNamespace(c, namespace)) return undefined;
  return {
    code: "NotFound",
    message: `resource ${JSON.stringify(c.urn)} was not successfully created by the Kubernetes API server: namespaces "${namespace}" not found (metadata.namespace): create the kubernetes.core.v1.Namespace first, and pass its metadata.name`,
    passing: true,
  };
}

/** A declared cluster may say which namespaces it has. */
function declaredNamespace(c: ObjectContext, namespace: string): boolean {
  return c.session.answers.existing.some(
    (o) =>
      o.pkg === "kubernetes" && Array.isArray(o.properties.namespaces) && o.properties.namespaces.includes(namespace),
  );
}

/** Pods of their own are refused at once where their priority does not exist; those of a workload just never appear. */
function noPriority(c: ObjectContext): CloudError | undefined {
  const { kind } = kindOf(c);
  const name = text(at(c.inputs, "spec.priorityClassName"));
  if (kind !== "Pod" || name === undefined || /^system-(cluster|node)-critical$/.test(name)) return undefined;
  const types = ["kubernetes:scheduling.k8s.io/v1:PriorityClass", releaseType];
  const there = types.some((type) =>
    c.world.byType(type).some((o) => o.account === c.account && (type === releaseType || o.id === name)),
  );
  if (there) return undefined;
  return {
    code: "Forbidden",
    message: `pods "${nameOf(c)}" is forbidden: no PriorityClass with name ${name} was found`,
    passing: true,
  };
}

/** What accounts a declared cluster has cannot be known. */
function noServiceAccount(c: ObjectContext, cluster: Cluster): CloudError | undefined {
  if (kindOf(c).kind !== "Pod" || isPatch(c.schema.className) || cluster.kind === "declared") return undefined;
  const where = { world: c.world, account: c.account, namespace: namespaceOf(c) };
  const message = noAccount(c.inputs, nameOf(c), where);
  return message === undefined ? undefined : { code: "Forbidden", message, passing: true };
}

function notAlive(c: ObjectContext): Unready | undefined {
  const cluster = clusterOf(c.session, c.world);
  if ("error" in cluster || isPatch(c.schema.className) || c.schema.token === releaseType) return undefined;
  return unready(c, cluster, namespaceOf(c));
}

/** By what an object is found besides its id: the namespace that it lies in, the kind that it is of. */
function placesOf({ id, inputs, type }: Pick<WorldObject, "type" | "id" | "inputs">): string[] {
  const kind = text(inputs.kind);
  if (kind === undefined || type === releaseType) return [];
  const namespace = id.includes("/") ? [inNamespace(id.slice(0, id.indexOf("/")))] : [];
  return [...namespace, ofKind(groupOf(text(inputs.apiVersion) ?? ""), kind)];
}

const inNamespace = (name: string): string => `kubernetes namespace ${name}`;
const ofKind = (group: string, kind: string): string => `kubernetes kind ${group}/${kind}`;

/**
 * What goes when an object goes: everything in a namespace, every custom resource of a definition, and whatever else a
 * program holds under the same name.
 */
function goesWith(object: WorldObject, world: WorldView): WorldObject[] {
  if (isPatch(object.type)) return [];
  const here = (o: WorldObject): boolean =>
    o.pkg === "kubernetes" &&
    o.account === object.account &&
    !(o.urn === object.urn && o.generation === object.generation);
  if (object.type === namespaceType) return world.byIdentity(inNamespace(object.id)).filter(here);
  if (object.type === definitionType) {
    const group = text(at(object.inputs, "spec.group")) ?? "";
    return world.byIdentity(ofKind(group, text(at(object.inputs, "spec.names.kind")) ?? "")).filter(here);
  }
  const same = (o: WorldObject): boolean => o.id === object.id && text(o.inputs.kind) === text(object.inputs.kind);
  return world.byIdentity(object.id).filter((o) => here(o) && same(o));
}

/** The types with behaviour beyond that of every kind. */
export const kubernetesModels: Models = { [releaseType]: releaseModel };
