// The public packages that the tables of limits are made from, at exact versions, fetched by pip.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { download, unpackWheel, wheelOf } from "../wheels.mjs";

export const awsSources = { botocore: "1.44.5", "cfn-lint": "1.58.0" };

export const gcpSources = { "google-api-python-client": "2.202.0" };

/**
 * The last version of each package whose models still state limits: the newer generator leaves them out. By the module of
 * @pulumi/azure-native that has the same resource provider.
 */
export const azureSources = {
  apimanagement: ["azure-mgmt-apimanagement", "5.0.0"],
  app: ["azure-mgmt-appcontainers", "3.2.0"],
  appconfiguration: ["azure-mgmt-appconfiguration", "5.0.0"],
  automation: ["azure-mgmt-automation", "1.0.1"],
  batch: ["azure-mgmt-batch", "17.3.0"],
  cdn: ["azure-mgmt-cdn", "13.1.1"],
  cognitiveservices: ["azure-mgmt-cognitiveservices", "14.1.0"],
  compute: ["azure-mgmt-compute", "34.1.0"],
  containerregistry: ["azure-mgmt-containerregistry", "14.0.0"],
  containerservice: ["azure-mgmt-containerservice", "37.0.0"],
  cosmosdb: ["azure-mgmt-cosmosdb", "9.9.0"],
  databricks: ["azure-mgmt-databricks", "2.0.0"],
  datafactory: ["azure-mgmt-datafactory", "9.3.0"],
  dbformysql: ["azure-mgmt-mysqlflexibleservers", "1.0.0"],
  dbforpostgresql: ["azure-mgmt-postgresqlflexibleservers", "1.1.0"],
  dns: ["azure-mgmt-dns", "8.2.0"],
  eventhub: ["azure-mgmt-eventhub", "11.2.0"],
  frontdoor: ["azure-mgmt-frontdoor", "1.2.0"],
  keyvault: ["azure-mgmt-keyvault", "11.0.0"],
  kusto: ["azure-mgmt-kusto", "3.4.0"],
  managedidentity: ["azure-mgmt-msi", "7.1.0"],
  network: ["azure-mgmt-network", "28.1.0"],
  operationalinsights: ["azure-mgmt-loganalytics", "13.1.1"],
  redis: ["azure-mgmt-redis", "14.5.0"],
  resources: ["azure-mgmt-resource", "23.4.0"],
  search: ["azure-mgmt-search", "9.2.0"],
  servicebus: ["azure-mgmt-servicebus", "9.0.0"],
  storage: ["azure-mgmt-storage", "22.2.0"],
  synapse: ["azure-mgmt-synapse", "2.0.0"],
  web: ["azure-mgmt-web", "8.0.0"],
};

/** The directory of an unpacked package; downloads it where it is not there yet. */
export function fetched(dir, name, version) {
  const [wheels, unpacked] = [join(dir, "wheels"), join(dir, `${name}-${version}`)];
  if (existsSync(unpacked)) return unpacked;
  download(wheels, `${name}==${version}`);
  const wheel = wheelOf(wheels, name, version);
  if (wheel === undefined) throw new Error(`pip downloaded no wheel of ${name} ${version}`);
  unpackWheel(wheels, wheel, unpacked);
  return unpacked;
}

/** A JSON file, which may be compressed. */
export function readJson(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  return JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString("utf8"));
}
