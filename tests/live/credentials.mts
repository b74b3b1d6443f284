import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "./options.mts";

/** Where each provider finds credentials by itself: variables, and files of the cloud's own command. */
const places: Record<
  Cloud,
  { readonly variables: readonly string[]; readonly files: readonly string[]; readonly signIn: string }
> = {
  aws: {
    variables: [
      "AWS_ACCESS_KEY_ID",
      "AWS_PROFILE",
      "AWS_WEB_IDENTITY_TOKEN_FILE",
      "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
      "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ],
    files: [".aws/config", ".aws/credentials"],
    signIn: "aws sso login",
  },
  gcp: {
    variables: ["GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CREDENTIALS", "GOOGLE_OAUTH_ACCESS_TOKEN"],
    files: [".config/gcloud/application_default_credentials.json"],
    signIn: "gcloud auth application-default login",
  },
  azure: {
    variables: ["ARM_CLIENT_ID", "ARM_USE_MSI", "ARM_USE_OIDC"],
    files: [".azure/azureProfile.json"],
    signIn: "az login",
  },
};

/**
 * Why a run on a real cloud cannot begin for want of credentials; undefined where there are some. Looks whether they are
 * there and reads none: the provider does that, and the cloud says whether they are good.
 */
export function missingCredentials(cloud: Cloud, env: NodeJS.ProcessEnv, home: string): string | undefined {
  const { variables, files, signIn } = places[cloud];
  if (variables.some((name) => env[name])) return undefined;
  if (files.some((file) => existsSync(join(home, file)))) return undefined;
  return (
    `there are no credentials of ${cloud}: none of ${variables.join(", ")} is set, and there is no ` +
    `${files.map((file) => `~/${file}`).join(" or ")}. Sign in (\`${signIn}\`), use --machine-identity on a machine of the ` +
    "cloud, or try it with --sandbox"
  );
}
