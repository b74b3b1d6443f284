import { z } from "zod";
import { cidrOf } from "../models/cidr.js";
import { everyVersion, minorOf } from "../models/kubernetes-versions.js";
import { block } from "./fields.js";

const version = 'a Kubernetes version in quotes, such as "1.33"';
const nodes = "a whole number of 0 or more";
const namespace = "the name of a namespace: up to 63 lower-case letters, digits and hyphens";
const api = `a group with its version, such as monitoring.coreos.com/v1, or "${everyVersion}" for everything`;
const range = "a range of addresses, such as 10.96.0.0/16";

/** What `properties` of a declared cluster (`type: cluster`) may say: what the sandbox asks of a cluster that it does not run. */
export const clusterProperties = block(
  {
    version: z
      .string(version)
      .refine((value) => minorOf(value) !== undefined, version)
      .meta({ description: "The version of its control plane, for example 1.33. Default: the newest." })
      .optional(),
    nodes: z.int(nodes).min(0, nodes).meta({ description: "How many nodes it has. Default: 3." }).optional(),
    namespaces: z
      .array(z.string(namespace).regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, namespace), "a list of namespaces")
      .meta({ description: "Namespaces that are there without being made." })
      .optional(),
    apiVersions: z
      .array(
        z.string(api).regex(/^(\*|v\d[a-z0-9]*|[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/[a-z0-9-]+)$/, api),
        "a list of groups with their versions",
      )
      .meta({ description: `What it serves beyond its version, "${everyVersion}" for everything.` })
      .optional(),
    serviceCidr: z
      .string(range)
      .refine((value) => cidrOf(value) !== undefined, range)
      .meta({ description: "Where the addresses of Services come from. Default: 10.96.0.0/16." })
      .optional(),
  },
  "What the cluster has.",
);
