import type { CheckContext, Model, ObjectContext } from "../model.js";
import { isRecord, lastSegment, text } from "../values.js";

/** A release is one object here: what its chart makes is not rendered, and so neither seen nor checked. */
export const releaseModel: Model = {
  name: { property: "name", limit: 53, random: 8 },
  defaults: (c: CheckContext) => ({
    namespace: text(c.session.config.namespace) ?? "default",
    ...(c.inputs.skipAwait === true ? {} : { timeout: 300 }),
  }),
  replaceOn: ["name", "namespace"],
  unique: true,
  id: (c) => `${text(c.inputs.namespace) ?? "default"}/${text(c.inputs.name) ?? c.name}`,
  outputs: {
    status: (c) => ({
      ...chartFacts(c),
      name: text(c.inputs.name) ?? c.name,
      namespace: text(c.inputs.namespace) ?? "default",
      revision: c.self === undefined ? 1 : revisionOf(c) + 1,
      status: "deployed",
    }),
    resourceNames: () => ({}),
    manifest: () => ({}),
    checksum: (c) => c.derive.hex("checksum", 64),
  },
};

function revisionOf(c: ObjectContext): number {
  const status = c.self?.outputs.status;
  return isRecord(status) && typeof status.revision === "number" ? status.revision : 1;
}

/** The chart is not opened: what the program says of it is all that is known. */
function chartFacts(c: ObjectContext): { appVersion: string; chart: string; version: string } {
  const chart = text(c.inputs.chart) ?? "";
  const file = lastSegment(chart);
  const packed = /^(.+)-(\d+\.\d+\.\d+.*)\.tgz$/.exec(file);
  const version = text(c.inputs.version) ?? packed?.[2] ?? "1.0.0";
  return { appVersion: version, chart: packed?.[1] ?? file, version };
}
