import { nearest } from "../../components/core/nearest.js";
import { functionTokens } from "../schema/functions.js";
import { schemaOf } from "../schema/index.js";
import type { PackageName, SdkSource } from "../types.js";

/** Of a resource type that the SDK does not have: what it is not, and which one was meant. Walks the whole SDK. */
export function unknownType(pkg: PackageName, sdk: SdkSource, type: string): string {
  return unknown(pkg, sdk, type, "a resource type", schemaOf(pkg, sdk).tokens());
}

/** Of a function that the SDK does not have: what it is not, and which one was meant. Walks the whole SDK. */
export function unknownFunction(pkg: PackageName, sdk: SdkSource, token: string): string {
  return unknown(pkg, sdk, token, "a function", functionTokens(sdk.dir));
}

function unknown(pkg: PackageName, sdk: SdkSource, token: string, what: string, all: readonly string[]): string {
  const near = nearest(token, all);
  const hint =
    near === undefined ? "check the spelling, or install the version of the SDK that has it" : `did you mean ${near}?`;
  return `${token} is not ${what} of @pulumi/${pkg} ${sdk.version}; ${hint}`;
}
