import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { need } from "../model.js";
import { lastSegment, text, texts } from "../values.js";
import { noWorkloadPool } from "./gke-clusters.js";
import { conditionOf } from "./grants.js";
import { projectNumber } from "./identifiers.js";

export const bucketType = "gcp:storage/bucket:Bucket";
const objectType = "gcp:storage/bucketObject:BucketObject";
const accountType = "gcp:serviceaccount/account:Account";

/** The rules of Cloud Storage for names without dots (a name with dots is a domain that must be verified). */
function bucketNameProblem(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return `has ${name.length} characters; use 3 to 63`;
  if (!/^[a-z0-9_.-]+$/.test(name)) return "may have only lower-case letters, digits, hyphens, underscores and dots";
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return "must begin and end with a letter or digit";
  if (name.startsWith("goog") || /g[o0][o0]g[l1]e/.test(name)) return 'must not begin with "goog" or contain "google"';
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) ? "must not look like an IP address" : undefined;
}

function checkBucket(c: CheckContext): CheckFailure[] {
  const name = text(c.inputs.name);
  const problem = name === undefined ? undefined : bucketNameProblem(name);
  const failures: CheckFailure[] =
    problem === undefined ? [] : [{ property: "name", reason: `invalid bucket name "${name}": it ${problem}` }];
  const prevention = c.inputs.publicAccessPrevention;
  if (typeof prevention === "string" && !["enforced", "inherited"].includes(prevention))
    failures.push({
      property: "publicAccessPrevention",
      reason: `"${prevention}" is not allowed; use enforced or inherited`,
    });
  return failures;
}

/** Bucket names are one space for all projects. */
function refuseBucket(c: ObjectContext): CloudError | undefined {
  const other = c.self === undefined ? c.world.find(bucketType, String(c.inputs.name)) : undefined;
  if (other === undefined) return undefined;
  return {
    code: "Error 409",
    message: `Your previous request to create the named bucket succeeded and you already own it, or the name is taken: "${other.id}" belongs to ${other.urn}, conflict. Bucket names are unique in all of Cloud Storage; choose another, or leave it out to have one made`,
  };
}

function bucketName(value: unknown): string | undefined {
  return text(value)?.replace(/^(?:gs:\/\/|b\/|projects\/_\/buckets\/)/, "");
}

function noBucket(c: ObjectContext): CloudError | undefined {
  const name = bucketName(c.inputs.bucket);
  if (name === undefined || c.world.find(bucketType, name) !== undefined) return undefined;
  return {
    code: "Error 404",
    message: `The specified bucket does not exist., notFound: "${name}" (bucket); pass the bucket's own name, or create it first`,
  };
}

const memberPattern =
  /^(allUsers|allAuthenticatedUsers|(user|serviceAccount|group|domain|principal|principalSet|projectOwner|projectEditor|projectViewer|deleted):.+)$/;

function checkMember(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const member = c.inputs.member;
  if (typeof member === "string" && !memberPattern.test(member))
    failures.push({
      property: "member",
      reason: `invalid value for member (IAM members must have one of the values outlined here: https://cloud.google.com/billing/docs/reference/rest/v1/Policy#Binding): "${member}"; use for example serviceAccount:<email>`,
    });
  const role = c.inputs.role;
  if (typeof role === "string" && !/^(roles\/|projects\/[^/]+\/roles\/|organizations\/[^/]+\/roles\/)/.test(role))
    failures.push({ property: "role", reason: `"${role}" is not a role; use for example roles/storage.objectViewer` });
  return failures;
}

function email(c: ObjectContext): string {
  return `${need(c, "accountId")}@${c.account}.iam.gserviceaccount.com`;
}

const bucketMember: Models[string] = {
  check: checkMember,
  refuse: noBucket,
  unique: false,
  id: (c) =>
    ["b", bucketName(c.inputs.bucket), ...texts([c.inputs.role, c.inputs.member]), ...conditionOf(c)].join("/"),
  outputs: { etag: (c) => `CA${c.derive.draw("etag", 2, "ABCDEFGHIJ")}=` },
};

export const storageModels: Models = {
  [bucketType]: {
    name: { property: "name", limit: 63, lower: true },
    defaults: { forceDestroy: false, storageClass: "STANDARD" },
    check: checkBucket,
    refuse: refuseBucket,
    id: (c) => String(c.inputs.name),
    unique: false,
    outputs: {
      projectNumber: (c) => Number(projectNumber(c.account)),
      publicAccessPrevention: () => "inherited",
      rpo: () => "DEFAULT",
      selfLink: (c) => `https://www.googleapis.com/storage/v1/b/${need(c, "name")}`,
      softDeletePolicy: (c) => ({ effectiveTime: c.derive.time(), retentionDurationSeconds: 604_800 }),
      timeCreated: (c) => c.derive.time(),
      uniformBucketLevelAccess: () => false,
      updated: (c) => c.derive.time(),
      url: (c) => `gs://${need(c, "name")}`,
      versioning: () => ({ enabled: false }),
      website: () => undefined,
    },
    planned: ["url"],
    identities: (o) => [o.id, `gs://${o.id}`],
    canDelete: (bucket, world) => {
      if (bucket.inputs.forceDestroy === true) return undefined;
      const inside = world.byType(objectType).find((o) => bucketName(o.inputs.bucket) === bucket.id);
      if (inside === undefined) return undefined;
      return {
        code: "Error 409",
        message: `Error trying to delete bucket ${bucket.id} containing objects without \`forceDestroy\` set to true: ${inside.id} (${inside.urn})`,
      };
    },
  },
  "gcp:storage/bucketIAMMember:BucketIAMMember": bucketMember,
  "gcp:storage/bucketIAMBinding:BucketIAMBinding": {
    ...bucketMember,
    check: (c) => checkMember(c),
    id: (c) => ["b", bucketName(c.inputs.bucket), String(c.inputs.role), ...conditionOf(c)].join("/"),
  },
  "gcp:storage/bucketIAMPolicy:BucketIAMPolicy": {
    refuse: noBucket,
    unique: false,
    id: (c) => `b/${bucketName(c.inputs.bucket)}`,
  },
  "gcp:storage/notification:Notification": {
    refuse: noBucket,
    id: (c) => `${bucketName(c.inputs.bucket)}/notificationConfigs/${1 + c.derive.below("notification", 100)}`,
    unique: false,
    outputs: {
      notificationId: (_, id) => lastSegment(id),
      selfLink: (_, id) => `https://www.googleapis.com/storage/v1/b/${id}`,
    },
  },
  [objectType]: {
    refuse: noBucket,
    unique: false,
    id: (c) => `${bucketName(c.inputs.bucket)}-${text(c.inputs.name) ?? c.name}`,
    outputs: {
      crc32c: (c) => c.derive.base64("crc", 4),
      generation: (c) => 1_767_225_600_000_000 + c.derive.below("generation", 1_000_000),
      md5hash: (c) => c.derive.base64("md5", 16),
      md5hexhash: (c) => c.derive.raw("md5", 16).toString("hex"),
      mediaLink: (c) =>
        `https://storage.googleapis.com/download/storage/v1/b/${bucketName(c.inputs.bucket)}/o/${encodeURIComponent(need(c, "name"))}?alt=media`,
      outputName: (c) => need(c, "name"),
      selfLink: (c) =>
        `https://www.googleapis.com/storage/v1/b/${bucketName(c.inputs.bucket)}/o/${encodeURIComponent(need(c, "name"))}`,
      storageClass: () => "STANDARD",
      kmsKeyName: () => "",
      content: () => undefined,
    },
  },
  "gcp:projects/service:Service": {
    defaults: { disableOnDestroy: true },
    check: (c) => {
      const service = c.inputs.service;
      if (typeof service !== "string" || /^[a-z0-9.-]+\.(googleapis\.com|goog)$/.test(service)) return [];
      return [{ property: "service", reason: `"${service}" is not a service; use for example compute.googleapis.com` }];
    },
    // Enabling twice is fine.
    unique: false,
    id: (c) => `${c.account}/${String(c.inputs.service)}`,
  },
  [accountType]: {
    name: { property: "accountId", limit: 30, lower: true },
    check: (c) => {
      const id = c.inputs.accountId;
      if (typeof id !== "string" || /^[a-z](?:[-a-z0-9]{4,28}[a-z0-9])$/.test(id)) return [];
      return [
        {
          property: "accountId",
          reason: `"account_id" ("${id}") must match regex "^[a-z](?:[-a-z0-9]{4,28}[a-z0-9])$": 6 to 30 lower-case letters, digits and hyphens`,
        },
      ];
    },
    id: (c) => `projects/${c.account}/serviceAccounts/${email(c)}`,
    unique: true,
    refuse: (c) => {
      const other = c.self === undefined ? c.world.byIdentity(email(c)).find((o) => o.type === accountType) : undefined;
      return (
        other && {
          code: "Error 409",
          message: `Service account ${String(c.inputs.accountId)} already exists within project projects/${c.account}., alreadyExists: ${other.urn}`,
        }
      );
    },
    outputs: {
      email,
      member: (c) => `serviceAccount:${email(c)}`,
      name: (c) => `projects/${c.account}/serviceAccounts/${email(c)}`,
      uniqueId: (c) => c.derive.digits("unique", 21),
    },
    // The email is planned from accountId and project.
    planned: ["email", "member"],
    identities: (o) => texts([o.outputs.email, o.outputs.member, o.outputs.uniqueId]),
  },
  "gcp:kms/keyRing:KeyRing": {
    id: (c) => `projects/${c.account}/locations/${String(c.inputs.location)}/keyRings/${String(c.inputs.name)}`,
    unique: true,
  },
  "gcp:kms/cryptoKey:CryptoKey": {
    defaults: { purpose: "ENCRYPT_DECRYPT" },
    id: (c) => `${String(c.inputs.keyRing)}/cryptoKeys/${String(c.inputs.name)}`,
    unique: true,
    outputs: {
      cryptoKeyBackend: () => "",
      destroyScheduledDuration: () => "2592000s",
      importOnly: () => false,
      keyAccessJustificationsPolicy: () => undefined,
      primaries: (_, id) => [{ name: `${id}/cryptoKeyVersions/1`, state: "ENABLED" }],
      versionTemplate: () => ({ algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "SOFTWARE" }),
    },
  },
  "gcp:serviceaccount/iAMMember:IAMMember": {
    check: checkMember,
    refuse: noWorkloadPool,
    unique: false,
    id: (c) => [...texts([c.inputs.serviceAccountId, c.inputs.role, c.inputs.member]), ...conditionOf(c)].join("/"),
  },
  "gcp:projects/iAMMember:IAMMember": {
    check: checkMember,
    refuse: noWorkloadPool,
    unique: false,
    id: (c) => [...texts([c.inputs.project, c.inputs.role, c.inputs.member]), ...conditionOf(c)].join("/"),
  },
};
