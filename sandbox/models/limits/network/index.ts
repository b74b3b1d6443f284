import type { CheckFailure, CloudError } from "../../../types.js";
import type { CheckContext, ObjectContext } from "../../model.js";
import { awsNetworkFailures, awsNetworkRefusal } from "./aws.js";
import { azureNetworkRefusal } from "./azure.js";
import { gcpNetworkRefusal } from "./gcp.js";

/** What a provider checks of ranges before anything is made. */
export function networkFailures(c: Pick<CheckContext, "session" | "schema" | "inputs">): CheckFailure[] {
  return c.session.pkg === "aws" ? awsNetworkFailures(c) : [];
}

/** The refusal of ranges and addresses that do not fit what exists around them. */
export function networkRefusal(c: ObjectContext): CloudError | undefined {
  switch (c.session.pkg) {
    case "aws":
      return awsNetworkRefusal(c);
    case "gcp":
      return gcpNetworkRefusal(c);
    case "azure-native":
      return azureNetworkRefusal(c);
    default:
      return undefined;
  }
}
