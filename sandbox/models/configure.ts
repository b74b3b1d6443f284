import { createHash } from "node:crypto";
import { awsRegions } from "../../components/core/regions/aws.js";
import { azureRegions } from "../../components/core/regions/azure.js";
import { gcpRegions } from "../../components/core/regions/gcp.js";
import { closest, type RegionTable } from "../../components/core/regions/table.js";
import type { CheckFailure, Cloud, ConfigureOutcome, Props } from "../types.js";
import { serverOf } from "./kubernetes/reach.js";
import { records, text, texts } from "./values.js";

/** Where the sandbox signs in when the provider names nothing. */
const sandboxAccounts = {
  aws: "123456789012",
  gcp: "groundplan-sandbox",
  azure: "5ab5c21b-0000-4000-8000-000000000001",
} as const;

/** Judges a provider's inputs: region, account, project, subscription, cluster. */
export const configure: Cloud["configure"] = (pkg, config, context) => {
  switch (pkg) {
    case "aws":
      return configureAws(config, context.env);
    case "gcp":
      return configureGcp(config, context.env);
    case "azure-native":
      return configureAzure(config, context.env);
    case "kubernetes":
      return text(config.renderYamlToDirectory) === undefined
        ? { account: clusterOf(config, context.env), region: undefined }
        : failure(
            "renderYamlToDirectory",
            "the sandbox renders no YAML files: this mode needs no cluster, so run the program without the sandbox; or leave the setting out to have its objects made and checked here",
          );
    default:
      return { account: "local", region: undefined };
  }
};

function failure(property: string, reason: string): { failures: CheckFailure[] } {
  return { failures: [{ property, reason }] };
}

function unknownRegion(table: RegionTable, region: string): string {
  const near = closest(table, region);
  return near === undefined ? `use one of ${Object.keys(table).join(", ")}` : `did you mean "${near}"?`;
}

/** A setting of the provider or of the environment; lists may arrive as JSON text. */
function list(value: unknown): string[] {
  if (typeof value === "string" && value.startsWith("[")) return texts(JSON.parse(value));
  return texts(value);
}

function configureAws(config: Props, env: NodeJS.ProcessEnv): ConfigureOutcome {
  const region = text(config.region) ?? text(env.AWS_REGION) ?? text(env.AWS_DEFAULT_REGION);
  if (region === undefined)
    return failure(
      "region",
      "Invalid AWS Region: none is set; set the provider's region, for example eu-west-1, or run `pulumi config set aws:region eu-west-1`",
    );
  if (!(region in awsRegions))
    return failure("region", `Invalid AWS Region: ${region}; ${unknownRegion(awsRegions, region)}`);
  const allowed = list(config.allowedAccountIds);
  const forbidden = list(config.forbiddenAccountIds);
  const bad = [...allowed, ...forbidden].find((id) => !/^\d{12}$/.test(id));
  if (bad !== undefined)
    return failure("allowedAccountIds", `"${bad}" is not an account id; it has twelve digits, such as "123456789012"`);
  const account = text(env.GROUNDPLAN_SANDBOX_AWS_ACCOUNT) ?? roleAccount(config) ?? allowed[0] ?? sandboxAccounts.aws;
  if (allowed.length > 0 && !allowed.includes(account))
    return failure(
      "allowedAccountIds",
      `AWS account ID not allowed: ${account}; the provider allows ${allowed.join(", ")}: sign in to that account, or correct the account id of the target`,
    );
  if (forbidden.includes(account)) return failure("forbiddenAccountIds", `AWS account ID not allowed: ${account}`);
  return { account, region };
}

/** The account of the role that the provider assumes: everything then happens there. */
function roleAccount(config: Props): string | undefined {
  const roles = records(config.assumeRoles).flatMap((r) => text(r.roleArn) ?? []);
  return /^arn:aws[\w-]*:iam::(\d{12}):/.exec(roles.at(-1) ?? "")?.[1];
}

function configureGcp(config: Props, env: NodeJS.ProcessEnv): ConfigureOutcome {
  const pinned = text(env.GROUNDPLAN_SANDBOX_GCP_PROJECT);
  const given =
    text(config.project) ??
    ["GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT"].flatMap(
      (k) => text(env[k]) ?? [],
    )[0];
  const region =
    text(config.region) ??
    ["GOOGLE_REGION", "GCLOUD_REGION", "CLOUDSDK_COMPUTE_REGION"].flatMap((k) => text(env[k]) ?? [])[0];
  if (region !== undefined && !(region in gcpRegions))
    return failure("region", `Unknown region: "${region}"; ${unknownRegion(gcpRegions, region)}`);
  if (given !== undefined && !/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(given))
    return failure(
      "project",
      `"${given}" is not a project id: use 6 to 30 lower-case letters, digits and hyphens, beginning with a letter`,
    );
  if (pinned !== undefined && given !== undefined && pinned !== given)
    return failure(
      "project",
      `googleapi: Error 403: Permission denied on resource project ${given}, forbidden: these credentials see project ${pinned}; correct the project of the target, or sign in to it`,
    );
  return { account: given ?? pinned ?? sandboxAccounts.gcp, region };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function configureAzure(config: Props, env: NodeJS.ProcessEnv): ConfigureOutcome {
  const pinned = text(env.GROUNDPLAN_SANDBOX_AZURE_SUBSCRIPTION);
  const given = text(config.subscriptionId) ?? text(env.ARM_SUBSCRIPTION_ID);
  if (given !== undefined && !guid.test(given))
    return failure(
      "subscriptionId",
      `"${given}" is not a subscription id; it has the form 00000000-0000-0000-0000-000000000000`,
    );
  if (pinned !== undefined && given !== undefined && pinned.toLowerCase() !== given.toLowerCase())
    return failure(
      "subscriptionId",
      `SubscriptionNotFound: the subscription '${given}' could not be found: these credentials see ${pinned}; correct the subscription of the target, or sign in to it`,
    );
  const location = text(config.location) ?? text(env.ARM_LOCATION);
  const plain = location?.toLowerCase().replaceAll(" ", "");
  if (plain !== undefined && !(plain in azureRegions))
    return failure(
      "location",
      `The provided location '${location}' is not available; ${unknownRegion(azureRegions, plain)}`,
    );
  return { account: given ?? pinned ?? sandboxAccounts.azure, region: location };
}

/** What a kubeconfig points at: the address of its current context's cluster, or a fingerprint of the text. */
function clusterOf(config: Props, env: NodeJS.ProcessEnv): string {
  const identifier = text(config.clusterIdentifier) ?? text(env.PULUMI_K8S_CLUSTER_IDENTIFIER);
  if (identifier !== undefined) return identifier;
  const given = config.kubeconfig;
  if (given === undefined) return text(config.context) ?? "default-cluster";
  return serverOf(config) ?? createHash("sha256").update(JSON.stringify(given)).digest("hex").slice(0, 16);
}
