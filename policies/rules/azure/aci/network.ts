import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isSet, isText, not } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { namesCredential } from "../../../facts/credentials.js";

const GROUP = "azure-native:containerinstance:ContainerGroup";
const LISTS = ["containers", "initContainers"] as const;

function judge(variable: Field): Verdict {
  const value = within(variable, "value");
  const secret = holds(within(variable, "name"), (name) => namesCredential(String(name)));
  const exposed = all(secret, isSet(value));
  // The value itself is no one's to see: the message points at the name.
  return forbid(
    exposed,
    within(variable, "name"),
    "shows a credential to everybody who may look at the container group",
  );
}

export const azAciNetwork: ResourceRule = {
  id: "az-aci-network",
  title: "Container group on the public network or with plain secrets",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [GROUP]: [
      "ipAddress.type",
      "subnetIds",
      ...LISTS.flatMap((list) => ["name", "value"].map((name) => `${list}[].environmentVariables[].${name}`)),
    ],
  },
  controls: {},
  checkov: ["CKV_AZURE_98", "CKV_AZURE_245", "CKV_AZURE_235"],
  aspects: {
    CKV_AZURE_98: ["ipAddress"],
    CKV_AZURE_245: ["ipAddress"],
    CKV_AZURE_235: LISTS.map((list) => `${list}.environmentVariables`),
  },
  why: "A group with a public address has no security group in front of it; a credential in a plain variable is shown to every reader of the subscription.",
  fix: 'Set `subnetIds` and `ipAddress.type` to "Private", and give credentials by `secureValue` instead of `value`.',
  bad: [
    {
      type: GROUP,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        osType: "Linux",
        containers: [
          {
            name: "web",
            image: "shop.azurecr.io/orders:1",
            environmentVariables: [{ name: "DB_PASSWORD", value: "from the configuration" }],
          },
        ],
        ipAddress: { type: "Public", ports: [{ port: 443 }] },
      },
    },
  ],
  good: [
    {
      type: GROUP,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        osType: "Linux",
        containers: [
          {
            name: "web",
            image: "shop.azurecr.io/orders:1",
            environmentVariables: [{ name: "DB_PASSWORD", secureValue: "from the configuration" }],
          },
        ],
        ipAddress: { type: "Private", ports: [{ port: 443 }] },
        subnetIds: [{ id: "/subscriptions/s/…/subnets/orders" }],
      },
    },
  ],
  check({ props }) {
    const address = get(props, "ipAddress.type");
    const containers = LISTS.flatMap((list) => items(get(props, list)));
    const variables = containers.flatMap((container) => items(within(container, "environmentVariables")));
    // A group without an address cannot be reached at all.
    const open = all(isText(address, "Public"), not(isSet(get(props, "subnetIds"))));
    return every([forbid(open, address, "puts the containers on the public network"), ...variables.map(judge)]);
  },
};
