import type { Models } from "../model.js";
import { apiModels } from "./apis.js";
import { balancerModels } from "./balancers.js";
import { computeModels } from "./compute.js";
import { connectionModels } from "./connections.js";
import { containerModels } from "./containers.js";
import { dataStoreModels } from "./data-stores.js";
import { eksModels } from "./eks.js";
import { eventModels } from "./events.js";
import { gatewayModels } from "./gateways.js";
import { iamModels, logAndKeyModels } from "./iam.js";
import { lambdaModels } from "./lambda.js";
import { launchTemplateModels } from "./launch-templates.js";
import { messagingModels } from "./messaging.js";
import { routingModels } from "./routing.js";
import { s3Models } from "./s3.js";
import { secretModels } from "./secrets.js";
import { securityModels } from "./security.js";
import { vpcModels } from "./vpc.js";
import { webModels } from "./web.js";

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
  ...messagingModels,
  ...dataStoreModels,
  ...webModels,
  ...balancerModels,
  ...containerModels,
  ...apiModels,
  ...secretModels,
};
