import { awsRegions } from "./aws.js";
import { azureRegions } from "./azure.js";
import { gcpRegions } from "./gcp.js";
import { closest, type RegionTable } from "./table.js";

export { awsRegions } from "./aws.js";
export { azureRegions } from "./azure.js";
export { gcpRegions } from "./gcp.js";
export { closest, namedZones, type RegionFacts, type RegionTable } from "./table.js";

/** The tables of the clouds that the package knows. */
export const regionTables = { aws: awsRegions, gcp: gcpRegions, azure: azureRegions } as const satisfies Record<
  string,
  RegionTable
>;

/**
 * Why a region name is not one of the table's, as the end of a message that already names the argument's path:
 * the value, what is allowed, and the fix. `undefined` when the region exists.
 */
export function regionProblem(table: RegionTable, region: string): string | undefined {
  if (Object.hasOwn(table, region)) return undefined;
  const near = closest(table, region);
  const elsewhere = near === undefined ? cloudOf(table, region) : undefined;
  const fix =
    near !== undefined
      ? `did you mean "${near}"?`
      : elsewhere !== undefined
        ? `that is a region of ${elsewhere}; use`
        : "use";
  const names = Object.keys(table);
  const list = near !== undefined ? "" : ` one of ${names.join(", ")}`;
  return `"${region}" is not a known region; ${fix}${list}`;
}

function cloudOf(table: RegionTable, region: string): string | undefined {
  const found = Object.entries(regionTables).find(([, other]) => other !== table && Object.hasOwn(other, region));
  return found?.[0];
}
