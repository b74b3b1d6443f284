import type { Models } from "../model.js";
import { computeModels } from "./compute.js";
import { eventingModels } from "./eventing.js";
import { functionModels } from "./functions.js";
import { gkeModels } from "./gke.js";
import { kmsModels } from "./kms.js";
import { networkModels } from "./network.js";
import { fleetModels, serviceModels } from "./services.js";
import { storageModels } from "./storage.js";

/** The GCP types with a model of their own. */
export const gcpModels: Models = {
  ...networkModels,
  ...storageModels,
  ...computeModels,
  ...gkeModels,
  ...functionModels,
  ...eventingModels,
  ...kmsModels,
  ...serviceModels,
  ...fleetModels,
};
