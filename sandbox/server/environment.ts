/**
 * Variables by which a provider's region, project or subscription may be given instead of configuration. Nothing else of
 * the environment reaches the models: credentials are neither needed nor looked at.
 */
const harmless = [
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "GOOGLE_PROJECT",
  "GOOGLE_CLOUD_PROJECT",
  "GCLOUD_PROJECT",
  "CLOUDSDK_CORE_PROJECT",
  "GOOGLE_REGION",
  "GCLOUD_REGION",
  "CLOUDSDK_COMPUTE_REGION",
  "GOOGLE_ZONE",
  "GCLOUD_ZONE",
  "CLOUDSDK_COMPUTE_ZONE",
  "ARM_SUBSCRIPTION_ID",
  "ARM_TENANT_ID",
  "ARM_ENVIRONMENT",
  "ARM_LOCATION",
  "PULUMI_K8S_CLUSTER_IDENTIFIER",
  "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY",
  // Where the sandbox is signed in, whatever the provider names: another account is then refused.
  "GROUNDPLAN_SANDBOX_AWS_ACCOUNT",
  "GROUNDPLAN_SANDBOX_GCP_PROJECT",
  "GROUNDPLAN_SANDBOX_AZURE_SUBSCRIPTION",
] as const;

export function harmlessEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(harmless.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]));
}
