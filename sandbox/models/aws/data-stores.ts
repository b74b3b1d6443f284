import { known, type Model, type Models, need, type ObjectContext } from "../model.js";
import { at, text, texts } from "../values.js";
import { endpoint, regionCode, short } from "./hosts.js";
import { arn, resourceId } from "./identifiers.js";
import { findHere } from "./references.js";

/** Ports where the program gives none. Source: "Configuring the port" of each engine in the RDS user guide. */
const ports: readonly (readonly [RegExp, number])[] = [
  [/postgres/, 5432],
  [/mysql|mariadb|^aurora$/, 3306],
  [/^oracle|^custom-oracle/, 1521],
  [/sqlserver/, 1433],
  [/^db2/, 50000],
];

function portOf(engine: unknown): number {
  return ports.find(([form]) => form.test(text(engine) ?? ""))?.[1] ?? 3306;
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The part of every database's host name that is the account's in the region. */
function databaseHost(c: ObjectContext, name: string, kind = ""): string {
  return `${name}.${kind}${short(c, 12, "host")}.${endpoint(c, "rds")}`;
}

const instance: Model = {
  outputs: {
    address: (c, id) => databaseHost(c, known(id)),
    endpoint: (c, id) => `${databaseHost(c, known(id))}:${Number(c.inputs.port ?? portOf(c.inputs.engine))}`,
    port: (c) => portOf(c.inputs.engine),
    hostedZoneId: () => "Z29XKXDKYMONMX",
    resourceId: (c) => `db-${c.derive.draw("resource", 26, upper)}`,
    engineVersionActual: (c) => c.inputs.engineVersion ?? "",
    licenseModel: (c) =>
      /postgres/.test(text(c.inputs.engine) ?? "") ? "postgresql-license" : "general-public-license",
    listenerEndpoints: () => [],
    masterUserSecrets: (c) => managedSecret(c),
    masterUserSecretKmsKeyId: () => "",
    monitoringRoleArn: () => "",
    performanceInsightsKmsKeyId: () => "",
    domainFqdn: () => "",
    replicaMode: () => "",
    replicas: () => [],
    upgradeRolloutOrder: () => "second",
    status: () => "available",
    maintenanceWindow: () => "sun:03:00-sun:03:30",
    backupWindow: () => "01:00-01:30",
  },
};

function managedSecret(c: ObjectContext): unknown[] {
  if (c.inputs.manageMasterUserPassword !== true) return [];
  const secretArn = arn(c, "secretsmanager", `secret:rds!db-${c.derive.uuid("secret")}-${short(c, 6, "secret")}`);
  return [{ kmsKeyId: "", secretArn, secretStatus: "active" }];
}

const cluster: Model = {
  outputs: {
    endpoint: (c, id) => databaseHost(c, known(id), "cluster-"),
    readerEndpoint: (c, id) => databaseHost(c, known(id), "cluster-ro-"),
    clusterResourceId: (c) => `cluster-${c.derive.draw("resource", 26, upper)}`,
    port: (c) => (/docdb/.test(c.type) ? 27017 : /neptune/.test(c.type) ? 8182 : portOf(c.inputs.engine)),
    hostedZoneId: () => "Z29XKXDKYMONMX",
    engineVersionActual: (c) => c.inputs.engineVersion ?? "",
    clusterMembers: () => [],
    masterUserSecrets: (c) => managedSecret(c),
    iamRoles: () => [],
    monitoringRoleArn: () => "",
    performanceInsightsKmsKeyId: () => "",
    databaseName: () => "",
    storageType: () => "",
    upgradeRolloutOrder: () => "second",
  },
};

const table: Model = {
  outputs: {
    arn: (c) => arn(c, "dynamodb", `table/${need(c, "name")}`),
    streamArn: (c) =>
      c.inputs.streamEnabled === true
        ? `${arn(c, "dynamodb", `table/${need(c, "name")}`)}/stream/${streamLabel(c)}`
        : "",
    streamLabel: (c) => (c.inputs.streamEnabled === true ? streamLabel(c) : ""),
    streamViewType: () => "",
    globalTableWitness: () => undefined,
    readCapacity: () => 0,
    writeCapacity: () => 0,
    pointInTimeRecovery: () => ({ enabled: false, recoveryPeriodInDays: 0 }),
    serverSideEncryption: () => undefined,
    ttl: () => ({ attributeName: "", enabled: false }),
    warmThroughput: () => ({ readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4_000 }),
  },
};

function streamLabel(c: ObjectContext): string {
  return c.derive.time("stream").replace("Z", ".000");
}

/** Where a file system's mount target lies. */
function subnet(c: ObjectContext) {
  return findHere(c, "aws:ec2/subnet:Subnet", c.inputs.subnetId);
}

function cacheHost(c: ObjectContext, name: string, kind: string): string {
  const { transitEncryptionEnabled } = c.inputs;
  const domain = `${short(c, 6, "host")}.${kind}${regionCode(c.region)}.cache.amazonaws.com`;
  return transitEncryptionEnabled === true
    ? `${name}.${domain}`
    : `${name.replace(/^(master|replica)\./, "")}.${domain}`;
}

/** Databases, caches and file systems with the addresses that programs pass on. */
export const dataStoreModels: Models = {
  "aws:rds/instance:Instance": instance,
  "aws:rds/cluster:Cluster": cluster,
  "aws:docdb/cluster:Cluster": cluster,
  "aws:neptune/cluster:Cluster": cluster,
  "aws:rds/clusterInstance:ClusterInstance": {
    outputs: {
      endpoint: (c, id) => databaseHost(c, known(id)),
      port: (c) => portOf(c.inputs.engine),
      dbiResourceId: (c) => `db-${c.derive.draw("resource", 26, upper)}`,
      writer: () => true,
      monitoringRoleArn: () => "",
      performanceInsightsKmsKeyId: () => "",
    },
  },
  "aws:dynamodb/table:Table": table,
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    outputs: {
      primaryEndpointAddress: (c, id) => cacheHost(c, `master.${known(id)}`, ""),
      readerEndpointAddress: (c, id) => cacheHost(c, `replica.${known(id)}`, ""),
      configurationEndpointAddress: () => "",
      memberClusters: (c, id) => members(c, known(id)),
      clusterEnabled: () => false,
      clusterMode: () => "disabled",
      engineVersionActual: (c) => c.inputs.engineVersion ?? "7.1",
      globalReplicationGroupId: () => "",
      port: () => 6379,
    },
  },
  "aws:elasticache/cluster:Cluster": {
    outputs: {
      cacheNodes: (c, id) => [
        {
          address: cacheHost(c, known(id), "0001."),
          availabilityZone: `${c.region}a`,
          id: "0001",
          outpostArn: "",
          port: cachePort(c),
        },
      ],
      clusterAddress: (c, id) => cacheHost(c, known(id), "cfg."),
      configurationEndpoint: (c, id) => `${cacheHost(c, known(id), "cfg.")}:${cachePort(c)}`,
      engineVersionActual: (c) => c.inputs.engineVersion ?? "",
      port: cachePort,
    },
  },
  "aws:efs/fileSystem:FileSystem": {
    id: (c) => resourceId(c, "fs"),
    outputs: {
      dnsName: (c, id) => `${known(id)}.${endpoint(c, "efs")}`,
      availabilityZoneId: () => "",
      availabilityZoneName: () => "",
      kmsKeyId: () => "",
      name: (c) => at(c.inputs, "tags.Name") ?? "",
      numberOfMountTargets: () => 0,
      protection: () => ({ replicationOverwrite: "ENABLED" }),
      sizeInBytes: () => [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
    },
  },
  "aws:efs/mountTarget:MountTarget": {
    outputs: {
      availabilityZoneName: (c) => subnet(c)?.outputs.availabilityZone ?? `${c.region}a`,
      availabilityZoneId: (c) => subnet(c)?.outputs.availabilityZoneId ?? "",
      dnsName: (c) => `${need(c, "fileSystemId")}.${endpoint(c, "efs")}`,
      mountTargetDnsName: (c) =>
        `${text(subnet(c)?.outputs.availabilityZone) ?? `${c.region}a`}.${need(c, "fileSystemId")}.${endpoint(c, "efs")}`,
      fileSystemArn: (c) => arn(c, "elasticfilesystem", `file-system/${need(c, "fileSystemId")}`),
      networkInterfaceId: (c) => resourceId(c, "eni", "eni"),
      ipAddress: (c) =>
        `${(text(subnet(c)?.outputs.cidrBlock) ?? "10.0.0.0/24").replace(/\d+\/\d+$/, "")}${10 + c.derive.below("ip", 200)}`,
      ipv6Address: () => "",
      ownerId: (c) => c.account,
    },
  },
  "aws:opensearch/domain:Domain": {
    id: (c) => arn(c, "es", `domain/${need(c, "domainName")}`),
    outputs: {
      arn: (_, id) => id,
      domainId: (c) => `${c.account}/${need(c, "domainName")}`,
      endpoint: (c) => `search-${need(c, "domainName")}-${short(c, 26, "host")}.${endpoint(c, "es")}`,
      endpointV2: (c) => `search-${need(c, "domainName")}-${short(c, 26, "host")}.aos.${c.region}.on.aws`,
      dashboardEndpoint: (c) =>
        `search-${need(c, "domainName")}-${short(c, 26, "host")}.${endpoint(c, "es")}/_dashboards`,
      accessPolicies: () => "",
    },
  },
};

function cachePort(c: ObjectContext): number {
  return text(c.inputs.engine) === "memcached" ? 11211 : 6379;
}

function members(c: ObjectContext, id: string): string[] {
  const count = Number(c.inputs.numCacheClusters ?? 1);
  return texts(Array.from({ length: count }, (_, i) => `${id}-${String(i + 1).padStart(3, "0")}`));
}
