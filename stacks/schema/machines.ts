import { z } from "zod";
import { anyText, block, choice, flag, list, named, whole } from "../fields.ts";

const processors = block(
  {
    cpu: whole(1, 448, "Processors."),
    memoryGiB: whole(1, 24_576, "Memory in GiB."),
  },
  "Exactly so many processors, and so much memory, where each cloud has such a machine.",
);
export const size = z
  .union([
    choice(["small", "medium", "large", "xlarge"], "2 processors with 4 GiB, 2 with 8, 4 with 16, 8 with 32."),
    processors,
  ])
  .meta({ description: "How large, by name or as { cpu, memoryGiB }." });
export const arch = choice(["x86_64", "arm64"], "The kind of processor. Default x86_64.");

const dataDisk = block(
  {
    sizeGiB: whole(10, 16384, "Its size in GiB; it only ever grows."),
    tier: choice(["balanced", "fast"], "How fast it is. Default balanced.").optional(),
    mount: anyText("The folder in which it appears. Default: it is attached and not mounted.").optional(),
  },
  "One disk, which is kept when the machine is replaced.",
);

const machine = block(
  {
    image: choice(["ubuntu-24.04", "debian-12"], "What it runs. A change reaches new machines only."),
    size: size.optional(),
    arch: arch.optional(),
    diskGiB: whole(20, 2048, "The system's disk, in GiB. Default 20, on Azure 32.").optional(),
    dataDisks: named(dataDisk, "Further disks, by key.").optional(),
    packages: list(
      anyText("A package."),
      50,
      "Packages of the system that are installed at the first start.",
    ).optional(),
    ports: named(
      block(
        {
          port: whole(1, 65535, "The port."),
          from: list(anyText("A range of addresses, such as 10.10.0.0/16."), 50, "Who may connect."),
        },
        "One port.",
      ),
      "What may come in, by key. Default: nothing.",
    ).optional(),
    backupDays: whole(
      7,
      365,
      "Copy every disk once a day, and keep the copies for so many days. Default: no copies.",
    ).optional(),
    spot: flag("Run on capacity that the cloud may take back at any time, for less. Default false.").optional(),
  },
  "One virtual machine in every cloud of this stack, in a private subnet, with session login.",
);

export const machines = named(machine, "The virtual machines of this stack, by key.");
