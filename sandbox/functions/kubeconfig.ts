import { certificateOf } from "../models/certificate.js";
import { Derive } from "../models/derive.js";
import { text } from "../models/values.js";
import type { Session, WorldObject } from "../types.js";

/** The kubeconfig that a cloud hands out for a cluster, as YAML. */
export function clusterKubeconfig(session: Session, cluster: WorldObject, server: string, kind: string): string {
  const derive = new Derive(session.seed, cluster.urn, cluster.generation);
  const name = text(cluster.outputs.name) ?? cluster.id;
  const user =
    kind === "clusterAdmin"
      ? [`    client-certificate-data: ${derive.base64("client certificate", 48)}`, "    client-key-data: U0FOREJPWA=="]
      : [
          "    exec:",
          "      apiVersion: client.authentication.k8s.io/v1beta1",
          "      command: kubelogin",
          "      args: [get-token]",
        ];
  return [
    "apiVersion: v1",
    "kind: Config",
    "clusters:",
    `- name: ${name}`,
    "  cluster:",
    `    certificate-authority-data: ${certificateOf(derive)}`,
    `    server: ${server}`,
    "users:",
    `- name: ${kind}_${name}`,
    "  user:",
    ...user,
    "contexts:",
    `- name: ${name}`,
    "  context:",
    `    cluster: ${name}`,
    `    user: ${kind}_${name}`,
    `current-context: ${name}`,
    "",
  ].join("\n");
}
