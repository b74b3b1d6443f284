/** What the engine sends a pack: through the protocol's own bytes, so that a test sees what a run sees. */

import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Props } from "../core/value.js";
import type { PolicySettings } from "../pack/configuration.js";
import { policyConfig } from "../pack/metadata.js";
import type { Registered } from "./program.js";

/** The request to judge or to remedy one resource before it is made. */
export function analyzeRequest(one: Registered): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(one.type);
  request.setUrn(one.urn);
  request.setName(one.name);
  request.setProperties(struct(one.inputs));
  request.setOptions(options(one));
  request.setProvider(provider(one));
  return analyzer.AnalyzeRequest.deserializeBinary(request.serializeBinary());
}

/** The request to judge the stack, with what the resources are once they are made. */
export function stackRequest(resources: readonly Registered[]): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(resources.map(stackResource));
  return analyzer.AnalyzeStackRequest.deserializeBinary(request.serializeBinary());
}

/** The request that configures policies. */
export function configureRequest(given: ReadonlyMap<string, PolicySettings>): analyzer.ConfigureAnalyzerRequest {
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [policy, settings] of given) request.getPolicyconfigMap().set(policy, policyConfig(settings));
  return analyzer.ConfigureAnalyzerRequest.deserializeBinary(request.serializeBinary());
}

function stackResource(one: Registered): analyzer.AnalyzerResource {
  const resource = new analyzer.AnalyzerResource();
  resource.setType(one.type);
  resource.setUrn(one.urn);
  resource.setName(one.name);
  resource.setProperties(struct({ ...one.inputs, ...one.outputs }));
  resource.setOptions(options(one));
  resource.setProvider(provider(one));
  resource.setParent(one.parent);
  resource.setDependenciesList([...new Set(Object.values(one.dependencies).flat())]);
  for (const [property, urns] of Object.entries(one.dependencies)) {
    const on = new analyzer.AnalyzerPropertyDependencies();
    on.setUrnsList([...urns]);
    resource.getPropertydependenciesMap().set(property, on);
  }
  return resource;
}

function options({ options: given, parent }: Registered): analyzer.AnalyzerResourceOptions {
  const made = new analyzer.AnalyzerResourceOptions();
  made.setProtect(given.protect ?? false);
  made.setIgnorechangesList([...(given.ignoreChanges ?? [])]);
  made.setAdditionalsecretoutputsList([...(given.additionalSecretOutputs ?? [])]);
  made.setDeletebeforereplacedefined(given.deleteBeforeReplace !== undefined);
  made.setDeletebeforereplace(given.deleteBeforeReplace ?? false);
  made.setParent(parent);
  return made;
}

function provider({ provider: given }: Registered): analyzer.AnalyzerProviderResource {
  const made = new analyzer.AnalyzerProviderResource();
  made.setType(given.type);
  made.setUrn(given.urn);
  made.setName(given.name);
  made.setProperties(struct(given.inputs));
  return made;
}

function struct(props: Props): Struct {
  return Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
}
