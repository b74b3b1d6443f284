import type { Models } from "../model.js";
import { computeModels } from "./compute.js";
import { connectionModels } from "./connections.js";
import { eksModels } from "./eks.js";
import { eventModels } from "./events.js";
import { gatewayModels } from "./gateways.js";
import { iamModels, logAndKeyModels } from "./iam.js";
import { lambdaModels } from "./lambda.js";
import { launchTemplateModels } from "./launch-templates.js";
import { routingModels } from "./routing.js";
import { s3Models } from "./s3.js";
import { securityModels } from "./security.js";
import { vpcModels } from "./vpc.js";

/** The AWS types with a model of their own. */
export const awsModels: Models = {
  ...vpcModels,
  ...gatewayModels,
  ...routingModels,
  ...securityModels,
  ...connectionModels,
  ...iamModels,
  ...logAndKeyModels,
  ...s3Models,
  ...computeModels,
  ...launchTemplateModels,
  ...eksModels,
  ...lambdaModels,
  ...eventModels,
};
