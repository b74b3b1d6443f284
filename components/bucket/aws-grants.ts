import * as pulumi from "@pulumi/pulumi";
import type { AwsBucketScope } from "./aws.js";
import { type GrantRequest, Verb } from "./types.js";

const objectActions: Readonly<Record<Verb, readonly string[]>> = {
  [Verb.Read]: ["s3:GetObject", "s3:GetObjectVersion"],
  [Verb.Write]: ["s3:PutObject", "s3:AbortMultipartUpload"],
};

/** An inline policy of the role, so that the bucket's own policy never changes. */
export function grantAws(
  scope: AwsBucketScope,
  arn: pulumi.Output<string>,
  { verb, identity, prefix, suffix }: GrantRequest<"aws">,
): pulumi.Resource {
  const objects = pulumi.interpolate`${arn}/${prefix ?? ""}*`;
  const statements: object[] = [{ Effect: "Allow", Action: objectActions[verb], Resource: objects }];
  if (verb === Verb.Read)
    statements.push({
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: arn,
      ...(prefix === undefined ? {} : { Condition: { StringLike: { "s3:prefix": `${prefix}*` } } }),
    });
  return scope.child("grant", suffix, {
    role: identity.roleName,
    policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }),
  });
}
