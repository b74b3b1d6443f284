import type { Quota } from "./quota.js";
import { awsQuotas } from "./quotas-aws.js";
import { azureQuotas } from "./quotas-azure-native.js";
import { gcpQuotas } from "./quotas-gcp.js";

/** Date of the table. AWS VPC and Azure networking were read for it; the other numbers are to be compared with their source. */
export const quotasDate = "2026-11-21";

export const quotas: readonly Quota[] = [...awsQuotas, ...gcpQuotas, ...azureQuotas];
