import { type ResourceRule, Severity } from "../../../core/rule.js";
import { entries, type Field, get } from "../../../core/value.js";
import { every, nowhere, pass, type Verdict, violation } from "../../../core/verdict.js";
import { credentialIn } from "../../../facts/credentials.js";

const FUNCTION = "aws:lambda/function:Function";

function judge(name: string, value: Field): Verdict {
  if (value.state === "absent") return pass;
  if (value.state === "unknown") return { result: "undecided", unknown: [value.path] };
  const found = credentialIn(String(value.value)) ?? credentialIn(`${name}=${value.value}`);
  // Passwords are what secrets of a stack usually are, and are known by their name alone: they are not judged here.
  if (found === undefined || found === "a password") return pass;
  // The value is not printed: whoever reads the report would read the credential.
  return violation(nowhere, `${value.path} holds ${found}`);
}

const variables = (values: object) => ({
  role: "arn:aws:iam::123456789012:role/orders",
  runtime: "nodejs24.x",
  handler: "index.handler",
  environment: { variables: values },
});

export const awsLambdaEnvSecret: ResourceRule = {
  id: "aws-lambda-env-secret",
  title: "Credential in function environment",
  severity: Severity.Critical,
  graph: false,
  judges: { [FUNCTION]: ["environment.variables"] },
  controls: {},
  checkov: ["CKV_AWS_45"],
  why: "Everybody who may look at the function reads its variables, and so does every log and every copy of the stack's state.",
  fix: "Take the credential out of `environment.variables`, make a new one, and give the function's role what it needs or let it read a secret.",
  bad: [
    {
      type: FUNCTION,
      name: "orders",
      props: variables({
        AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
        AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      }),
    },
  ],
  good: [{ type: FUNCTION, name: "orders", props: variables({ SECRET_ID: "orders/api" }) }],
  check: ({ props }) => every(entries(get(props, "environment.variables")).map(([name, value]) => judge(name, value))),
};
