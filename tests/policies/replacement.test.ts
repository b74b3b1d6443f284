import { describe, expect, it } from "vitest";
import { type Edit, edited, type Remedy, replacesFor } from "../../policies/core/remedy.js";
import type { Resource } from "../../policies/core/resource.js";
import type { Rule } from "../../policies/core/rule.js";
import { rules } from "../../policies/rules/index.js";
import { cloud } from "../../sandbox/models/index.js";
import type { PackageName } from "../../sandbox/types.js";
import { sessionOf, urnOf } from "../sandbox/models-world.js";
import { resourcesOf } from "./support.js";

/** What the sandbox, which has it from the providers' documentation, says that the provider does with the edits. */
type Way = "replaces" | "in place" | "assumed";

function wayOf({ type, name, props }: Resource, edits: readonly Edit[]): Way {
  const session = sessionOf(type.slice(0, type.indexOf(":")) as PackageName);
  const about = { session, type, urn: urnOf(session, type, name), id: "i", oldOutputs: {}, ignoreChanges: [] };
  const { detailed, assumed } = cloud.diff({ ...about, olds: props, news: edited(props, edits) });
  if (Object.values(detailed).some(({ kind }) => kind.endsWith("-replace"))) return "replaces";
  return assumed === undefined ? "in place" : "assumed";
}

/** The edits of the rule's bad example, each with what the rule and what the sandbox says of it. */
function judged(rule: Rule, remedy: Remedy) {
  return resourcesOf(rule.bad)
    .filter(({ type }) => type in rule.judges)
    .flatMap((resource) =>
      remedy.edits(resource, {}).map((edit) => {
        const said: Way = replacesFor(remedy, edit) ? "replaces" : "in place";
        return { edit: `${rule.id} ${edit.path}`, said, seen: wayOf(resource, [edit]) };
      }),
    );
}

const remedies = rules.flatMap((rule) => (rule.remedy === undefined ? [] : judged(rule, rule.remedy)));

const refused = "the provider tries it in place, and the cloud refuses";

/** Where the rule asks for leave although the provider would try the change in place, and why. */
const CAREFUL: Readonly<Record<string, string>> = {
  "aws-elasticache-encryption transitEncryptionEnabled":
    "in place only from version 7.0.5 on, which need not be written",
  "aws-ssm-secure-string type": refused,
  "az-aks-host-encryption enableEncryptionAtHost": refused,
  "az-aks-node-public-ip agentPoolProfiles": refused,
  "az-aks-rbac enableRBAC": refused,
  "az-pg-geo-backup backup.geoRedundantBackup": refused,
  "az-vm-ssh-key-only osProfile.linuxConfiguration.disablePasswordAuthentication": refused,
  "gcp-gke-private-nodes privateClusterConfig.enablePrivateNodes":
    "all nodes are made anew, and early clusters refuse it",
};

/** What no source of the sandbox tells of. */
const ASSUMED = [
  "aws-ec2-ebs-default-encryption enabled",
  "aws-opensearch-secure encryptAtRest.enabled",
  "az-iothub-network properties.publicNetworkAccess",
  "az-iothub-network properties.minTlsVersion",
  "az-iothub-network properties.disableLocalAuth",
  "az-kv-purge-protection properties.enablePurgeProtection",
  "az-kv-purge-protection properties.enableSoftDelete",
  "az-pg-secure-transport value",
  "az-redis-secure enableNonSslPort",
  "az-redis-secure minimumTlsVersion",
  "az-redis-secure publicNetworkAccess",
  "az-sql-tde state",
  "gcp-iam-audit-log auditLogConfigs",
];

describe("what a remedy says of replacing", () => {
  it("is what the sandbox's sources say, and more only where the cloud refuses what the provider tries", () => {
    const stated = remedies.filter(({ seen }) => seen !== "assumed");
    const careful = stated.filter(({ said, seen }) => said === "replaces" && seen === "in place");
    expect(stated.filter(({ said, seen }) => said === "in place" && seen === "replaces")).toEqual([]);
    expect(careful.map(({ edit }) => edit)).toEqual(Object.keys(CAREFUL));
  });

  it("is looked up for all but these", () => {
    const assumed = remedies.filter(({ seen }) => seen === "assumed");
    expect(assumed.map(({ edit }) => edit)).toEqual(ASSUMED);
  });
});
