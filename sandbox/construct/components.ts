import { at, isRecord, records, text, texts } from "../models/values.js";
import type { Props, Session, WorldView } from "../types.js";
import { renderChart } from "./chart.js";
import { buildDirectory } from "./kustomize.js";
import { type Manifest, parseManifests, readFiles } from "./manifests.js";
import type { Surroundings } from "./surroundings.js";

/** What a component's arguments come to: the objects that it registers. */
export interface Plan {
  readonly manifests: readonly Manifest[];
  /** Where the objects name none. @default the provider's */
  readonly namespace?: string | undefined;
  readonly isKept?: (manifest: Manifest) => boolean;
}

export interface Ask {
  readonly session: Session;
  readonly world: WorldView;
  readonly name: string;
  readonly args: Props;
  readonly around: Surroundings;
}

/** The components that the provider itself builds, by type. */
export const components: Readonly<Record<string, (ask: Ask) => Plan | Promise<Plan>>> = {
  "kubernetes:yaml/v2:ConfigFile": ({ args, around }) => ({
    manifests: readFiles(texts(args.file), around.directory, false).flatMap(parseManifests),
  }),
  "kubernetes:yaml/v2:ConfigGroup": ({ args, around }) => ({
    manifests: [
      ...readFiles(texts(args.files), around.directory, true).flatMap(parseManifests),
      ...parseManifests(text(args.yaml) ?? ""),
      ...records(args.objs),
    ],
  }),
  "kubernetes:kustomize/v2:Directory": async ({ args, around }) => ({
    manifests: parseManifests(await buildDirectory(text(args.directory) ?? "", around, { restricted: false })),
    namespace: text(args.namespace),
  }),
  "kubernetes:helm.sh/v4:Chart": async (ask) => ({
    manifests: parseManifests(await renderChart(ask)),
    namespace: text(ask.args.namespace),
    isKept: (manifest) => policyOf(manifest) === "keep",
  }),
};

function policyOf(manifest: Manifest): unknown {
  const annotations = at(manifest, "metadata.annotations");
  return isRecord(annotations) ? annotations["helm.sh/resource-policy"] : undefined;
}
