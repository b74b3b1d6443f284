import { certificateOf, certificatePem } from "../certificate.js";
import { type Model, type Models, need, type ObjectContext } from "../model.js";
import { at, isSet, lastSegment, records, text } from "../values.js";
import { runUrl } from "./functions.js";
import { projectNumber, regionOf } from "./identifiers.js";

const lower = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A Cloud SQL instance is known by its name: https://cloud.google.com/sql/docs/postgres/instance-settings */
const database: Model = {
  outputs: {
    connectionName: (c) => `${c.account}:${regionOf(c)}:${need(c, "name")}`,
    dnsName: (c) => `${c.derive.hex("dns", 12)}.${c.derive.draw("dns zone", 12, lower)}.${regionOf(c)}.sql.goog.`,
    dnsNames: () => [],
    firstIpAddress: (c) => addresses(c)[0]?.ipAddress ?? "",
    ipAddresses: addresses,
    publicIpAddress: (c) => addresses(c).find((a) => a.type === "PRIMARY")?.ipAddress ?? "",
    privateIpAddress: (c) => addresses(c).find((a) => a.type === "PRIVATE")?.ipAddress ?? "",
    instanceType: () => "CLOUD_SQL_INSTANCE",
    availableMaintenanceVersions: () => [],
    pscServiceAttachmentLink: () => "",
    replicaConfiguration: () => undefined,
    replicationCluster: () => undefined,
    replicaNames: () => [],
    selfLink: (c) => `https://sqladmin.googleapis.com/sql/v1beta4/projects/${c.account}/instances/${need(c, "name")}`,
    serverCaCerts: (c) => [
      {
        cert: certificatePem(c.derive),
        commonName: "C=US,O=Google\\, Inc,CN=Google Cloud SQL Server CA,dnQualifier=sandbox",
        createTime: c.derive.time("ca"),
        expirationTime: c.derive.time("ca").replace(/^\d{4}/, "2036"),
        sha1Fingerprint: c.derive.hex("ca", 40),
      },
    ],
    serviceAccountEmailAddress: (c) =>
      `p${projectNumber(c.account)}-${c.derive.draw("account", 6, lower)}@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
  },
};

interface Address {
  readonly ipAddress: string;
  readonly timeToRetire: string;
  readonly type: string;
}

/** A public address unless it is switched off, a private one where a network is named. */
function addresses(c: ObjectContext): Address[] {
  const settings = at(c.inputs, "settings.ipConfiguration");
  const open = at(settings, "ipv4Enabled") !== false;
  const inside = isSet(at(settings, "privateNetwork"));
  return [
    ...(open ? [{ ipAddress: c.derive.publicIp("sql"), timeToRetire: "", type: "PRIMARY" }] : []),
    ...(inside ? [{ ipAddress: privateIp(c, "sql"), timeToRetire: "", type: "PRIVATE" }] : []),
  ];
}

function privateIp(c: ObjectContext, label: string): string {
  return `10.${c.derive.below(label, 256)}.${c.derive.below(`${label} 2`, 256)}.${3 + c.derive.below(`${label} 3`, 250)}`;
}

const runService: Model = {
  outputs: {
    uri: (c) => runUrl(c, need(c, "name")),
    urls: (c) => [runUrl(c, need(c, "name"))],
    latestCreatedRevision: (c) =>
      `${runPath(c)}/revisions/${need(c, "name")}-00001-${c.derive.draw("revision", 3, lower)}`,
    latestReadyRevision: (c) =>
      `${runPath(c)}/revisions/${need(c, "name")}-00001-${c.derive.draw("revision", 3, lower)}`,
    observedGeneration: () => "1",
    generation: () => "1",
    reconciling: () => false,
    conditions: () => [],
    terminalConditions: () => [
      {
        executionReason: "",
        lastTransitionTime: "",
        message: "",
        reason: "",
        revisionReason: "",
        severity: "",
        state: "CONDITION_SUCCEEDED",
        type: "Ready",
      },
    ],
    trafficStatuses: (c) => [
      {
        percent: 100,
        revision: "",
        tag: "",
        type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST",
        uri: runUrl(c, need(c, "name")),
      },
    ],
    deleteTime: () => "",
    expireTime: () => "",
    threatDetectionEnabled: () => false,
  },
};

function runPath(c: ObjectContext): string {
  return `projects/${c.account}/locations/${need(c, "location")}/services/${need(c, "name")}`;
}

/** Google's name servers come in sets of four: https://cloud.google.com/dns/docs/zones */
function nameServers(c: ObjectContext): string[] {
  const set = "abcde".charAt(c.derive.below("name servers", 5));
  return [1, 2, 3, 4].map((n) => `ns-cloud-${set}${n}.googledomains.com.`);
}

function tableId(c: ObjectContext): string {
  return `projects/${c.account}/datasets/${need(c, "datasetId")}/tables/${need(c, "tableId")}`;
}

/** Where a key's private half would be: JSON that names the sandbox and opens nothing. */
function keyFile(c: ObjectContext, id: string): string {
  const file = {
    type: "service_account",
    project_id: c.account,
    private_key_id: lastSegment(id),
    private_key: "-----BEGIN PRIVATE KEY-----\nc2FuZGJveA==\n-----END PRIVATE KEY-----\n",
    client_email: lastSegment(need(c, "serviceAccountId")),
  };
  return Buffer.from(JSON.stringify(file)).toString("base64");
}

/** Managed services with the addresses and names that programs pass on. */
export const serviceModels: Models = {
  "gcp:sql/databaseInstance:DatabaseInstance": database,
  "gcp:sql/database:Database": {
    outputs: {
      selfLink: (c) =>
        `https://sqladmin.googleapis.com/sql/v1beta4/projects/${c.account}/instances/${need(c, "instance")}/databases/${need(c, "name")}`,
      charset: () => "UTF8",
      collation: () => "en_US.UTF8",
    },
  },
  "gcp:sql/user:User": {
    id: (c) => `${need(c, "name")}/${text(c.inputs.host) ?? ""}/${need(c, "instance")}`,
    unique: false,
    outputs: { host: () => "", iamEmail: () => "", sqlServerUserDetails: () => [] },
  },
  "gcp:cloudrunv2/service:Service": runService,
  "gcp:cloudrun/service:Service": {
    outputs: {
      statuses: (c) => [
        {
          conditions: [{ message: "", reason: "", status: "True", type: "Ready" }],
          latestCreatedRevisionName: `${need(c, "name")}-00001-${c.derive.draw("revision", 3, lower)}`,
          latestReadyRevisionName: `${need(c, "name")}-00001-${c.derive.draw("revision", 3, lower)}`,
          observedGeneration: 1,
          traffics: [],
          url: runUrl(c, need(c, "name")),
        },
      ],
    },
  },
  "gcp:dns/managedZone:ManagedZone": {
    outputs: {
      nameServers,
      managedZoneId: (c) => c.derive.digits("zone", 19),
      visibility: () => "public",
      dnssecConfig: () => undefined,
      cloudLoggingConfig: () => ({ enableLogging: false }),
    },
  },
  "gcp:artifactregistry/repository:Repository": {
    outputs: {
      name: (c) => `projects/${c.account}/locations/${need(c, "location")}/repositories/${need(c, "repositoryId")}`,
      registryUri: (c) => `${need(c, "location")}-${registryHost(c)}.pkg.dev/${c.account}/${need(c, "repositoryId")}`,
      vulnerabilityScanningConfig: () => ({
        enablementConfig: "",
        enablementState: "SCANNING_DISABLED",
        enablementStateReason: "",
      }),
    },
  },
  "gcp:bigquery/dataset:Dataset": {
    outputs: {
      selfLink: (c) =>
        `https://bigquery.googleapis.com/bigquery/v2/projects/${c.account}/datasets/${need(c, "datasetId")}`,
      creationTime: (c) => Date.parse(c.derive.time()),
      lastModifiedTime: (c) => Date.parse(c.derive.time()),
    },
  },
  "gcp:bigquery/table:Table": {
    id: tableId,
    outputs: {
      selfLink: (c) => `https://bigquery.googleapis.com/bigquery/v2/${tableId(c)}`,
      type: (c) => (isSet(c.inputs.view) ? "VIEW" : isSet(c.inputs.materializedView) ? "MATERIALIZED_VIEW" : "TABLE"),
      location: (c) => text(datasetOf(c)?.inputs.location) ?? "US",
      generatedSchemaColumns: () => "",
      creationTime: (c) => Date.parse(c.derive.time()),
      lastModifiedTime: (c) => Date.parse(c.derive.time()),
    },
  },
  "gcp:redis/instance:Instance": {
    outputs: {
      host: (c) => privateIp(c, "redis"),
      port: () => 6379,
      authString: (c) => (c.inputs.authEnabled === true ? c.derive.uuid("auth") : ""),
      currentLocationId: (c) => text(c.inputs.locationId) ?? `${regionOf(c)}-b`,
      persistenceIamIdentity: (c) => `serviceAccount:${projectNumber(c.account)}-compute@developer.gserviceaccount.com`,
      readEndpoint: () => "",
      readEndpointPort: () => 0,
      nodes: (c) => [{ id: "node-0", zone: text(c.inputs.locationId) ?? `${regionOf(c)}-b` }],
      serverCaCerts: () => [],
      maintenanceSchedules: () => [],
    },
  },
  "gcp:serviceaccount/key:Key": {
    id: (c) =>
      `projects/${c.account}/serviceAccounts/${lastSegment(need(c, "serviceAccountId"))}/keys/${c.derive.hex("key", 40)}`,
    outputs: {
      name: (_, id) => id,
      privateKey: keyFile,
      publicKey: (c) => certificateOf(c.derive),
      validAfter: (c) => c.derive.time("key"),
      validBefore: () => "9999-12-31T23:59:59Z",
    },
  },
  "gcp:secretmanager/secretVersion:SecretVersion": {
    id: (c) => `${projectlessSecret(c)}/versions/1`,
    unique: false,
    outputs: {
      name: (_, id) => id,
      version: (_, id) => lastSegment(id),
      destroyTime: () => "",
    },
  },
};

function registryHost(c: ObjectContext): string {
  return (text(c.inputs.format) ?? "DOCKER").toLowerCase();
}

function datasetOf(c: ObjectContext) {
  return c.world
    .byType("gcp:bigquery/dataset:Dataset")
    .find((o) => o.account === c.account && o.inputs.datasetId === c.inputs.datasetId);
}

/** Secret Manager writes the project's number where it was given the project's name. */
function projectlessSecret(c: ObjectContext): string {
  const secret = need(c, "secret");
  return `projects/${projectNumber(c.account)}/secrets/${lastSegment(secret)}`;
}

/** Kinds of a health check, by the block that the program gives. */
const checks = ["http", "https", "http2", "tcp", "ssl", "grpc"] as const;

function groupOf(c: ObjectContext): string {
  const place = isSet(c.inputs.zone) ? `zones/${lastSegment(need(c, "zone"))}` : `regions/${regionOf(c)}`;
  return `projects/${c.account}/${place}/instanceGroups/${need(c, "name")}`;
}

const groupManager: Model = {
  id: (c) => groupOf(c).replace("/instanceGroups/", "/instanceGroupManagers/"),
  outputs: {
    selfLink: (_, id) => `https://www.googleapis.com/compute/v1/${id}`,
    instanceGroup: (c) => `https://www.googleapis.com/compute/v1/${groupOf(c)}`,
    instanceGroupManagerId: (c) => Number(c.derive.digits("manager", 15)),
    targetSize: () => 0,
    statuses: () => [{ allInstancesConfigs: [], isStable: true, statefuls: [], versionTargets: [{ isReached: true }] }],
  },
};

/** Fleets, templates and checks of Compute Engine. */
export const fleetModels: Models = {
  "gcp:compute/instanceGroupManager:InstanceGroupManager": groupManager,
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager": groupManager,
  "gcp:compute/instanceTemplate:InstanceTemplate": {
    outputs: {
      selfLinkUnique: (c, id) =>
        `https://www.googleapis.com/compute/v1/${id}?uniqueId=${c.derive.digits("unique", 19)}`,
      numericId: (c) => c.derive.digits("unique", 19),
    },
  },
  "gcp:compute/healthCheck:HealthCheck": {
    outputs: {
      type: (c) => (checks.find((kind) => isSet(c.inputs[`${kind}HealthCheck`])) ?? "tcp").toUpperCase(),
    },
  },
  "gcp:servicenetworking/connection:Connection": {
    id: (c) => `${encodeURIComponent(need(c, "network"))}:${need(c, "service")}`,
    outputs: { peering: (c) => need(c, "service").replaceAll(".", "-") },
  },
  "gcp:filestore/instance:Instance": {
    complete: (c, outputs, later) => ({
      ...outputs,
      networks: records(outputs.networks).map((network) => ({
        ...network,
        ipAddresses: later(() => [privateIp(c, "filestore")]),
      })),
    }),
  },
};
