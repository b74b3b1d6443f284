import { Severity, type StackRule } from "../../../core/rule.js";
import { all, any, isTrue } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { demand, nowhere } from "../../../core/verdict.js";

const SECRET = "aws:secretsmanager/secret:Secret";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";

export const awsSecretRotation: StackRule = {
  id: "aws-secret-rotation",
  title: "Secret without rotation",
  severity: Severity.Low,
  graph: true,
  judges: { [SECRET]: [], [ROTATION]: ["rotationEnabled"] },
  consults: { [ROTATION]: ["secretId"] },
  controls: {
    FSBP: ["SecretsManager.1"],
    NIST: ["AC-2", "AC-24", "AC-3", "AC-4", "CM-5", "SC-23"],
    PCI4: ["3.5.1", "8.2.2", "8.3.10", "8.3.2", "8.3.5", "8.3.7", "8.3.9", "8.6.3"],
  },
  checkov: ["CKV2_AWS_57"],
  why: "A secret that never changes stays good for everybody who ever saw it: people who left, old backups, logs.",
  fix: "Add an aws.secretsmanager.SecretRotation with the secret's id as `secretId`.",
  bad: [{ type: SECRET, name: "database", props: { name: "database" } }],
  good: [
    { type: SECRET, name: "database", props: { name: "database" } },
    {
      type: ROTATION,
      name: "monthly",
      props: {
        secretId: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:database",
        rotationLambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:rotate",
        rotationRules: { automaticallyAfterDays: 30 },
      },
      refs: { secretId: ["database"] },
    },
  ],
  check(resource, stack) {
    if (resource.type === ROTATION) {
      const enabled = get(resource.props, "rotationEnabled");
      return demand(isTrue(enabled, true), enabled, "switches the rotation of the secret off");
    }
    const rotations = stack
      .referring(resource, "secretId", ROTATION)
      .map((rotation) => all(rotation.refers, isTrue(of(rotation.resource, "rotationEnabled"), true)));
    return demand(any(...rotations), nowhere, "no rotation of this stack changes the secret");
  },
};
