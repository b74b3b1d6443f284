// Writes sandbox/data/states.ts: the values that outputs have once an object is made, for outputs whose values the cloud's own
// model lists: botocore for AWS, Google's discovery documents for Google Cloud.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { loadSource, root } from "./load-source.mjs";
import { download, unpackWheel } from "./wheels.mjs";

const packages = ["botocore==1.44.5", "google-api-python-client==2.202.0"];

/** Services of botocore and Google that a module's types belong to, where the names differ. */
const services = {
  aws: {
    alb: ["elbv2"],
    amp: ["amp"],
    appautoscaling: ["application-autoscaling"],
    cfg: ["config"],
    cloudwatch: ["cloudwatch", "events", "logs"],
    cognito: ["cognito-idp", "cognito-identity"],
    costexplorer: ["ce"],
    customerprofiles: ["customer-profiles"],
    directoryservice: ["ds"],
    ebs: ["ec2"],
    ec2clientvpn: ["ec2"],
    ec2transitgateway: ["ec2"],
    elasticsearch: ["es"],
    keyspaces: ["keyspaces"],
    lb: ["elbv2"],
    macie: ["macie2"],
    msk: ["kafka"],
    mskconnect: ["kafkaconnect"],
    opensearch: ["opensearch", "opensearchserverless"],
    route53: ["route53", "route53resolver"],
    sfn: ["stepfunctions"],
    ssoadmin: ["sso-admin"],
    timestreamwrite: ["timestream-write"],
    vpc: ["ec2"],
  },
  gcp: {
    artifactregistry: ["artifactregistry"],
    certificateauthority: ["privateca"],
    certificatemanager: ["certificatemanager"],
    cloudfunctionsv2: ["cloudfunctions"],
    cloudrun: ["run"],
    cloudrunv2: ["run"],
    dataproc: ["dataproc", "metastore"],
    filestore: ["file"],
    iam: ["iam"],
    kms: ["cloudkms"],
    projects: ["cloudresourcemanager"],
    serviceaccount: ["iam"],
    sql: ["sqladmin"],
    vertex: ["aiplatform"],
  },
};

/** What is otherwise right after the creation than when all is done. */
const afterCreation = { "aws:acm:Certificate.status": "PENDING_VALIDATION" };

const plain = (words) => words.toLowerCase().replace(/[^a-z0-9]/g, "");
/** What says that an object is of the common kind, where no word tells that all is well. */
const usual = new Set([
  "AMAZON_ISSUED",
  "STANDARD",
  "ELIGIBLE",
  "NONE",
  "DEFAULT",
  "CUSTOMER",
  "AWS_KMS",
  "IPV4",
  "ipv4",
]);

/** Objects of a service: name and, by property, the values that it may have. */
function awsModels(dir) {
  const data = join(dir, "botocore", "data");
  return (service) => {
    const folder = join(data, service);
    if (!existsSync(folder)) return [];
    const version = readdirSync(folder).sort().at(-1);
    const file = join(folder, version, "service-2.json.gz");
    if (!existsSync(file)) return [];
    const { shapes } = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
    return Object.entries(shapes)
      .filter(([, shape]) => shape.type === "structure")
      .map(([name, shape]) => ({
        name,
        values: Object.fromEntries(
          Object.entries(shape.members ?? {}).map(([member, { shape: of }]) => [plain(member), shapes[of]?.enum]),
        ),
      }));
  };
}

function googleModels(dir) {
  const data = join(dir, "googleapiclient", "discovery_cache", "documents");
  const files = readdirSync(data);
  return (service) => {
    const file = files
      .filter((f) => f.startsWith(`${service}.v`) && !/alpha/.test(f))
      .sort()
      .at(-1);
    if (file === undefined) return [];
    const { schemas = {} } = JSON.parse(readFileSync(join(data, file), "utf8"));
    return Object.entries(schemas).map(([name, schema]) => ({
      name: name.replace(/^Google(Cloud|Devtools|Iam|Identity)\w*?V\d\w*?(?=[A-Z])/, ""),
      values: Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([p, of]) => [plain(p), of.enum ?? of.items?.enum]),
      ),
    }));
  };
}

/** Names under which the API may know a class's objects, the likeliest first. */
function namesOf(module, className) {
  const kind = plain(className);
  const bare = [kind, plain(module) + kind, kind.replace(plain(module), "")].filter((name) => name !== "");
  return bare.flatMap((name) =>
    ["", "detail", "details", "description", "summary", "info", "configuration"].map((end) => name + end),
  );
}

/** `clusterState` is the API's `state` or `status`. */
function membersFor(property, className) {
  const own = plain(property).replace(plain(className), "");
  const end = /(status|state)$/.exec(plain(property))?.[1];
  return [...new Set([plain(property), own, plain(className) + own, end, end === "state" ? "status" : "state"])].filter(
    (name) => name && (end !== undefined || name !== "state"),
  );
}

function valueIn(models, module, className, property) {
  for (const name of namesOf(module, className)) {
    const model = models.find((m) => plain(m.name) === name || plain(m.name) === `db${name}`);
    if (model === undefined) continue;
    for (const member of membersFor(property, className)) {
      const values = model.values[member];
      if (values === undefined) continue;
      const given = values.filter((v) => !/UNSPECIFIED|UNKNOWN/i.test(v));
      const well = wellOf(given) ?? given.find((v) => usual.has(v)) ?? (isState(property) ? undefined : given[0]);
      if (well !== undefined) return well;
    }
  }
  return undefined;
}

const { sdks, isState, wellOf } = await loadSource(`
  import { join } from "node:path";
  import { SdkSchema } from "./sandbox/schema/index.js";
  export { isState, wellOf } from "./sandbox/models/outputs/states.js";
  const at = (name) => new SdkSchema(name, join(${JSON.stringify(root)}, "node_modules", "@pulumi", name));
  export const sdks = { aws: at("aws"), gcp: at("gcp") };
`);

function linesOf(pkg, modelsOf) {
  const lines = [];
  const read = new Map();
  for (const token of sdks[pkg].tokens()) {
    const schema = sdks[pkg].resource(token);
    const module = token.split(":")[1].split("/")[0];
    const names = services[pkg][module] ?? [module, module.replace(/v\d$/, "")];
    const models = names.flatMap((name) => {
      if (!read.has(name)) read.set(name, modelsOf(name));
      return read.get(name);
    });
    for (const member of schema.properties.values()) {
      if (member.optional || member.type.kind !== "string") continue;
      const key = `${pkg}:${module}:${schema.className}.${member.name}`;
      const value = afterCreation[key] ?? valueIn(models, module, schema.className, member.name);
      if (value !== undefined) lines.push(`${key} ${value}`);
    }
  }
  return lines;
}

const dir = mkdtempSync(join(tmpdir(), "sandbox-states-"));
try {
  download(dir, ...packages);
  for (const file of readdirSync(dir)) unpackWheel(dir, file, dir);
  const lines = [...linesOf("aws", awsModels(dir)), ...linesOf("gcp", googleModels(dir))];
  const text = `// Written by scripts/sandbox-states.mjs out of ${packages.join(" and ")}, ${new Date().toISOString().slice(0, 10)}.
/** One line an output: \`package:module:Class.property value\`. */
export const stateValues = \`
${[...new Set(lines)].sort().join("\n")}
\`;
`;
  writeFileSync(join(root, "sandbox", "data", "states.ts"), text);
  console.log(`${lines.length} outputs`);
} finally {
  rmSync(dir, { recursive: true });
}
