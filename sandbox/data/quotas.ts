import { awsQuotas } from "./quotas-aws.js";
import { azureQuotas } from "./quotas-azure-native.js";
import { gcpQuotas } from "./quotas-gcp.js";
import type { Words } from "./references/model.js";

/** How many of something an account may have. */
export interface Quota extends Words {
  /** By what `quotas` of sandbox.yaml replaces the number. */
  readonly name: string;
  /** The cloud's own name, with its code where it has one. */
  readonly title: string;
  /** What new accounts get; undefined where that varies so much that the quota counts only when sandbox.yaml gives it. */
  readonly limit: number | undefined;
  /** Types that count together. */
  readonly types: readonly string[];
  /** What is counted: all of the account, of its region, or those with the same values at these paths (the first names a thing). */
  readonly within: "account" | "region" | readonly string[];
  /** Only objects whose input at `path` begins so count; with `or`, those without the input too. */
  readonly only?: { readonly path: string; readonly value: string; readonly or?: boolean };
  /** An object counts as many as its size has virtual processors: the input that names the size. */
  readonly processors?: string;
  readonly source: string;
}

/** Date of the table. AWS VPC and Azure networking were read for it; the other numbers are to be compared with their source. */
export const quotasDate = "2026-11-21";

export const quotas: readonly Quota[] = [...awsQuotas, ...gcpQuotas, ...azureQuotas];
