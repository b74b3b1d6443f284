import type { Models } from "../model.js";
import { networkModels } from "./network.js";
import { storageModels } from "./storage.js";

/** The Azure types with a model of their own. */
export const azureModels: Models = { ...networkModels, ...storageModels };
