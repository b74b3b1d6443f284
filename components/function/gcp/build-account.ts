import { IAMMember } from "@pulumi/gcp/projects";
import { Account } from "@pulumi/gcp/serviceaccount";
import type * as pulumi from "@pulumi/pulumi";
import type { Target } from "../../core/clouds.js";
import { serviceAccountId } from "../../core/gcp-accounts.js";
import { providerName, sharedOf } from "../../core/providers.js";

/** Who builds functions, and what has to be there before it can. */
export interface Builder {
  readonly account: Account;
  readonly ready: readonly pulumi.Resource[];
}

/**
 * The account that Cloud Build works as, once for each target: without one it would be the project's default account,
 * which may do far more.
 *
 * https://cloud.google.com/functions/docs/securing/build-custom-sa
 */
export function builderOf(target: Target<"gcp">): Builder {
  const name = `${providerName(target)}-build`;
  const { project } = target.settings;
  const account = sharedOf(
    target,
    "functionBuild",
    (provider) =>
      new Account(name, { project, accountId: serviceAccountId(name), displayName: "Builds functions" }, { provider }),
  );
  const ready = Object.entries(roles).map(([suffix, args]) =>
    sharedOf(
      target,
      `functionBuild-${suffix}`,
      (provider) => new IAMMember(`${name}-${suffix}`, { project, member: account.member, ...args }, { provider }),
    ),
  );
  return { account, ready };
}

const roles = {
  log: { role: "roles/logging.logWriter" },
  images: { role: "roles/artifactregistry.writer" },
  sources: {
    role: "roles/storage.objectViewer",
    condition: {
      title: "function-sources",
      description: "Where Cloud Functions puts the source that is to be built",
      expression: 'resource.name.startsWith("projects/_/buckets/gcf-v2-sources-")',
    },
  },
} as const;
