import { IAMMember } from "@pulumi/gcp/projects";
import { getProjectServiceAccountOutput } from "@pulumi/gcp/storage";
import type * as pulumi from "@pulumi/pulumi";
import type { Target } from "../core/clouds.js";
import { providerName, sharedOf } from "../core/providers.js";

/**
 * Lets Cloud Storage publish: Eventarc makes a topic for each trigger, and Cloud Storage writes to them as one account
 * for the whole project. The right is the project's, not the bucket's, so it exists once for the target and stays when
 * the stack goes: another stack's triggers in the project would fall silent without it.
 *
 * https://cloud.google.com/eventarc/docs/run/create-trigger-storage-gcloud#before-you-begin
 */
export function storageMayPublish(target: Target<"gcp">): pulumi.Resource {
  const { project } = target.settings;
  return sharedOf(target, "storageEvents", (provider) => {
    const account = getProjectServiceAccountOutput({ project }, { provider });
    const args = { project, role: "roles/pubsub.publisher", member: account.member };
    return new IAMMember(`${providerName(target)}-storage-events`, args, { provider, retainOnDelete: true });
  });
}
