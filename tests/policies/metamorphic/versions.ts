/** The same types, under the names that they had and that other versions of the SDKs give them. */

import { aliasesOf } from "../sdks.js";
import type { Program, Transformation } from "./harness.js";
import { provider } from "./write.js";

/** The program with one resource after the other under each of the other names of its type. */
const renamed =
  (names: (type: string) => readonly string[]) =>
  (program: Program): readonly Program[] =>
    program.flatMap((resource, at) =>
      names(resource.type).map((type) => program.map((other, i) => (i === at ? { ...resource, type } : other))),
    );

const [AZURE] = ["azure-native:"];
const azure =
  (change: (module: string, name: string) => string) =>
  (type: string): readonly string[] => {
    const [, module = "", name = ""] = type.split(":");
    return type.startsWith(AZURE ?? "") ? [change(module, name)] : [];
  };

/** What previews of 2019 called a private endpoint had other properties. */
const OTHERS = /:InterfaceEndpoint$/;

const namesOf = (type: string): readonly string[] => aliasesOf(type).filter((alias) => !OTHERS.test(alias));

const isDated = (type: string): boolean => /\/v\d{8}\w*:/.test(type);

export const VERSIONS: readonly Transformation[] = [
  {
    name: "a version in the module of azure-native",
    of: renamed(azure((module, name) => `azure-native:${module}/v20230101preview:${name}`)),
  },
  {
    name: "a package of one version of azure-native",
    of: renamed(azure((module, name) => `azure-native_${module}_v20230101:${module}:${name}`)),
  },
  {
    name: "every other name without a version that the SDK knows",
    of: renamed((type) => namesOf(type).filter((alias) => !isDated(alias))),
  },
  {
    name: "every name with a version that azure-native knows",
    of: renamed((type) =>
      provider({ type, name: "", props: {} }) === "azure-native" ? namesOf(type).filter(isDated) : [],
    ),
  },
];
