import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isSet, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { MACHINE, machineReads, machinesOf } from "../../../facts/azure-machines.js";

const [PROFILE, SETTING] = ["osProfile", "osProfile.linuxConfiguration.disablePasswordAuthentication"];
const [LINUX, WINDOWS] = ["osProfile.linuxConfiguration", "osProfile.windowsConfiguration"];
const [KIND, PUBLISHER] = ["storageProfile.osDisk.osType", "storageProfile.imageReference.publisher"];

/** Publishers in the marketplace who have images of Linux only. */
const LINUX_PUBLISHERS: ReadonlySet<string> = new Set(
  "almalinux canonical credativ coreos debian kinvolk microsoftcblmariner openlogic oracle redhat resf suse".split(" "),
);

/** Whether the machine is sure to run Linux. A disk that is brought along ready has no profile, and nothing to set. */
function runsLinux(machine: Field): Tri {
  const publisher = within(machine, PUBLISHER);
  return all(
    isSet(within(machine, PROFILE)),
    not(isSet(within(machine, WINDOWS))),
    any(
      isSet(within(machine, LINUX)),
      isText(within(machine, KIND), "Linux"),
      holds(publisher, (name) => LINUX_PUBLISHERS.has(String(name).toLowerCase())),
    ),
  );
}

const takesPasswords = (machine: Field): Tri => all(runsLinux(machine), not(isTrue(within(machine, SETTING))));

const profile = (disablePasswordAuthentication: boolean) => ({
  resourceGroupName: "shop",
  osProfile: {
    computerName: "web",
    adminUsername: "operator",
    linuxConfiguration: {
      disablePasswordAuthentication,
      ssh: { publicKeys: [{ path: "/home/operator/.ssh/authorized_keys", keyData: "ssh-ed25519 AAAAC3Nza operator" }] },
    },
  },
});

export const azVmSshKeyOnly: ResourceRule = {
  id: "az-vm-ssh-key-only",
  title: "Linux machine with password login",
  severity: Severity.High,
  graph: false,
  judges: machineReads(SETTING, WINDOWS, KIND, PUBLISHER),
  controls: {},
  checkov: ["CKV_AZURE_1", "CKV_AZURE_49", "CKV_AZURE_149"],
  remedy: {
    replaces: true,
    // Without a key nobody could log in any more, so only the owner of a machine without one can put it right.
    edits: (resource) =>
      machinesOf(resource)
        .filter(
          (machine) => takesPasswords(machine) === true && isSet(within(machine, `${LINUX}.ssh.publicKeys`)) === true,
        )
        .map((machine) => ({ path: within(machine, SETTING).path, value: true })),
  },
  why: "Passwords of machines are guessed from the whole internet day and night; one weak one is enough to lose the machine.",
  fix: "Set `osProfile.linuxConfiguration.disablePasswordAuthentication` to true and give the public keys under `ssh.publicKeys`.",
  bad: [{ type: MACHINE, name: "web", props: profile(false) }],
  good: [{ type: MACHINE, name: "web", props: profile(true) }],
  check: (resource) =>
    every(
      machinesOf(resource).map((machine) =>
        forbid(takesPasswords(machine), within(machine, SETTING), "lets the machine take passwords over SSH"),
      ),
    ),
};
