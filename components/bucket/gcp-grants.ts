import * as pulumi from "@pulumi/pulumi";
import type { GcpBucketScope } from "./gcp.js";
import { type GrantRequest, Verb } from "./types.js";

const roles: Readonly<Record<Verb, string>> = {
  [Verb.Read]: "roles/storage.objectViewer",
  [Verb.Write]: "roles/storage.objectCreator",
};

/** One member of one role on the bucket; it takes nothing away from members that others have added. */
export function grantGcp(
  scope: GcpBucketScope,
  bucket: pulumi.Output<string>,
  { verb, identity, prefix, suffix }: GrantRequest<"gcp">,
): pulumi.Resource {
  const args = { bucket, role: roles[verb], member: identity.member };
  if (prefix === undefined) return scope.child("grant", suffix, args);
  const start = pulumi.interpolate`projects/_/buckets/${bucket}/objects/${prefix}`;
  const condition = {
    title: suffix,
    description: `Objects whose name begins with ${prefix}`,
    expression: start.apply((text) => `resource.name.startsWith(${JSON.stringify(text)})`),
  };
  return scope.child("grant", suffix, { ...args, condition });
}
