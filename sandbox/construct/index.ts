import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { unreachable } from "../models/kubernetes/cluster.js";
import { contextNamespace } from "../models/kubernetes/reach.js";
import { hasUnknown } from "../models/kubernetes/validation/index.js";
import { text } from "../models/values.js";
import type { Connection, ServerContext } from "../server/context.js";
import { refusedByCloud, unsupported } from "../server/status.js";
import { type Decoded, decode, signatureKey, signatures } from "../server/wire.js";
import type { Session } from "../types.js";
import { SecretMarks } from "../values/marks.js";
import { worldOf } from "../world/view.js";
import { components, type Plan } from "./components.js";
import { normalized } from "./manifests.js";
import { Monitor, type Registered } from "./monitor.js";
import { registerAll } from "./register.js";
import type { Surroundings } from "./surroundings.js";

/** Builds a component as the Kubernetes provider does: it registers the children with the engine itself. */
export async function construct(
  context: ServerContext,
  connection: Connection,
  session: Session,
  request: provider.ConstructRequest,
): Promise<provider.ConstructResponse> {
  const type = request.getType();
  const plan = components[type];
  if (plan === undefined)
    throw unsupported(
      "Construct",
      `the sandbox does not build the component ${type}. Use the single resources instead, or run this program without the sandbox`,
    );
  const world = worldOf(context, session);
  const gone = unreachable(session, world);
  if (gone !== undefined) throw refusedByCloud(gone);
  const args = decode(request.getInputs());
  const monitor = new Monitor(request);
  try {
    const { urn } = await monitor.component();
    if (hasUnknown(args.props)) {
      await connection.engineLog.write("warning", urn, "unknown", unknownWords(type, request.getName()));
      return response(urn, undefined, session);
    }
    const name = request.getName();
    const around = surroundings(context, connection, urn);
    const made = await plan({ session, world, name, args: args.props, around });
    return response(urn, await children(context, session, monitor, urn, name, args, made), session);
  } finally {
    monitor.close();
  }
}

function unknownWords(type: string, name: string): string {
  return `${type}:${name} -- Required input properties have unknown values. Preview is incomplete.`;
}

export function surroundings(context: ServerContext, connection: Connection, urn: string): Surroundings {
  return {
    directory: context.program.directory,
    home: context.program.home,
    say: (line) => void connection.engineLog.write("info", urn, line, line),
  };
}

/** The namespace of objects that name none. */
export function namespaceOf(session: Session): string {
  return text(session.config.namespace) ?? contextNamespace(session.config) ?? "default";
}

function children(
  context: ServerContext,
  session: Session,
  monitor: Monitor,
  component: string,
  name: string,
  args: Decoded,
  plan: Plan,
): Promise<Registered[]> {
  const world = worldOf(context, session);
  return registerAll({
    session,
    monitor,
    component,
    manifests: normalized(plan.manifests, plan.namespace ?? namespaceOf(session), world, session.account),
    prefix: typeof args.props.resourcePrefix === "string" ? args.props.resourcePrefix : name,
    skipAwait: args.props.skipAwait === true,
    marks: SecretMarks.of(args.props, args.secrets),
    ...(plan.isKept === undefined ? {} : { isKept: plan.isKept }),
  });
}

function response(urn: string, made: readonly Registered[] | undefined, session: Session): provider.ConstructResponse {
  const answer = new provider.ConstructResponse();
  answer.setUrn(urn);
  const references = made?.map((child) => ({
    [signatureKey]: signatures.resource,
    urn: child.urn,
    id: child.id,
    packageVersion: session.sdk.version,
  }));
  answer.setState(Struct.fromJavaScript(references === undefined ? {} : { resources: references }));
  return answer;
}
