import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../core/aws-arns.js";
import type { AwsBucketScope } from "./aws.js";
import type { BucketPlan } from "./types.js";

type Statement = Readonly<Record<string, unknown>>;

/** The one policy of a bucket: old and plain connections are refused to everybody, whatever else is granted. */
export function bucketPolicy(
  scope: AwsBucketScope,
  plan: BucketPlan,
  arn: pulumi.Output<string>,
): pulumi.Output<string> {
  const objects = pulumi.interpolate`${arn}/*`;
  const statements: Statement[] = [
    refuse("DenyPlainHttp", [arn, objects], { Bool: { "aws:SecureTransport": "false" } }),
    refuse("DenyOldTls", [arn, objects], { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ];
  if (plan.receivesAccessLogs) statements.push(logDelivery(scope, objects));
  if (plan.public)
    statements.push({ Sid: "PublicRead", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: objects });
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

function refuse(sid: string, resources: readonly pulumi.Output<string>[], condition: object): Statement {
  return { Sid: sid, Effect: "Deny", Principal: "*", Action: "s3:*", Resource: resources, Condition: condition };
}

/** S3's log service, for buckets of this account only. */
function logDelivery(scope: AwsBucketScope, objects: pulumi.Output<string>): Statement {
  return {
    Sid: "AccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: objects,
    Condition: { StringEquals: { "aws:SourceAccount": accountOf(scope) } },
  };
}
