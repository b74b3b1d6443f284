import { awsConditions } from "./aws.js";
import type { Condition } from "./common.js";
import { gcpConditions } from "./gcp.js";

/** What the table of replacements cannot say: changes that replace because of the values on both sides. By type. */
export const conditions: Readonly<Record<string, Condition>> = { ...awsConditions, ...gcpConditions };
