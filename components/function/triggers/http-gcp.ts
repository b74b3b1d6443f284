import { HttpAuth } from "../args.js";
import type { GcpFunctionContext } from "../gcp/children.js";
import type { HttpTriggerPlan, TriggerKind, TriggerParts } from "../types.js";

/** The address that every function on GCP has. Callers send an identity token, unless everybody may call. */
export const httpOnGcp: TriggerKind<"http", GcpFunctionContext> = {
  create(context: GcpFunctionContext, trigger: HttpTriggerPlan): TriggerParts {
    const { scope, project, location, service: name, uri: url } = context;
    if (trigger.auth !== HttpAuth.None) return { resources: [], url };
    const invoker = scope.child("publicInvoker", trigger.key, {
      project,
      location,
      name,
      role: "roles/run.invoker",
      member: "allUsers",
    });
    return { resources: [invoker], url };
  },
};
