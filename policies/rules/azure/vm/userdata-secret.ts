import { type ResourceRule, Severity } from "../../../core/rule.js";
import { within } from "../../../core/value.js";
import { every } from "../../../core/verdict.js";
import { MACHINE, machineReads, machinesOf } from "../../../facts/azure-machines.js";
import { holdsNoCredential } from "../../../facts/credentials.js";

const DATA = ["osProfile.customData", "userData"];

const base64 = (text: string): string => Buffer.from(text).toString("base64");

export const azVmUserdataSecret: ResourceRule = {
  id: "az-vm-userdata-secret",
  title: "Credential in custom data",
  severity: Severity.Critical,
  graph: false,
  judges: machineReads(...DATA),
  controls: {},
  checkov: ["CKV_AZURE_45"],
  why: "Custom data lies as a plain file on the machine, and user data answers every program on it that asks the metadata service.",
  fix: "Take the credential out of `customData`, make a new one, and let the machine read it from a key vault with its managed identity.",
  bad: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        osProfile: {
          computerName: "web",
          customData: base64("#!/bin/sh\nexport DB_PASSWORD=correct-horse\nexec /opt/shop/start\n"),
        },
      },
    },
  ],
  good: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        osProfile: {
          computerName: "web",
          customData: base64(
            "#!/bin/sh\nexport DB_PASSWORD=$(az keyvault secret show --id https://shop.vault.azure.net/secrets/db --query value)\n",
          ),
        },
      },
    },
  ],
  check(resource) {
    const machines = machinesOf(resource);
    return every(machines.flatMap((machine) => DATA.map((path) => holdsNoCredential(within(machine, path)))));
  },
};
