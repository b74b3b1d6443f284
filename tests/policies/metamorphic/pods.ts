/** The same pods, made by another kind of object. */

import type { ExampleResource } from "../../../policies/core/rule.js";
import { isObject, type Props } from "../../../policies/core/value.js";
import type { Program, Transformation } from "./harness.js";

type Template = Props;

/** How each kind of object holds the template of its pods. */
const KINDS: Readonly<
  Record<string, { read: (props: Props) => unknown; write: (template: Template, metadata: Props) => Props }>
> = {
  "kubernetes:core/v1:Pod": {
    read: ({ metadata, spec }) => ({ metadata, spec }),
    write: ({ metadata, spec }, own) => ({ metadata: { ...own, ...(isObject(metadata) ? metadata : {}) }, spec }),
  },
  "kubernetes:core/v1:PodTemplate": {
    read: ({ template }) => template,
    write: (template, metadata) => ({ metadata, template }),
  },
  ...Object.fromEntries(
    [
      "core/v1:ReplicationController",
      "apps/v1:Deployment",
      "apps/v1:StatefulSet",
      "apps/v1:DaemonSet",
      "apps/v1:ReplicaSet",
      "batch/v1:Job",
    ].map((kind) => [
      `kubernetes:${kind}`,
      {
        read: ({ spec }: Props) => (isObject(spec) ? spec.template : undefined),
        write: (template: Template, metadata: Props) => ({ metadata, spec: { template } }),
      },
    ]),
  ),
  "kubernetes:batch/v1:CronJob": {
    read: ({ spec }) =>
      isObject(spec) && isObject(spec.jobTemplate) && isObject(spec.jobTemplate.spec)
        ? spec.jobTemplate.spec.template
        : undefined,
    write: (template, metadata) => ({ metadata, spec: { jobTemplate: { spec: { template } } } }),
  },
};

/** The resource as an object of another kind. What the metadata of a pod says, its maker's says, too. */
function as(resource: ExampleResource, kind: string): ExampleResource {
  const from = KINDS[resource.type];
  const to = KINDS[kind];
  const template = from?.read(resource.props);
  if (to === undefined || !isObject(template)) return resource;
  const metadata = isObject(resource.props.metadata) ? resource.props.metadata : {};
  const named = kind.endsWith(":Pod") || resource.type.endsWith(":Pod");
  const props = to.write(
    named
      ? { ...template, metadata: { ...metadata, ...(isObject(template.metadata) ? template.metadata : {}) } }
      : template,
    metadata,
  );
  const refs =
    resource.refs &&
    Object.fromEntries(
      Object.entries(resource.refs).map(([p, r]) => [
        p === "spec" || p === "template" ? (kind.endsWith("PodTemplate") ? "template" : "spec") : p,
        r,
      ]),
    );
  return { ...resource, type: kind, props, ...(refs && { refs }) };
}

/** What may be made to end, where nobody waits for an answer. */
const ENDING = /:(Pod|PodTemplate|Job|CronJob)$/;

/** One transformation for each kind of object. */
export const PODS: readonly Transformation[] = Object.keys(KINDS).map((kind) => ({
  name: `pods of a ${kind.slice(kind.lastIndexOf(":") + 1)}`,
  of: (program: Program): readonly Program[] => [program.map((resource) => as(resource, kind))],
  ...(ENDING.test(kind) && { except: { "k8s-probes": "asks for probes of pods that run on and on" } }),
}));
