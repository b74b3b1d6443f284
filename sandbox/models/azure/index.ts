import type { Models } from "../model.js";
import { aksModels } from "./aks.js";
import { computeModels } from "./compute.js";
import { egressModels } from "./egress.js";
import { linkModels } from "./links.js";
import { networkModels } from "./network.js";
import { securityModels } from "./security.js";
import { serviceModels } from "./services.js";
import { storageModels } from "./storage.js";
import { webModels } from "./web.js";

/** The Azure types with a model of their own. */
export const azureModels: Models = {
  ...networkModels,
  ...securityModels,
  ...egressModels,
  ...linkModels,
  ...storageModels,
  ...computeModels,
  ...aksModels,
  ...webModels,
  ...serviceModels,
};
