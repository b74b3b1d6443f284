import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, isTrue } from "../../../core/tri.js";
import { type Field, within } from "../../../core/value.js";
import { demand, every, type Verdict } from "../../../core/verdict.js";
import { MACHINE, machineReads, machinesOf } from "../../../facts/azure-machines.js";

const TYPE = "securityProfile.securityType";
const SECURE_BOOT = "securityProfile.uefiSettings.secureBootEnabled";
const TPM = "securityProfile.uefiSettings.vTpmEnabled";

function judge(machine: Field): Verdict {
  const [type, secureBoot, tpm] = [within(machine, TYPE), within(machine, SECURE_BOOT), within(machine, TPM)];
  const trusted = any(isText(type, "TrustedLaunch"), isText(type, "ConfidentialVM"));
  // What the firmware may do is not even read without such a type: then that is what to say.
  if (trusted === false) return demand(false, type, "lets the machine start whatever has been put on its disk");
  return every([
    demand(trusted, type, "lets the machine start whatever has been put on its disk"),
    demand(isTrue(secureBoot), secureBoot, "lets unsigned boot loaders and drivers start"),
    demand(isTrue(tpm), tpm, "leaves the machine without a TPM, so that nothing can attest how it started"),
  ]);
}

// No remedy: it depends on the image, and Azure refuses it for a machine that runs instead of replacing that.
export const azVmTrustedLaunch: ResourceRule = {
  id: "az-vm-trusted-launch",
  title: "No trusted launch",
  severity: Severity.Low,
  graph: false,
  judges: machineReads(TYPE, SECURE_BOOT, TPM),
  controls: {},
  why: "Without secure boot and a TPM a boot kit that once got onto the disk stays, and nothing in the machine can see it.",
  fix: 'Set `securityProfile.securityType` to "TrustedLaunch" and `secureBootEnabled` and `vTpmEnabled` of `securityProfile.uefiSettings` to true, with an image of generation 2.',
  bad: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        securityProfile: { encryptionAtHost: true },
      },
    },
  ],
  good: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        securityProfile: {
          encryptionAtHost: true,
          securityType: "TrustedLaunch",
          uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
        },
      },
    },
  ],
  check: (resource) => every(machinesOf(resource).map(judge)),
};
