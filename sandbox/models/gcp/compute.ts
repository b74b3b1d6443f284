import type { CloudError, Props } from "../../types.js";
import { addressIn, cidrOf } from "../cidr.js";
import type { Later, Models, ObjectContext } from "../model.js";
import { at, filled, isRecord, lastSegment, records, same, text, texts } from "../values.js";
import { diskModels } from "./disks.js";
import { computeLink } from "./identifiers.js";
import { imageProblem, machineProblem } from "./machine-types.js";
import { find, here } from "./references.js";
import { regionOfZone, zoneOf } from "./zones.js";

export const instanceType = "gcp:compute/instance:Instance";
const subnetworkType = "gcp:compute/subnetwork:Subnetwork";

function refuseInstance(c: ObjectContext): CloudError | undefined {
  const machine = lastSegment(text(c.inputs.machineType) ?? "");
  const boot = at(c.inputs, "bootDisk.initializeParams");
  const problem =
    machineProblem(machine, text(at(boot, "type"))) ?? imageProblem(machine, text(at(boot, "image"))) ?? undefined;
  if (problem !== undefined) return { code: "Error 400", message: `${problem}, badRequest` };
  const taken = takenAddress(c);
  if (taken !== undefined) return taken;
  const stopping = c.self === undefined ? undefined : needsStop(c, c.self.inputs);
  if (stopping !== undefined) return stopping;
  for (const [i, nic] of records(c.inputs.networkInterfaces).entries()) {
    const subnet = find(c, subnetworkType, nic.subnetwork);
    const region = text(subnet?.outputs.region);
    if (region !== undefined && region !== regionOfZone(zoneOf(c)))
      return {
        code: "Error 400",
        message: `Invalid value for field 'resource.networkInterfaces[${i}].subnetwork': the subnetwork is in ${region}, and the instance in ${zoneOf(c)}, invalid`,
      };
  }
  return undefined;
}

/** An external address is at one machine at a time. */
function takenAddress(c: ObjectContext): CloudError | undefined {
  const path = "networkInterfaces.accessConfigs.natIp";
  const mine = texts(at(c.inputs, path));
  const holder = here(c, instanceType).find((o) => texts(at(o.inputs, path)).some((ip) => mine.includes(ip)));
  if (holder === undefined) return undefined;
  return {
    code: "Error 400",
    message: `Invalid value for field 'resource.networkInterfaces[0].accessConfigs[0].natIP': ${mine.join(", ")}. External IP address is already in-use by ${holder.id} (${holder.urn}), invalid`,
  };
}

/** What the provider changes on a stopped machine only; it stops one when it is allowed to. */
const stopFirst = ["machineType", "minCpuPlatform", "serviceAccount", "enableDisplay", "shieldedInstanceConfig"];

function needsStop(c: ObjectContext, was: Props): CloudError | undefined {
  const changed = stopFirst.find((key) => !same(was[key], c.inputs[key]));
  const running = c.inputs.desiredStatus !== "TERMINATED";
  if (changed === undefined || c.inputs.allowStoppingForUpdate === true || !running) return undefined;
  return {
    code: "Error",
    message: `Changing the ${changed} on a started instance requires stopping it. To acknowledge this, please set allowStoppingForUpdate = true in your config. You can also stop it by setting desiredStatus = "TERMINATED"`,
  };
}

function networkIp(c: ObjectContext, nic: Props, i: number): string {
  const block = cidrOf(find(c, subnetworkType, nic.subnetwork)?.outputs.ipCidrRange);
  const label = `nic ${i}`;
  if (block === undefined)
    return `10.132.${c.derive.below(`${label} a`, 256)}.${2 + c.derive.below(`${label} b`, 250)}`;
  return addressIn(block, 2 + c.derive.below(label, 2 ** Math.min(8, 32 - block.prefix) - 4));
}

function completeInstance(c: ObjectContext, outputs: Props, later: Later): Props {
  const nics = records(c.inputs.networkInterfaces).map((nic, i) => {
    const subnet = find(c, subnetworkType, nic.subnetwork);
    const access = records(nic.accessConfigs).map((a, j) =>
      filled(a, { natIp: later(() => c.derive.publicIp(`nat ${i} ${j}`)), networkTier: later(() => "PREMIUM") }),
    );
    const more = {
      name: later(() => `nic${i}`),
      network: later(() => text(subnet?.outputs.network) ?? ""),
      networkIp: later(() => networkIp(c, nic, i)),
      stackType: later(() => "IPV4_ONLY"),
      subnetworkProject: later(() => c.account),
    };
    return { ...(filled(nic, more) as Props), ...(nic.accessConfigs === undefined ? {} : { accessConfigs: access }) };
  });
  const name = text(c.inputs.name) ?? "";
  const disk = {
    autoDelete: true,
    deviceName: later(() => "persistent-disk-0"),
    mode: "READ_WRITE",
    source: later(() => computeLink(c, `projects/${c.account}/zones/${zoneOf(c)}/disks/${name}`)),
  };
  const known = isRecord(outputs.bootDisk) && Array.isArray(outputs.networkInterfaces);
  const shielded = { enableIntegrityMonitoring: true, enableSecureBoot: false, enableVtpm: true };
  return {
    ...outputs,
    ...(known ? { bootDisk: filled(outputs.bootDisk, disk), networkInterfaces: nics } : {}),
    shieldedInstanceConfig: filled(outputs.shieldedInstanceConfig, shielded),
  };
}

export const computeModels: Models = {
  ...diskModels,
  [instanceType]: {
    defaults: { canIpForward: false, deletionProtection: false },
    refuse: refuseInstance,
    complete: completeInstance,
    outputs: {
      confidentialInstanceConfig: () => ({ enableConfidentialCompute: false }),
      cpuPlatform: () => "Intel Cascade Lake",
      currentStatus: (c) => text(c.inputs.desiredStatus) ?? "RUNNING",
      guestAccelerators: () => [],
      instanceId: (c) => c.derive.digits("instance", 19),
      metadataFingerprint: (c) => `${c.derive.base64("metadata", 8).replaceAll("/", "_")}`,
      minCpuPlatform: () => "",
      reservationAffinity: () => ({ type: "ANY_RESERVATION" }),
      scheduling: () => ({
        automaticRestart: true,
        onHostMaintenance: "MIGRATE",
        preemptible: false,
        provisioningModel: "STANDARD",
      }),
      shieldedInstanceConfig: () => ({
        enableIntegrityMonitoring: true,
        enableSecureBoot: false,
        enableVtpm: true,
      }),
      tagsFingerprint: (c) => `${c.derive.base64("tags", 8).replaceAll("/", "_")}`,
      zone: zoneOf,
    },
    planned: ["zone"],
    notReferences: ["metadataStartupScript"],
    identities: (o) => [text(o.inputs.name) ?? ""],
    canDelete: (machine) =>
      machine.inputs.deletionProtection === true
        ? {
            code: "Error",
            message: `Cannot delete instance ${machine.id}: instance Deletion Protection is enabled. Set deletionProtection to false and update before attempting to delete it`,
          }
        : undefined,
  },
};
