// Writes sandbox/data/azure-paths.ts: where Azure types lie, out of the request paths of Microsoft's own management libraries on
// PyPI. Types that no path fits for certain are left out.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSource, root } from "./load-source.mjs";
import { download, unpackWheel } from "./wheels.mjs";

/** Libraries, `azure-mgmt-` left out. */
const libraries =
  `alertsmanagement apicenter apimanagement appconfiguration appcontainers applicationinsights appplatform authorization
  automation avs azurestackhci batch botservice cdn cognitiveservices communication compute connectedvmware containerinstance
  containerregistry containerservice cosmosdb costmanagement dashboard databoxedge databricks datafactory datamigration
  dataprotection datashare desktopvirtualization devcenter deviceregistry devtestlabs dns dnsresolver elasticsan eventgrid
  eventhub frontdoor hdinsight healthcareapis hybridcompute hybridnetwork iothub iotoperations keyvault
  kubernetesconfiguration kusto loganalytics logic machinelearningservices maintenance managednetworkfabric managedservices
  managementgroups maps migrate mongocluster monitor msi mysqlflexibleservers netapp network networkcloud notificationhubs
  orbital paloaltonetworksngfw policyinsights postgresqlflexibleservers privatedns rdbms recoveryservices
  recoveryservicesbackup recoveryservicessiterecovery redis redisenterprise relay resource scvmm search security
  securityinsight servicebus servicefabric signalr sql storage storagecache storagemover streamanalytics synapse
  trafficmanager web webpubsub`.split(/\s+/);

/** Namespaces of modules that they do not tell by their name. */
const moduleSpaces = {
  applicationinsights: "insights",
  containerstorage: "containerstorage",
  cosmosdb: "documentdb",
  databoxedge: "databoxedge",
  dns: "network",
  dnsresolver: "network",
  frontdoor: "network",
  iothub: "devices",
  managementgroups: "management",
  monitor: "insights",
  privatedns: "network",
  redis: "cache",
  redisenterprise: "cache",
  cloudngfw: "paloaltonetworks.cloudngfw",
  trafficmanager: "network",
};

const plain = (words) => words.toLowerCase().replace(/[^a-z0-9]/g, "");
const singular = (word) =>
  plain(word)
    .replace(/ies$/, "y")
    .replace(/([^s])s$/, "$1");

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /\/operations\//.test(file) && !/\/aio\//.test(file));
}

/** The request paths that name one resource, with the version of every library. */
function requestPaths() {
  const dir = mkdtempSync(join(tmpdir(), "sandbox-azure-"));
  try {
    const wheels = libraries.map((name) => `azure-mgmt-${name}`);
    download(dir, ...wheels);
    const files = readdirSync(dir);
    for (const file of files) unpackWheel(dir, file, join(dir, "all"));
    const urls = new Set();
    for (const file of filesBelow(join(dir, "all"))) {
      const joined = readFileSync(file, "utf8").replace(/"\s*(?:#.*)?\n\s*"/g, "");
      for (const [, url] of joined.matchAll(/"(\/[^"\s]*providers\/[^"\s]*)"/g)) urls.add(url);
    }
    return { urls: [...urls], versions: files.map((f) => f.replace(/^azure_mgmt_([\w]+)-([\d.]+\w*)-.*$/, "$1 $2")) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function readPath(url) {
  const rest = url.slice(url.toLowerCase().lastIndexOf("/providers/") + 11).split("/");
  const [space = "", ...segments] = rest;
  const parameters = [...url.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).filter((p) => !/^subscriptionId$/i.test(p));
  return { url, space: plain(space.replace(/^\w+\./, "")), segments, parameters };
}

/** A resource's path: kinds and names by turns. A DNS record's kind is a parameter itself. */
function isResource({ segments }) {
  return (
    segments.length >= 2 &&
    segments.length % 2 === 0 &&
    !segments.some((s, i) => i % 2 === 0 && s.startsWith("{") && s !== "{recordType}")
  );
}

function score(schema, pathInputs, path) {
  const inputs = new Set([...schema.inputs.keys()].map(plain));
  const named = path.parameters.map(plain);
  const own = pathInputs(schema);
  const required = own.filter((name) => schema.required.includes(name)).map(plain);
  if (!named.every((p) => inputs.has(p)) || !required.every((p) => named.includes(p))) return 0;
  const kind = singular(schema.className);
  const last = singular(path.segments.at(-2).replace(/[{}]/g, ""));
  const likeness =
    last === kind
      ? 10
      : kind.endsWith(last) || last.endsWith(kind)
        ? 7
        : kind.includes(last) || last.includes(kind)
          ? 5
          : 0;
  const name = singular((path.segments.at(-1).match(/^\{(\w+)\}$/)?.[1] ?? "").replace(/(Name|Id|ResourceName)$/, ""));
  const unused = own.filter((p) => !named.includes(plain(p))).length;
  return likeness + (name === kind ? 5 : 0) - 4 * unused;
}

function relative(url) {
  return url
    .replace(/^\/subscriptions\/\{subscriptionId\}(\/resourceGroups\/\{resourceGroupName\})?\/providers\//i, "")
    .replace(/^\/\{/, "{");
}

const { sdk, pathInputs, guessedPath } = await loadSource(`
  import { join } from "node:path";
  import { SdkSchema } from "./sandbox/schema/index.js";
  export { guessedPath, pathInputs } from "./sandbox/models/azure/paths.js";
  export const sdk = new SdkSchema("azure-native", join(${JSON.stringify(root)}, "node_modules", "@pulumi", "azure-native"));
`);
const { urls, versions } = requestPaths();
const paths = urls.map(readPath).filter(isResource);
const found = new Map();
for (const token of sdk.tokens()) {
  const schema = sdk.resource(token);
  const module = token.split(":")[1].split("/")[0];
  const space = plain(moduleSpaces[module] ?? module);
  const [best] = paths
    .filter((path) => path.space === space || (space.length > 3 && path.space.endsWith(space)))
    .map((path) => ({ url: path.url, score: score(schema, pathInputs, path) }))
    .sort((a, b) => b.score - a.score || a.url.length - b.url.length);
  if (best === undefined || best.score < 5) continue;
  const rival = found.get(best.url);
  const better = best.score - (rival?.score ?? 0) || (rival?.schema.className.length ?? 99) - schema.className.length;
  if (better > 0) found.set(best.url, { schema, score: best.score });
}
const lines = [];
for (const [url, { schema }] of found) {
  // Parameters are spelled as the SDK's inputs are.
  const spelling = new Map([...schema.inputs.keys()].map((name) => [plain(name), name]));
  const path = relative(url).replace(/\{(\w+)\}/g, (_all, name) => `{${spelling.get(plain(name)) ?? name}}`);
  if (path !== guessedPath(schema)) lines.push(`${schema.token.replace("azure-native:", "")} ${path}`);
}
const text = `// Written by scripts/sandbox-azure-paths.mjs, ${new Date().toISOString().slice(0, 10)}, out of azure-mgmt-*:
// ${versions
  .sort()
  .join(", ")
  .replace(/(.{90,118}?, )/g, "$1\n// ")
  .trimEnd()}
/** One line a type: \`module:Class path\`, as \`paths\` of the Azure models has them. */
export const azurePaths = \`
${lines.sort().join("\n")}
\`;
`;
writeFileSync(join(root, "sandbox", "data", "azure-paths.ts"), text.replace(/ +$/gm, ""));
console.log(`${found.size} of ${sdk.tokens().length} types fit, ${lines.length} written`);
