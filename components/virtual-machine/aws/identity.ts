import type { InstanceProfile, Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../core/regions/partition.js";
import type { VirtualMachinePlan } from "../types.js";
import type { AwsMachineScope } from "./children.js";

export interface AwsIdentity {
  readonly role: Role;
  readonly profile: InstanceProfile;
}

/** A role that the machine alone takes on, with nothing but what Session Manager needs. */
export function createIdentity(scope: AwsMachineScope, plan: VirtualMachinePlan<"aws">): AwsIdentity {
  const role = scope.child("role", "", {
    description: `Machine ${scope.name}`,
    assumeRolePolicy: trust(`ec2.${serviceSuffix(scope.target.region)}`),
  });
  const profile = scope.child("profile", "", { role: role.name });
  if (plan.ssh === undefined)
    scope.child("sessionPolicy", "session", {
      role: role.name,
      policyArn: `arn:${partitionOf(scope.target.region)}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
    });
  return { role, profile };
}

/** Who may take the role on. */
export function trust(service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
}

/** EC2 has a name of its own as a principal in China. */
function serviceSuffix(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

/** The tag that tells the backup which machine is meant: no other machine has the same value. */
export function backupTag(name: string): Record<string, string> {
  return { "groundplan-backup": `${pulumi.getProject()}/${pulumi.getStack()}/${name}`.slice(-256) };
}
