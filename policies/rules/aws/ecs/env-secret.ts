import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds } from "../../../core/tri.js";
import { type Field, within } from "../../../core/value.js";
import { every, forbid, nowhere, type Verdict } from "../../../core/verdict.js";
import { credentialIn, namesCredential } from "../../../facts/credentials.js";
import { containersOf, DAEMON, EXPRESS, environmentOf, settingOf, TASK } from "../../../facts/ecs.js";

/** Names that the services of AWS themselves read credentials from. */
const KNOWN: ReadonlySet<string> = new Set(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"]);

/** Values that are no credential: switches, and places where one is kept. */
const ELSEWHERE = /^(|true|false|none|null|arn:.*|\/.*|\$\{.*|\{\{.*|[a-z]+:\/\/[^@]*)$/is;

const isCredentialName = (name: unknown): boolean => KNOWN.has(String(name)) || namesCredential(String(name));

/** A value that shows by itself what it is. */
function isCredential(value: unknown): boolean {
  const found = credentialIn(String(value));
  return found !== undefined && found !== "a password";
}

function judge(variable: Field): Verdict {
  const [name, value] = [settingOf(variable, "name"), settingOf(variable, "value")];
  const literal = holds(value, (text) => !ELSEWHERE.test(String(text)));
  const held = any(all(holds(name, isCredentialName), literal), holds(value, isCredential));
  // The value is not printed: whoever reads the report would read the credential.
  return forbid(held, nowhere, `${within(variable, "value").path} holds a credential in clear`);
}

const task = (container: object) => ({
  family: "orders",
  containerDefinitions: JSON.stringify([{ name: "orders", image: "registry.example/orders:1.4", ...container }]),
});

export const awsEcsEnvSecret: ResourceRule = {
  id: "aws-ecs-env-secret",
  title: "Credential in a container environment",
  severity: Severity.High,
  graph: false,
  judges: {
    [TASK]: ["containerDefinitions"],
    [DAEMON]: ["containerDefinitions[].environments[].name", "containerDefinitions[].environments[].value"],
    [EXPRESS]: ["primaryContainer.environments[].name", "primaryContainer.environments[].value"],
  },
  controls: { FSBP: ["ECS.8"], PCI4: ["3.5.1", "8.2.2", "8.3.2"] },
  trivy: ["AWS-0036"],
  why: "Everybody who may describe the task reads its variables, and every old revision of the definition keeps them.",
  fix: "Take the credential out of `environment`, make a new one, and name it in `secrets` with the ARN of a secret or parameter.",
  bad: [
    { type: TASK, name: "orders", props: task({ environment: [{ name: "DB_PASSWORD", value: "correct-horse" }] }) },
  ],
  good: [
    {
      type: TASK,
      name: "orders",
      props: task({
        environment: [{ name: "DB_HOST", value: "db.internal" }],
        secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/db" }],
      }),
    },
  ],
  check: (resource) => every(containersOf(resource).flatMap(environmentOf).map(judge)),
};
