import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Target } from "./clouds.js";
import { ArgumentsError, ErrorCode } from "./errors.js";
import { providerName, providerOf } from "./providers.js";

/** The options of a child that its component decides on; parent and provider are always the same. */
export type ChildOptions = Omit<pulumi.CustomResourceOptions, "parent" | "provider">;

/** The one provider of a package that a component uses. */
export interface OwnProvider {
  readonly provider: pulumi.ProviderResource;
  /** The package in resource types, such as `aws`. */
  readonly package: string;
  /** Whose provider it is and how to have another, for the message of an error. */
  readonly owner: string;
  readonly instead: string;
}

/**
 * The options that a component hands to `super`: the user's, with the target's provider for whatever is put under the
 * component later. A provider of the same cloud among the user's options would contradict the target and is refused.
 */
export function componentOptions<C extends CloudName>(
  subject: string,
  target: Target<C>,
  opts: pulumi.ComponentResourceOptions = {},
): pulumi.ComponentResourceOptions {
  const own: OwnProvider = {
    provider: providerOf(target),
    package: target.implementations.provider.package,
    owner: `the provider of the target, ${providerName(target)}`,
    instead: `give the provider to the target: ${target.cloud}({ ..., provider })`,
  };
  return withProvider(subject, own, opts);
}

/** The user's options with the component's own provider; another one of the same package is refused. */
export function withProvider(
  subject: string,
  own: OwnProvider,
  opts: pulumi.ComponentResourceOptions = {},
): pulumi.ComponentResourceOptions {
  const { provider, providers, ...rest } = opts;
  const given = [...(provider === undefined ? [] : [provider]), ...listOf(providers)];
  const rival = given.find((one) => packageOf(one) === own.package && one !== own.provider);
  if (rival !== undefined) throw conflict(subject, own, rival, provider === rival ? "provider" : "providers");
  return { ...rest, providers: [...given.filter((one) => packageOf(one) !== own.package), own.provider] };
}

function listOf(providers: pulumi.ComponentResourceOptions["providers"]): pulumi.ProviderResource[] {
  if (providers === undefined) return [];
  return Array.isArray(providers) ? providers : Object.values(providers);
}

/** The package that a provider serves; the SDK keeps it on the instance. */
function packageOf(provider: pulumi.ProviderResource): string {
  return (provider as unknown as { getPackage(): string }).getPackage();
}

function conflict(subject: string, own: OwnProvider, rival: pulumi.ProviderResource, option: string): ArgumentsError {
  const name = (rival as unknown as { __name: string }).__name;
  const reason = `provider "${name}" is not ${own.owner}; leave the option out, or ${own.instead}`;
  return new ArgumentsError(subject, [{ propertyPath: `opts.${option}`, reason }], ErrorCode.ProviderConflict);
}

/** A component's options with an override's: lists are joined, everything else is the override's where it is set. */
export function joinOptions(
  own: pulumi.CustomResourceOptions,
  changed: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  const joined: pulumi.CustomResourceOptions = { ...own, ...changed };
  for (const list of ["ignoreChanges", "replaceOnChanges", "additionalSecretOutputs", "aliases"] as const) {
    const entries = [...new Set<unknown>([...(own[list] ?? []), ...(changed[list] ?? [])])];
    if (entries.length > 0) Object.assign(joined, { [list]: entries });
  }
  if (own.dependsOn !== undefined && changed.dependsOn !== undefined && own.dependsOn !== changed.dependsOn) {
    const { dependsOn } = pulumi.mergeOptions({ dependsOn: own.dependsOn }, { dependsOn: changed.dependsOn });
    Object.assign(joined, { dependsOn });
  }
  return joined;
}
