import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Model, Models, ObjectContext } from "../model.js";
import { need } from "../model.js";
import { at, text, texts } from "../values.js";
import { alwaysExists, here } from "./references.js";
import { sandboxTenant } from "./rules.js";

export const accountType = "azure-native:storage:StorageAccount";

/** Every subscription knows these: what the sandbox's own sign-in is called. */
const systemIdentity = "sandbox";

function checkAccount(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = text(c.inputs.accountName);
  if (name !== undefined && !/^[a-z0-9]{3,24}$/.test(name))
    failures.push({
      property: "accountName",
      reason: `AccountNameInvalid: ${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only${c.inputs.accountName === name && name.startsWith(c.name) ? "; the name comes from the resource's logical name: set accountName" : ""}`,
    });
  const sku = text(at(c.inputs, "sku.name"));
  if (sku !== undefined && !/^(Standard|Premium|StandardV2|PremiumV2)_(LRS|GRS|RAGRS|ZRS|GZRS|RAGZRS)$/.test(sku))
    failures.push({
      property: "sku.name",
      reason: `"${sku}" is not allowed; use for example Standard_LRS, Standard_ZRS or Standard_GRS`,
    });
  const kind = text(c.inputs.kind);
  const kinds = ["Storage", "StorageV2", "BlobStorage", "FileStorage", "BlockBlobStorage"];
  if (kind !== undefined && !kinds.includes(kind))
    failures.push({ property: "kind", reason: `"${kind}" is not allowed; use one of ${kinds.join(", ")}` });
  return failures;
}

/** Names of storage accounts are part of a domain name: one space for all subscriptions. */
function refuseAccount(c: ObjectContext): CloudError | undefined {
  const other =
    c.self === undefined
      ? c.world.byType(accountType).find((o) => o.inputs.accountName === c.inputs.accountName)
      : undefined;
  if (other === undefined) return undefined;
  return {
    code: "StorageAccountAlreadyTaken",
    message: `The storage account named ${String(c.inputs.accountName)} is already taken: ${other.urn}; choose another name`,
  };
}

function endpoints(c: ObjectContext, suffix = ""): Record<string, string> {
  const host = (service: string) => `https://${need(c, "accountName")}${suffix}.${service}.core.windows.net/`;
  return {
    blob: host("blob"),
    dfs: host("dfs"),
    file: host("file"),
    queue: host("queue"),
    table: host("table"),
    web: host("z6.web"),
  };
}

function geo(c: ObjectContext): boolean {
  return /_(RA)?GZ?RS$/.test(text(at(c.inputs, "sku.name")) ?? "");
}

function checkContainer(c: CheckContext): CheckFailure[] {
  const name = text(c.inputs.containerName);
  if (name === undefined || /^(\$(root|web|logs)|[a-z0-9](-?[a-z0-9]){2,62})$/.test(name)) return [];
  return [
    {
      property: "containerName",
      reason: `ContainerInvalidName: "${name}" must have 3 to 63 lower-case letters, digits and single hyphens, beginning and ending with a letter or digit`,
    },
  ];
}

function refuseContainer(c: ObjectContext): CloudError | undefined {
  const publicAccess = c.inputs.publicAccess;
  if (publicAccess === undefined || publicAccess === "None") return undefined;
  const account = here(c, accountType).find((o) => o.inputs.accountName === c.inputs.accountName);
  if (account === undefined || account.inputs.allowBlobPublicAccess === true) return undefined;
  return {
    code: "PublicAccessNotPermitted",
    message: `Public access is not permitted on this storage account (${account.id}): set allowBlobPublicAccess on it, or publicAccess "None" here`,
  };
}

/** A part of another resource that always has the same name, and that writing again overwrites. */
function singleton(property: string, more: Model = {}): Model {
  return { name: false, unique: false, deleteBeforeReplace: true, ...more, defaults: { [property]: "default" } };
}

const roleId = /\/providers\/Microsoft\.Authorization\/roleDefinitions\/[0-9a-f-]{36}$/i;

function checkAssignment(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const role = text(c.inputs.roleDefinitionId);
  if (role !== undefined && !roleId.test(role))
    failures.push({
      property: "roleDefinitionId",
      reason: `"${role}" is not the id of a role definition; use /subscriptions/<id>/providers/Microsoft.Authorization/roleDefinitions/<uuid>`,
    });
  const scope = text(c.inputs.scope);
  if (scope !== undefined && !scope.startsWith("/"))
    failures.push({ property: "scope", reason: `"${scope}" is not a resource id: it begins with /subscriptions/` });
  return failures;
}

/** Managed identities are service principals, and Azure looks when the type is said. */
function wrongPrincipal(c: ObjectContext): CloudError | undefined {
  const principal = text(c.inputs.principalId) ?? "";
  const type = text(c.inputs.principalType);
  const own = c.world
    .byType("azure-native:managedidentity:UserAssignedIdentity")
    .some((o) => o.outputs.principalId === principal);
  if (!own || type === undefined || type === "ServicePrincipal") return undefined;
  return {
    code: "UnmatchedPrincipalType",
    message: `The PrincipalId '${principal}' has type 'ServicePrincipal', which is different from specified PrincipalType '${type}': set principalType to "ServicePrincipal"`,
  };
}

function refuseAssignment(c: ObjectContext): CloudError | undefined {
  const scope = text(c.inputs.scope) ?? "";
  const known =
    /^\/subscriptions\/[^/]+$|^\/providers\/Microsoft\.Management\//i.test(scope) ||
    c.world.byIdentity(scope.toLowerCase()).length > 0 ||
    alwaysExists(scope);
  if (!known && scope.toLowerCase().startsWith(`/subscriptions/${c.account.toLowerCase()}/`))
    return {
      code: "ResourceNotFound",
      message: `The scope '${scope}' was not found: create it first, or pass the resource's own id`,
    };
  const mismatch = wrongPrincipal(c);
  if (mismatch !== undefined) return mismatch;
  const same = (o: { inputs: Record<string, unknown> }) =>
    ["scope", "principalId", "roleDefinitionId"].map((key) => String(o.inputs[key]).toLowerCase()).join("|");
  const other = here(c, c.type).find((o) => same(o) === same(c));
  return (
    other && { code: "RoleAssignmentExists", message: `The role assignment already exists: ${other.id} (${other.urn})` }
  );
}

export const storageModels: Models = {
  "azure-native:resources:ResourceGroup": {
    check: (c) => {
      const name = text(c.inputs.resourceGroupName);
      const fits = name === undefined || /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u.test(name);
      return fits
        ? []
        : [
            {
              property: "resourceGroupName",
              reason: `InvalidResourceGroup: "${name}" must have at most 90 letters, digits and _ ( ) . -, not ending with a dot`,
            },
          ];
    },
    outputs: {
      properties: () => ({ provisioningState: "Succeeded" }),
      type: () => "Microsoft.Resources/resourceGroups",
    },
  },
  [accountType]: {
    check: checkAccount,
    refuse: refuseAccount,
    outputs: {
      accessTier: () => "Hot",
      accountMigrationInProgress: () => false,
      blobRestoreStatus: () => undefined,
      creationTime: (c) => c.derive.time(),
      customDomain: () => undefined,
      encryption: () => ({
        keySource: "Microsoft.Storage",
        services: { blob: { enabled: true, keyType: "Account" }, file: { enabled: true, keyType: "Account" } },
      }),
      failoverInProgress: () => false,
      geoReplicationStats: () => undefined,
      isSkuConversionBlocked: () => false,
      keyCreationTime: (c) => ({ key1: c.derive.time(), key2: c.derive.time() }),
      keyPolicy: () => undefined,
      lastGeoFailoverTime: () => "",
      networkRuleSet: () => ({ bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] }),
      primaryEndpoints: (c) => endpoints(c),
      primaryLocation: (c) => c.region,
      privateEndpointConnections: () => [],
      sasPolicy: () => undefined,
      secondaryEndpoints: (c) => (geo(c) ? endpoints(c, "-secondary") : undefined),
      secondaryLocation: (c) => (geo(c) ? c.region : ""),
      statusOfPrimary: () => "available",
      statusOfSecondary: (c) => (geo(c) ? "available" : ""),
      minimumTlsVersion: () => "TLS1_0",
      enableHttpsTrafficOnly: () => true,
    },
    identities: (o) => texts([o.inputs.accountName]),
  },
  "azure-native:storage:BlobServiceProperties": singleton("blobServicesName", {
    outputs: {
      sku: (c) =>
        here(c, accountType).find((o) => o.inputs.accountName === c.inputs.accountName)?.inputs.sku ?? {
          name: "Standard_LRS",
          tier: "Standard",
        },
    },
  }),
  "azure-native:storage:ManagementPolicy": singleton("managementPolicyName", {
    outputs: { lastModifiedTime: (c) => c.derive.time() },
  }),
  "azure-native:storage:BlobContainerImmutabilityPolicy": singleton("immutabilityPolicyName", {
    outputs: { state: () => "Unlocked", etag: (c) => `"${c.derive.hex("etag", 15)}"` },
  }),
  "azure-native:storage:BlobContainer": {
    check: checkContainer,
    refuse: refuseContainer,
    outputs: {
      deleted: () => false,
      deletedTime: () => "",
      etag: (c) => `"0x${c.derive.hex("etag", 15).toUpperCase()}"`,
      hasImmutabilityPolicy: () => false,
      hasLegalHold: () => false,
      immutabilityPolicy: () => undefined,
      lastModifiedTime: (c) => c.derive.time(),
      leaseDuration: () => "",
      leaseState: () => "Available",
      leaseStatus: () => "Unlocked",
      legalHold: () => ({ hasLegalHold: false, tags: [] }),
      remainingRetentionDays: () => 0,
      version: () => "",
    },
  },
  // The provider uploads it anew, and first refuses a name that is taken.
  "azure-native:storage:Blob": {
    outputs: {
      url: (c) =>
        `https://${text(c.inputs.accountName)}.blob.core.windows.net/${text(c.inputs.containerName)}/${text(c.inputs.blobName)}`,
    },
  },
  "azure-native:monitor:DiagnosticSetting": {
    name: { property: "name", limit: 260, separator: "", random: 8 },
    check: (c) =>
      ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"].some(
        (key) => c.inputs[key] !== undefined,
      )
        ? []
        : [
            {
              property: "",
              reason:
                "a diagnostic setting needs a destination: one of workspaceId, storageAccountId, eventHubAuthorizationRuleId, marketplacePartnerId",
            },
          ],
  },
  "azure-native:operationalinsights:Workspace": {
    outputs: {
      createdDate: (c) => c.derive.time(),
      modifiedDate: (c) => c.derive.time(),
      customerId: (c) => c.derive.uuid("customer"),
      privateLinkScopedResources: () => [],
      retentionInDays: () => 30,
    },
  },
  "azure-native:authorization:RoleAssignment": {
    check: checkAssignment,
    refuse: refuseAssignment,
    outputs: {
      createdBy: () => systemIdentity,
      createdOn: (c) => c.derive.time(),
      updatedBy: () => systemIdentity,
      updatedOn: (c) => c.derive.time(),
    },
  },
  "azure-native:managedidentity:UserAssignedIdentity": {
    outputs: {
      clientId: (c) => c.derive.uuid("client"),
      principalId: (c) => c.derive.uuid("principal"),
      tenantId: (c) => text(c.session.config.tenantId) ?? sandboxTenant,
    },
    identities: (o) => texts([o.outputs.principalId, o.outputs.clientId]),
  },
};
