import { describe, expect, it } from "vitest";
import { azurePaths } from "../../../sandbox/data/azure-paths.js";
import { keptNames } from "../../../sandbox/data/kept-names.js";
import { overwritten, uniqueNames } from "../../../sandbox/data/names.js";
import { finalSnapshots, protections } from "../../../sandbox/data/protections.js";
import { quotas } from "../../../sandbox/data/quotas.js";
import { awsReferences } from "../../../sandbox/data/references/aws.js";
import { awsUnchecked } from "../../../sandbox/data/references/aws-forms.js";
import { awsTargets } from "../../../sandbox/data/references/aws-targets.js";
import { awsWords } from "../../../sandbox/data/references/aws-words.js";
import { azureReferences } from "../../../sandbox/data/references/azure-native.js";
import { azureTargets } from "../../../sandbox/data/references/azure-native-targets.js";
import { gcpReferences } from "../../../sandbox/data/references/gcp.js";
import { gcpTargets } from "../../../sandbox/data/references/gcp-targets.js";
import type { Target } from "../../../sandbox/data/references/model.js";
import { pathOf, paths, typeOfId } from "../../../sandbox/models/azure/paths.js";
import { inUse } from "../../../sandbox/models/in-use.js";
import { schemaOf, type TypeRef } from "../../../sandbox/schema/index.js";
import type { PackageName } from "../../../sandbox/types.js";
import { installed } from "../models-world.js";

const sdkOf = (type: string) => {
  const pkg = type.split(":")[0] as PackageName;
  return schemaOf(pkg, installed(pkg));
};

/** Types and paths that the installed SDK does not have, as `type path`. */
function unknown(places: readonly (readonly [type: string, path: string])[]): string[] {
  return places.flatMap(([type, path]) => {
    const sdk = sdkOf(type);
    const schema = sdk.resource(type);
    const [first = "", ...rest] = path.split(".");
    const member = schema?.inputs.get(first);
    const has = (ref: TypeRef, parts: readonly string[]): boolean => {
      const [key = "", ...more] = parts;
      if (parts.length === 0) return true;
      if (ref.kind === "list") return has(ref.of, parts);
      if (ref.kind === "union") return ref.of.some((each) => has(each, parts));
      const inner = ref.kind === "named" ? sdk.members(ref)?.get(key) : undefined;
      return inner !== undefined && has(inner.type, more);
    };
    const known = schema !== undefined && (path === "" || (member !== undefined && has(member.type, rest)));
    return known ? [] : [`${type} ${path}`];
  });
}

describe("the tables name what the installed SDKs have", () => {
  it.each([
    ["aws", awsReferences, Object.keys(awsTargets)],
    ["gcp", gcpReferences, Object.keys(gcpTargets)],
  ])("references of %s: types, paths and targets", (_, references, targets) => {
    const rows = Object.entries(references).flatMap(([type, row]) =>
      Object.entries(row).map(([path, target]) => ({ type, path, target })),
    );
    expect(unknown(rows.map(({ type, path }) => [type, path]))).toEqual([]);
    expect(rows.filter(({ target }) => !targets.includes(target))).toEqual([]);
  });

  it("references of Azure: types and paths, and kinds as the resource paths have them", () => {
    const rows = Object.entries(azureReferences).flatMap(([type, row]) =>
      Object.keys(row).map((path) => [type, path] as const),
    );
    expect(unknown(rows)).toEqual([]);
    const published = azurePaths
      .trim()
      .split("\n")
      .map((line) => line.slice(line.indexOf(" ") + 1));
    const kindOf = (path: string) => typeOfId(`/providers/${path}`).toLowerCase();
    const kinds = new Set([...Object.values(paths), ...published].map(kindOf));
    const sdk = sdkOf("azure-native:");
    // The paths of the rest follow from the names of their classes.
    const classes = new Set(
      Object.keys(azureTargets).map((kind) => kind.slice(kind.lastIndexOf("/") + 1).toLowerCase()),
    );
    const ofClass = (token: string) => {
      const name = token.slice(token.lastIndexOf(":") + 1).toLowerCase();
      return [name, `${name}s`, name.replace(/y$/, "ies")].some((plural) => classes.has(plural));
    };
    for (const token of sdk.tokens().filter(ofClass)) {
      const schema = sdk.resource(token);
      if (schema !== undefined) kinds.add(kindOf(pathOf(schema)));
    }
    expect(Object.keys(azureTargets).filter((kind) => !kinds.has(kind.toLowerCase()))).toEqual([]);
  });

  it("targets: types, and outputs or inputs by which they are named", () => {
    const wrong = [...Object.values<Target>(awsTargets), ...Object.values<Target>(gcpTargets)].flatMap(
      ({ types, by = [] }) => {
        const schemas = types.map((type) => sdkOf(type).resource(type));
        const lost = types.filter((_, i) => schemas[i] === undefined);
        const named = by.filter((key) => !schemas.some((s) => s?.properties.has(key) || s?.inputs.has(key)));
        return [...lost, ...named.map((key) => `${types[0]} ${key}`)];
      },
    );
    expect(wrong).toEqual([]);
  });

  it("words of AWS services: modules of the SDK", () => {
    const modules = new Set(
      sdkOf("aws:")
        .tokens()
        .map((token) => token.split(":")[1]?.split("/")[0]),
    );
    expect(Object.keys(awsWords).filter((module) => !modules.has(module))).toEqual([]);
  });

  it("deletes, protections, names and quotas: types and paths", () => {
    const users = Object.values(inUse).flatMap((rule) => rule.by.map((place) => place.split("#")));
    const guards = Object.entries(protections).flatMap(([type, rules]) => rules.map((rule) => [type, rule.path]));
    const names = [...Object.entries(uniqueNames), ...Object.entries(keptNames)].flatMap(([type, rule]) =>
      [...rule.properties, ...(rule.unless === undefined ? [] : [rule.unless])].map((path) => [type, path]),
    );
    const counted = quotas.flatMap((quota) =>
      quota.types.flatMap((type) =>
        [
          ...(typeof quota.within === "string" ? [""] : quota.within),
          quota.only?.path ?? "",
          quota.processors ?? "",
        ].map((path) => [type, path]),
      ),
    );
    const places = [
      ...users,
      ...guards,
      ...names,
      ...counted,
      ...Object.entries(inUse).map(([type, rule]) => [type, rule.unless ?? ""]),
      ...Object.keys(finalSnapshots).map((type) => [type, "finalSnapshotIdentifier"]),
      ...[...overwritten].map((type) => [type, ""]),
      ...Object.entries(awsUnchecked).flatMap(([type, paths]) => paths.map((path) => [type, path])),
    ];
    expect(unknown(places as [string, string][])).toEqual([]);
  });

  it("every rule of deletes, protections, names and quotas has an address of its documentation", () => {
    const sources = [
      ...Object.values(inUse),
      ...Object.values(protections).flat(),
      ...Object.values(finalSnapshots),
      ...Object.values(uniqueNames),
      ...Object.values(keptNames),
      ...quotas,
    ].map(({ source }) => source);
    expect(sources.filter((source) => !/^https:\/\/[\w.-]+\/\S+$/.test(source))).toEqual([]);
  });
});
