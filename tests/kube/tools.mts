import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** The Kubernetes whose API server looks at the manifests. */
export const KUBE_VERSION = "1.36.3";

/** The helm that the sandbox builds where none is installed. */
const HELM_VERSION = "3.19.5";

/** Below the tool's home, as everything that is kept between runs. */
export function kubeHome(): string {
  return join(process.env.GROUNDPLAN_HOME || join(homedir(), ".groundplan"), "kube", KUBE_VERSION);
}

/** Where `npm run test:kube` puts the API server that it builds. */
export function apiServer(): string {
  return join(kubeHome(), "kube-apiserver");
}

/** An etcd that is installed, or nothing. */
export function findEtcd(): string | undefined {
  const places = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];
  return places.map((place) => join(place, "etcd")).find((file) => existsSync(file));
}

/** Is there a helm, installed or built by the sandbox? Charts are rendered with it. */
export function helmIsReady(): boolean {
  const built = join(kubeHome(), "../../tools", `helm-${HELM_VERSION}`, "helm");
  const places = (process.env.PATH ?? "").split(delimiter).map((place) => join(place, "helm"));
  return [built, ...places].some((file) => existsSync(file));
}

/** Can manifests be validated without preparing anything? Then the normal test run does it too. */
export function kubeIsReady(): boolean {
  return existsSync(apiServer()) && findEtcd() !== undefined;
}
