import { z } from "zod";
import { quotas } from "../data/quotas.js";
import { isRecord } from "../models/values.js";
import { type PackageName, packageNames } from "../types.js";
import { clusterProperties } from "./cluster.js";
import { block, map, names, text, values } from "./fields.js";
import { meant } from "./problems.js";
import { cluster, isToken, packageOf } from "./tokens.js";

/**
 * The shape of `sandbox.yaml`. From this one schema come the checks and the JSON Schema that editors read
 * (`npm run schema`). Each field's error text says what is allowed there.
 */

const served = packageNames.join(", ");
const tokenText = (kind: string, example: string) => {
  const allowed = `${kind} of ${served}, such as ${example}`;
  return z
    .string(allowed)
    .refine((value) => isToken(value) && packageOf(value) !== undefined, allowed)
    .meta({ description: `The token, for example ${example}.` });
};

/** Of a judgement over several keys: asked even where other keys are wrong, so that all problems are told at once. */
const always = { when: () => true };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const awsAccount = "an account id of twelve digits, in quotes";
const gcpProject = "a project id of 6 to 30 lower-case letters, digits and hyphens, beginning with a letter";
const subscription = "a subscription id such as 00000000-0000-0000-0000-000000000000";

const accounts = block(
  {
    aws: z
      .string(awsAccount)
      .regex(/^\d{12}$/, awsAccount)
      .meta({ description: "AWS account." })
      .optional(),
    gcp: z
      .string(gcpProject)
      .regex(/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/, gcpProject)
      .meta({ description: "GCP project." })
      .optional(),
    "azure-native": z
      .string(subscription)
      .regex(guid, subscription)
      .meta({ description: "Azure subscription." })
      .optional(),
  },
  "Where the sandbox is signed in. A provider that names another account is refused, as it is with real credentials.",
);

/** The package of a declared type, or undefined where it is none. */
function packageOfType(type: unknown): PackageName | undefined {
  if (type === cluster) return "kubernetes";
  return typeof type === "string" && isToken(type) ? packageOf(type) : undefined;
}

const declaredType = `a resource type of ${served}, such as aws:ec2/vpc:Vpc, or ${cluster}`;

/** An entry of `existing`. */
export const declared = block(
  {
    pkg: z.enum(packageNames, served).meta({ description: "The package. Default: as the type says." }).optional(),
    type: z
      .string(declaredType)
      .refine((value) => packageOfType(value) !== undefined, declaredType)
      .meta({
        description:
          "The token, for example aws:ec2/vpc:Vpc; cluster for a Kubernetes API at the address that is the id.",
      }),
    id: text("the object's id as `pulumi import` takes it", "The object's id, as `pulumi import` takes it."),
    account: text(
      "an account, project or subscription",
      "Account, project or subscription. Default: the one of the provider that looks for it.",
    ).optional(),
    region: text("a region", "Region or location. Default: the one of the provider that looks for it.").optional(),
    properties: values(
      "Inputs and outputs as far as the program asks for them. The rest follows from the type.",
    ).optional(),
  },
  "An object.",
).superRefine(judgeByType, always);

/** What the type of a declared object says of its package, and of its properties where it is a cluster. */
function judgeByType(given: unknown, context: z.core.$RefinementCtx): void {
  if (!isRecord(given)) return;
  const { type, pkg, properties } = given;
  const own = packageOfType(type);
  if (own !== undefined && pkg !== own && packageNames.some((name) => name === pkg))
    context.addIssue({ code: "custom", path: ["pkg"], message: `${own}, as the type says, or left out` });
  if (type !== cluster || !isRecord(properties)) return;
  for (const issue of clusterProperties.safeParse(properties).error?.issues ?? [])
    context.issues.push({ ...issue, path: ["properties", ...issue.path] } as z.core.$ZodRawIssue);
}

const functionAnswer = block(
  {
    token: tokenText("a function", "aws:ssm/getParameter:getParameter"),
    args: values("Only for calls in which all of these arguments are equal. Default: every call.").optional(),
    result: values("What the function returns."),
    secrets: names("Properties of the result that are secret.").optional(),
  },
  "An answer.",
);

/** Names what is secret below another key: a name that is not there would leave a secret in the open. */
function secretsAmong(key: string): (given: unknown, context: z.core.$RefinementCtx) => void {
  return (given, context) => {
    if (!isRecord(given) || !Array.isArray(given.secrets)) return;
    const known = Object.keys(isRecord(given[key]) ? given[key] : {});
    for (const [index, name] of given.secrets.entries()) {
      if (typeof name !== "string" || name === "" || known.includes(name)) continue;
      const message = `a name that stands under ${key}; ${meant(name, known, `${key} lists them`)}`;
      context.addIssue({ code: "custom", path: ["secrets", index], message });
    }
  };
}

const stackAnswer = block(
  {
    outputs: values("The stack's outputs."),
    secrets: names("Outputs that are secret.").optional(),
  },
  "A stack.",
).superRefine(secretsAmong("outputs"), always);

const environmentAnswer = block(
  {
    pulumiConfig: values("Configuration keys with their namespace, for example aws:region.").optional(),
    environmentVariables: z
      .record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean()], "a text, a number, true or false"),
        "a block of variables",
      )
      .meta({ description: "Variables of the program's environment." })
      .optional(),
    secrets: names("Keys of pulumiConfig that are secret.").optional(),
  },
  "An environment.",
).superRefine(secretsAmong("pulumiConfig"), always);

const number = "a whole number of 0 or more, or unlimited";

const quotaNumbers = block(
  Object.fromEntries(
    quotas.map(({ name, title, limit }) => [
      name,
      z
        .union([z.int().min(0), z.literal("unlimited")], number)
        .meta({ description: `${title}. Default: ${limit ?? "not counted"}.` })
        .optional(),
    ]),
  ),
  "Quotas that differ from the cloud's default, by the name in docs/sandbox-model.md.",
);

export const answersSchema = block(
  {
    accounts: accounts.optional(),
    existing: z
      .array(declared, "a list of objects, each with type and id")
      .meta({ description: "What exists without being made in the sandbox: it can be referred to and looked up." })
      .optional(),
    functions: z
      .array(functionAnswer, "a list of answers, each with token and result")
      .meta({ description: "Answers to functions (data sources); they go before the sandbox's own." })
      .optional(),
    stacks: map(
      "the name that the program uses",
      stackAnswer,
      "Outputs of stacks that lie in no sandbox, by the name in the program's StackReference.",
    ).optional(),
    config: map(
      'stack name, "*" for every stack',
      values("Configuration keys with their namespace, for example app:dbPassword."),
      'Configuration by stack, "*" for every stack. Values of secrets that cannot be read offline stay secret.',
    ).optional(),
    environments: map(
      "the environment's name",
      environmentAnswer,
      "What environments of Pulumi ESC would give, by the name that the stack file imports, without a version.",
    ).optional(),
    quotas: quotaNumbers.optional(),
  },
  "What sandbox.yaml says about the world around the program.",
);

export type AnswersFile = z.infer<typeof answersSchema>;
