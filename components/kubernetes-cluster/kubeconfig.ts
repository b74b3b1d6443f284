/** A command that gets a token for who runs it. */
export interface Login {
  readonly command: string;
  readonly args: readonly string[];
  /** Said when the command is not there. */
  readonly installHint: string;
  /** Does the command ask for the cluster's address? GKE's does. */
  readonly provideClusterInfo?: boolean;
}

/** What a kubeconfig is made of: no credentials. */
export interface Access {
  readonly name: string;
  /** With `https://`. */
  readonly endpoint: string;
  /** PEM in base64. */
  readonly ca: string;
  readonly login: Login;
}

/** The text of a kubeconfig with one cluster, for kubectl and providers alike. JSON is YAML. */
export function kubeconfig({ name, endpoint, ca, login }: Access): string {
  const { command, args, installHint, provideClusterInfo } = login;
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command,
    args,
    env: null,
    interactiveMode: "IfAvailable",
    provideClusterInfo: provideClusterInfo ?? false,
    installHint,
  };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": ca } }],
    users: [{ name, user: { exec } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}
