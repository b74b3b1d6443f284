import type { Models } from "../model.js";
import { networkModels } from "./network.js";
import { storageModels } from "./storage.js";

/** The GCP types with a model of their own. */
export const gcpModels: Models = { ...networkModels, ...storageModels };
