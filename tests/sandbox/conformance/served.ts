import { isDeepStrictEqual } from "node:util";
import { cloud } from "../../../sandbox/models/index.js";
import { schemaOf } from "../../../sandbox/schema/index.js";
import type { PackageName } from "../../../sandbox/types.js";
import { minimalInputs } from "../models-minimal.js";
import { installed } from "../models-world.js";
import { Engine, type Json, testServer } from "../support/client.js";

const configs: Partial<Record<PackageName, Json>> = {
  aws: { region: "eu-west-1" },
  gcp: { project: "conformance", region: "europe-west1" },
  "azure-native": { location: "westeurope", subscriptionId: "5ab5c21b-0000-4000-8000-000000000001" },
};

/** What a type's life over the wire came to; `made` is false where it needs something that is not there. */
export interface Served {
  readonly token: string;
  readonly made: boolean;
  readonly problems: readonly string[];
}

/** Takes types of a package through their life as an engine does, over the server's port. */
export async function serveTypes(pkg: PackageName, wanted: (token: string, at: number) => boolean): Promise<Served[]> {
  const server = await testServer({ cloud });
  const engine = new Engine(server.ports[pkg], pkg);
  try {
    await engine.open(configs[pkg] ?? {});
    if (pkg === "azure-native")
      await engine.create("azure-native:resources:ResourceGroup", "rg", {
        resourceGroupName: "rg",
        location: "westeurope",
      });
    const sdk = schemaOf(pkg, installed(pkg));
    const results: Served[] = [];
    for (const token of sdk.tokens().filter(wanted)) {
      const schema = sdk.resource(token);
      const inputs = schema === undefined ? {} : (minimalInputs(sdk, schema) as Json);
      if (schema === undefined || JSON.stringify(inputs).includes("__a")) continue;
      results.push(await life(engine, token, inputs));
    }
    return results;
  } finally {
    engine.close();
    await server.end();
  }
}

async function life(engine: Engine, token: string, inputs: Json): Promise<Served> {
  const problems: string[] = [];
  const checked = await engine.check(token, "thing", inputs);
  if (checked.failures.length > 0) return { token, made: false, problems };
  const made = await engine.create(token, "thing", checked.inputs).catch(() => undefined);
  if (made === undefined) return { token, made: false, problems };
  const read = await engine.read(token, "thing", made.id);
  if (read.id !== made.id) problems.push(`is read under the id ${read.id}`);
  if (!isDeepStrictEqual(read.outputs, made.outputs)) problems.push("has other outputs when it is read");
  const again = await engine.check(token, "thing", read.inputs);
  const diff = await engine.diff(token, "thing", read.inputs, again.inputs);
  if (diff.diffsList.length > 0) problems.push(`differs from its import: ${diff.diffsList.join(", ")}`);
  await engine.delete(token, "thing", made.id, made.outputs);
  const gone = await engine.read(token, "thing", made.id);
  if (gone.id !== "") problems.push("is there after its deletion");
  return { token, made: true, problems };
}
