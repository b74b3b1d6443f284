// The PyPI packages whose contents the tables come from: fetched and unpacked once into a folder.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { download, unpackWheel, wheelOf } from "../wheels.mjs";

/** By name, in the versions that the tables were made from. */
export const versions = {
  "azure-mgmt-appcontainers": "5.1.0",
  "azure-mgmt-cdn": "14.1.0",
  "azure-mgmt-compute": "39.0.0",
  "azure-mgmt-containerregistry": "15.0.0",
  "azure-mgmt-containerservice": "41.8.0",
  "azure-mgmt-cosmosdb": "10.0.0",
  "azure-mgmt-eventhub": "12.0.0",
  "azure-mgmt-frontdoor": "2.0.0",
  "azure-mgmt-keyvault": "14.1.0",
  "azure-mgmt-loganalytics": "14.0.0",
  "azure-mgmt-network": "33.1.0",
  "azure-mgmt-postgresqlflexibleservers": "3.0.0",
  "azure-mgmt-privatedns": "2.0.0",
  "azure-mgmt-recoveryservices": "4.3.0",
  "azure-mgmt-resource": "26.0.0",
  "azure-mgmt-servicebus": "10.0.0",
  "azure-mgmt-sql": "4.0.0",
  "azure-mgmt-storage": "25.3.0",
  "azure-mgmt-trafficmanager": "2.0.0",
  "azure-mgmt-web": "11.0.1",
  "cfn-lint": "1.58.0",
};

/**
 * @param {string} folder where wheels are kept and unpacked; what is there is not fetched again
 * @param {(line: string) => void} say
 * @returns {string} the folder that holds the packages' files
 */
export function unpack(folder, say) {
  const target = join(folder, "unpacked");
  mkdirSync(target, { recursive: true });
  for (const [name, version] of Object.entries(versions)) {
    if (wheelOf(folder, name, version) === undefined) {
      say(`fetching ${name} ${version}`);
      download(folder, `${name}==${version}`);
    }
    const done = join(target, `${name.replaceAll("-", "_")}-${version}.dist-info`);
    if (!existsSync(done)) unpackWheel(folder, wheelOf(folder, name, version), target);
  }
  return target;
}
