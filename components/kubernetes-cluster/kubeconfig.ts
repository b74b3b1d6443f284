import * as pulumi from "@pulumi/pulumi";

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

/** What of a cluster is known once it exists. */
type Made = Readonly<Record<"name" | "endpoint" | "ca", pulumi.Output<string>>>;

/** The same of a cluster that is being made. It says where the cluster is, so it is a secret. */
export function secretKubeconfig(
  { name, endpoint, ca }: Made,
  loginTo: (name: string) => Login,
): pulumi.Output<string> {
  const text = pulumi
    .all([name, endpoint, ca])
    .apply(([called, server, data]) =>
      kubeconfig({ name: called, endpoint: server, ca: data, login: loginTo(called) }),
    );
  return pulumi.secret(text);
}
