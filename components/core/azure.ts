import { Provider, type ProviderArgs } from "@pulumi/azure-native/provider";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import type { ProviderMaker, Target } from "./clouds.js";
import { guid } from "./principals.js";
import { providerName, sharedOf } from "./providers.js";
import { azureRegions } from "./regions/azure.js";
import { azureTagRules } from "./tags.js";
import { checkExistingProvider, checked, checkTarget, checkText, type TargetArgs } from "./target.js";

/** What only Azure targets have. */
export interface AzureTargetData {
  /**
   * Id of the subscription that everything is created in. With credentials that cannot see it everything fails before
   * the first change.
   * @default - the subscription that the credentials are set up for
   */
  readonly subscriptionId?: string;
  /** Id of the Entra tenant of the subscription. @default - the credentials' own tenant */
  readonly tenantId?: string;
  /**
   * Name of an existing resource group that everything is created in.
   * @default - one resource group for each stack and key, created with the first resource and named by the provider
   */
  readonly resourceGroup?: pulumi.Input<string>;
  /**
   * A provider that exists already, instead of one of our own. It must be for the same subscription.
   * @default - one provider for each stack and key, named `azure-<key>`
   */
  readonly provider?: Provider;
}

/** What an Azure target is made from. */
export interface AzureTargetArgs extends TargetArgs, AzureTargetData {}

export function checkAzureTarget(args: AzureTargetArgs): void {
  checked("azure", (problems) => {
    checkTarget(problems, args, azureRegions, azureTagRules);
    const expected = 'an id; use the form "00000000-0000-0000-0000-000000000000"';
    checkText(problems, "subscriptionId", args.subscriptionId, guid, expected);
    checkText(problems, "tenantId", args.tenantId, guid, expected);
    checkText(
      problems,
      "resourceGroup",
      args.resourceGroup,
      /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u,
      "the name of a resource group; use at most 90 letters, digits and _ ( ) . -, not ending with a dot",
    );
    checkExistingProvider(problems, args, ["subscriptionId", "tenantId"]);
  });
}

export const azureProvider: ProviderMaker<"azure"> = {
  package: "azure-native",
  tagRules: azureTagRules,
  existing: (target) => target.settings.provider,
  make(target, name) {
    const { subscriptionId, tenantId } = target.settings;
    const args: ProviderArgs = { location: target.region };
    if (subscriptionId !== undefined) args.subscriptionId = subscriptionId;
    if (tenantId !== undefined) args.tenantId = tenantId;
    return new Provider(name, args);
  },
};

/**
 * The name of the resource group that the target's resources go into: the one that the target names, otherwise one
 * that is created once for the target, as `azure-<key>`, and that every component on the target shares.
 */
export function resourceGroupName(target: Target<"azure">): pulumi.Output<string> {
  const named = target.settings.resourceGroup;
  if (named !== undefined) return pulumi.output(named);
  const group = sharedOf(
    target,
    "resourceGroup",
    (provider) =>
      new ResourceGroup(providerName(target), { location: target.region, tags: { ...target.tags } }, { provider }),
  );
  return group.name;
}
