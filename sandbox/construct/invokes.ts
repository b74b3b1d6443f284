import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { isNamespaced } from "../models/kubernetes/api.js";
import { isRecord, text } from "../models/values.js";
import type { Connection, ServerContext } from "../server/context.js";
import { decode, encode } from "../server/wire.js";
import type { Props, Session, WorldView } from "../types.js";
import { SecretMarks } from "../values/marks.js";
import { worldOf } from "../world/view.js";
import { renderOldChart } from "./chart.js";
import { surroundings } from "./index.js";
import { buildDirectory } from "./kustomize.js";
import { kindOf, type Manifest, parseManifests, refuse } from "./manifests.js";
import type { Surroundings } from "./surroundings.js";

/** The functions by which components that run in the program have the provider read and render files. */
const functions: Readonly<Record<string, (args: Props, around: Surroundings) => Promise<Decoded>>> = {
  "kubernetes:yaml:decode": (args) =>
    Promise.resolve({ manifests: parseManifests(text(args.text) ?? ""), namespace: text(args.defaultNamespace) }),
  "kubernetes:helm:template": async (args, around) => {
    const options: unknown = JSON.parse(text(args.jsonOpts) ?? "{}");
    if (!isRecord(options)) return refuse("missing required field 'jsonOpts' of type string");
    return { manifests: parseManifests(await renderOldChart(options, around)), namespace: text(options.namespace) };
  },
  "kubernetes:kustomize:directory": async (args, around) => ({
    manifests: parseManifests(await buildDirectory(text(args.directory) ?? "", around, { restricted: true })),
    namespace: undefined,
  }),
};

interface Decoded {
  readonly manifests: readonly Manifest[];
  /** For what names none, or the default one. */
  readonly namespace: string | undefined;
}

export function isRendering(token: string): boolean {
  return token in functions;
}

/** Answers a function that reads or renders manifests. */
export async function invokeRendering(
  context: ServerContext,
  connection: Connection,
  session: Session,
  request: provider.InvokeRequest,
): Promise<provider.InvokeResponse> {
  const args = decode(request.getArgs());
  const render = functions[request.getTok()];
  if (render === undefined) return refuse(`${request.getTok()} renders nothing`);
  const { manifests, namespace } = await render(args.props, surroundings(context, connection, ""));
  const world = worldOf(context, session);
  const result = manifests.map((manifest) => placed(manifest, namespace, world, session.account));
  const response = new provider.InvokeResponse();
  response.setReturn(encode({ result }, SecretMarks.of(args.props, args.secrets)));
  return response;
}

function placed(manifest: Manifest, namespace: string | undefined, world: WorldView, account: string): Manifest {
  if (namespace === undefined || !isNamespaced(kindOf(manifest), world, account)) return manifest;
  const metadata = isRecord(manifest.metadata) ? manifest.metadata : {};
  const own = text(metadata.namespace);
  return own === undefined || own === "default" ? { ...manifest, metadata: { ...metadata, namespace } } : manifest;
}
