import type { input } from "@pulumi/kubernetes/types";
import type * as pulumi from "@pulumi/pulumi";
import { gibibytes, mebibytes } from "../quantities.js";
import type { VolumeArgs } from "./args.js";
import type { Surroundings, WorkloadPlan } from "./types.js";

type Volume = input.core.v1.Volume;
type Mount = input.core.v1.VolumeMount;
type Claim = input.core.v1.PersistentVolumeClaim;

/** The files of a volume, where it is made of files. */
export function filesOf(volume: VolumeArgs): Readonly<Record<string, pulumi.Input<string>>> | undefined {
  return "files" in volume ? volume.files : undefined;
}

/** Where every volume is mounted; what pods cannot change is mounted so that they cannot try. */
export function mountsOf({ volumes }: WorkloadPlan): Mount[] {
  return Object.entries(volumes).map(([name, volume]) => ({
    name,
    mountPath: volume.path,
    ...("files" in volume || "secret" in volume ? { readOnly: true } : {}),
  }));
}

/** The volumes of a pod; the disks of a stateful set are claimed by the set itself. */
export function podVolumes(plan: WorkloadPlan, fileNames: Readonly<Record<string, pulumi.Output<string>>>): Volume[] {
  return Object.entries(plan.volumes).flatMap(([name, volume]): Volume[] => {
    if ("scratchMiB" in volume) {
      const sizeLimit = mebibytes(volume.scratchMiB);
      return [{ name, emptyDir: volume.memory ? { medium: "Memory", sizeLimit } : { sizeLimit } }];
    }
    if ("files" in volume) return [{ name, configMap: { name: fileNames[name] as pulumi.Output<string> } }];
    if ("secret" in volume) return [{ name, secret: { secretName: volume.secret } }];
    if ("claim" in volume) return [{ name, persistentVolumeClaim: { claimName: volume.claim } }];
    return [];
  });
}

/** The disks that each pod of a stateful set gets. */
export function claimTemplates(plan: WorkloadPlan, around: Surroundings): Claim[] {
  return Object.entries(plan.volumes).flatMap(([name, volume]): Claim[] => {
    if (!("sizeGiB" in volume)) return [];
    const storageClassName = around.storageClass(volume);
    return [
      {
        metadata: { name, labels: plan.labels },
        spec: {
          accessModes: ["ReadWriteOnce"],
          ...(storageClassName === undefined ? {} : { storageClassName }),
          resources: { requests: { storage: gibibytes(volume.sizeGiB) } },
        },
      },
    ];
  });
}
