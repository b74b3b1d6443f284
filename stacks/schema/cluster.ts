import { anyText, block, choice, flag, list, named, text, whole } from "../fields.ts";
import { arch, size } from "./machines.ts";

const nodePool = block(
  {
    min: whole(0, 1000, "Fewest machines, in all zones together."),
    max: whole(1, 1000, "Most machines, in all zones together."),
    size: size.optional(),
    arch: arch.optional(),
    spot: flag("Run on capacity that the cloud may take back at any time, for less. Default false.").optional(),
    diskGiB: whole(20, 2048, "Each machine's disk, in GiB. Default 50.").optional(),
  },
  "Machines of one kind.",
);

const port = whole(1024, 65535, "The port that the program listens on.");

const app = block(
  {
    image: text(
      "an image with a tag that is not latest, or with a digest",
      /^(?!.*:latest$).+[:@].+$/,
      "The container, by tag or better by digest.",
    ),
    port: port.optional(),
    min: whole(1, 100, "Fewest copies. Default 2.").optional(),
    max: whole(1, 100, "Most copies. Default 6.").optional(),
  },
  "One program in the cluster, in a namespace of its own.",
);

export const apps = named(app, "What runs in the cluster of each cloud, by key; needs groundplan:cluster.");

export const cluster = block(
  {
    version: text(
      'a minor of Kubernetes in quotes, such as "1.34"',
      /^1\.\d{2}$/,
      "The minor of Kubernetes, in quotes.",
    ),
    unlistedVersion: flag("Accepts a minor that is newer than the toolkit's table. Default false.").optional(),
    upgradeFrom: text(
      'a minor of Kubernetes in quotes, such as "1.33"',
      /^1\.\d{2}$/,
      "The minor that the cluster has now, so that one that is skipped is found in the preview.",
    ).optional(),
    nodePools: named(nodePool, "The machines, by the key of their pool."),
    publicFrom: list(
      anyText("A range of addresses, such as 203.0.113.0/24."),
      40,
      "Who reaches the cluster's API from the internet. Default: nobody.",
    ).optional(),
    upgrade: choice(["stable", "regular", "manual"], "How patches come to the cluster. Default regular.").optional(),
    logDays: whole(
      1,
      3653,
      "How long the control plane's logs are kept, where the cloud lets one choose. Default 90.",
    ).optional(),
  },
  "A managed Kubernetes cluster in every cloud of this stack.",
);
