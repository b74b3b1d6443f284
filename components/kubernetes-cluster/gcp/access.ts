import * as pulumi from "@pulumi/pulumi";
import type { GcpPrincipal } from "../../gcp.js";
import type { BindRequest, Bound } from "../types.js";
import type { GcpClusterScope } from "./children.js";
import { workloadPool } from "./cluster.js";

/** One member of the role of administrators; it takes nothing away from members that others have added. */
export function admit(scope: GcpClusterScope, suffix: string, member: pulumi.Input<string>): pulumi.Resource {
  return scope.child("admin", suffix, {
    project: scope.target.settings.project,
    role: "roles/container.admin",
    member,
  });
}

/** Lets the service account of the cluster act as a service account of the project, which the annotation names. */
export function bind(
  scope: GcpClusterScope,
  request: BindRequest<"gcp">,
  after: readonly pulumi.Resource[],
): Bound<"gcp"> {
  const { namespace, serviceAccount, suffix } = request;
  const identity = request.identity ?? makeAccount(scope, request);
  const email = pulumi.output(identity.member).apply((member) => member.replace(/^serviceAccount:/, ""));
  const binding = scope.child(
    "workloadUser",
    suffix,
    {
      serviceAccountId: email.apply((address) => `projects/${projectOf(scope, address)}/serviceAccounts/${address}`),
      role: "roles/iam.workloadIdentityUser",
      member: `serviceAccount:${workloadPool(scope)}[${namespace}/${serviceAccount}]`,
    },
    // The project's pool of such members comes into being with its first cluster.
    { dependsOn: [...after] },
  );
  return {
    identity,
    annotations: { "iam.gke.io/gcp-service-account": email },
    labels: {},
    dependencies: [binding],
  };
}

/** `name@project.iam.gserviceaccount.com` says it; Google's own accounts are looked for in the target's project. */
function projectOf(scope: GcpClusterScope, email: string): string {
  return /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ?? scope.target.settings.project;
}

function makeAccount(scope: GcpClusterScope, { namespace, serviceAccount, suffix }: BindRequest<"gcp">): GcpPrincipal {
  const account = scope.child("workloadAccount", suffix, {
    displayName: `${namespace}/${serviceAccount} of ${scope.name}`.slice(0, 100),
  });
  return { key: `${scope.name}-${suffix}`, member: pulumi.interpolate`serviceAccount:${account.email}` };
}
