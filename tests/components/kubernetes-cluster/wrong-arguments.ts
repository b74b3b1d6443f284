import * as pulumi from "@pulumi/pulumi";
import type { Loose } from "./support.js";

const pool = (more: object) => ({ nodePools: { default: { min: 2, max: 6, ...more } } });

/** Refused on every cloud alike: what is given, and everything that is said of it. */
export const everywhere: readonly (readonly [Loose, readonly string[]])[] = [
  [{ version: undefined }, ['version: undefined is not a minor of Kubernetes as plain text; use the form "1.34"']],
  [{ version: 1.34 }, ['version: 1.34 is not a minor of Kubernetes as plain text; use the form "1.34"']],
  [
    { version: "1.34.2" },
    ['version: "1.34.2" is not a minor of Kubernetes as plain text; the cloud chooses the patch: use "1.34"'],
  ],
  [
    { version: "v1.34" },
    ['version: "v1.34" is not a minor of Kubernetes as plain text; the cloud chooses the patch: use "1.34"'],
  ],
  [{ version: "latest" }, ['version: "latest" is not a minor of Kubernetes as plain text; use the form "1.34"']],
  [
    { version: "1.20" },
    [
      'version: "1.20" is not offered on <cloud>; use one of 1.33, 1.34, 1.35, 1.36 (as of 2026-11-21; unlistedVersion: true accepts a newer one)',
    ],
  ],
  [
    { version: "1.99" },
    [
      'version: "1.99" is not offered on <cloud>; use one of 1.33, 1.34, 1.35, 1.36 (as of 2026-11-21; unlistedVersion: true accepts a newer one)',
    ],
  ],
  [
    { version: pulumi.output("1.34") },
    ['version: an output is not a minor of Kubernetes as plain text; use the form "1.34"'],
  ],
  [
    { version: "1.99", unlistedVersion: true, upgradeFrom: "1.97" },
    ['version: "1.99" skips a minor after "1.97", and a cluster goes up one at a time; deploy "1.98" first'],
  ],
  [{ unlistedVersion: "yes" }, ['unlistedVersion: "yes" is not true or false; give it as a plain value']],
  [
    { upgradeFrom: "1.32" },
    ['version: "1.34" skips a minor after "1.32", and a cluster goes up one at a time; deploy "1.33" first'],
  ],
  [
    { upgradeFrom: "1.36" },
    ['version: "1.34" is older than "1.36", and a cluster never goes back; use "1.36" or "1.37"'],
  ],
  [
    { upgradeFrom: "1.33.1" },
    ['upgradeFrom: "1.33.1" is not a minor of Kubernetes as plain text; the cloud chooses the patch: use "1.33"'],
  ],
  [{ upgradeFrom: 1.33 }, ['upgradeFrom: 1.33 is not a minor of Kubernetes as plain text; use the form "1.34"']],
  [{ mode: "auto" }, ['mode: "auto" is not possible; use "nodes" or "managed"']],
  [
    { mode: "managed" },
    [
      "nodePools: KubernetesCluster does not support nodePools on <cloud>: the cloud itself decides on machines in this mode; instead, leave nodePools out, or use mode: nodes",
    ],
  ],
  [{ network: undefined }, ["network: nothing is given; give the network that nodes are in"]],
  [
    { network: {} },
    ["network: this is no component, but the target is on <cloud>; use one that is made with the same target"],
  ],
  [{ tier: "data" }, ['tier: network "net" has no tier "data"; use one that is private: private']],
  [{ tier: "public" }, ['tier: tier "public" of network "net" is public; use one that is private: private']],
  [{ tier: 7 }, ['tier: network "net" has no tier 7; use one that is private: private']],
  [{ endpoint: true }, ["endpoint: true is not possible; use an object of plain arguments"]],
  [
    { endpoint: { private: false } },
    ["endpoint.private: false is not possible; the network always reaches the API: leave it out"],
  ],
  [{ endpoint: { public: true } }, ["endpoint.public: true is not possible; use an object of plain arguments"]],
  [
    { endpoint: { public: {} } },
    ['endpoint.public.from: nothing is given; list ranges as ["203.0.113.0/24"], or use public: false'],
  ],
  [
    { endpoint: { public: { from: [] } } },
    ['endpoint.public.from: nothing is given; list ranges as ["203.0.113.0/24"], or use public: false'],
  ],
  [
    { endpoint: { public: { from: "0.0.0.0/0" } } },
    ['endpoint.public.from: "0.0.0.0/0" is not a list; list ranges as ["203.0.113.0/24"], or use public: false'],
  ],
  [
    { endpoint: { public: { from: ["203.0.113.7"] } } },
    ['endpoint.public.from[0]: "203.0.113.7" is not an IPv4 block; write it like "10.0.0.0/16"'],
  ],
  [
    { endpoint: { public: { from: ["203.0.113.7/24"] } } },
    [
      'endpoint.public.from[0]: "203.0.113.7/24" has bits set behind its prefix; the block of that address is "203.0.113.0/24"',
    ],
  ],
  [
    { endpoint: { public: { from: ["office"] } } },
    ['endpoint.public.from[0]: "office" is not an IPv4 block; write it like "10.0.0.0/16"'],
  ],
  [
    { endpoint: { public: { from: [pulumi.output("1.2.3.4/32")] } } },
    ['endpoint.public.from[0]: an output is not a range as plain text, such as "203.0.113.0/24"'],
  ],
  [
    { endpoint: { publc: { from: ["203.0.113.0/24"] } } },
    ["endpoint.publc: there is no such argument; did you mean public?"],
  ],
  [
    { endpoint: { public: { from: ["203.0.113.0/24"], form: 1 } } },
    ["endpoint.public.form: there is no such argument; did you mean from?"],
  ],
  [{ admins: ["arn"] }, ["admins: a value of type object is not possible; use an object of plain arguments"]],
  [
    { nodePools: undefined },
    ['nodePools: nothing is given; give at least one, such as { default: { min: 2, max: 6 } }, or use mode: "managed"'],
  ],
  [
    { nodePools: {} },
    ['nodePools: nothing is given; give at least one, such as { default: { min: 2, max: 6 } }, or use mode: "managed"'],
  ],
  [{ nodePools: [] }, ["nodePools: a value of type object is not possible; use an object of plain arguments"]],
  [{ nodePools: { default: 3 } }, ["nodePools.default: 3 is not possible; use an object of plain arguments"]],
  [
    { nodePools: { Default: { min: 1, max: 2 } } },
    [
      'nodePools.Default: "Default" is not a name of a pool; use at most 30 lower-case letters, digits and hyphens, beginning with a letter',
    ],
  ],
  [
    { nodePools: { ["p".repeat(31)]: { min: 1, max: 2 } } },
    [
      'nodePools.ppppppppppppppppppppppppppppppp: "ppppppppppppppppppppppppppppppp" is not a name of a pool; use at most 30 lower-case letters, digits and hyphens, beginning with a letter',
    ],
  ],
  [
    { nodePools: { "-a": { min: 1, max: 2 } } },
    [
      'nodePools.-a: "-a" is not a name of a pool; use at most 30 lower-case letters, digits and hyphens, beginning with a letter',
    ],
  ],
  [{ nodePools: { default: null } }, ["nodePools.default: null is not possible; use an object of plain arguments"]],
  [
    { nodePools: { default: { max: 3 } } },
    ["nodePools.default.min: nothing is given; say how many machines, such as 2"],
  ],
  [
    { nodePools: { default: { min: 3 } } },
    ["nodePools.default.max: nothing is given; say how many machines, such as 2"],
  ],
  [pool({ min: 7 }), ["nodePools.default.min: 7 is more than max, which is 6; use at most 6, or raise max"]],
  [pool({ min: -1 }), ["nodePools.default.min: -1 is not a whole number from 0 to 1000"]],
  [pool({ max: 0, min: 0 }), ["nodePools.default.max: 0 is not a whole number from 1 to 1000"]],
  [pool({ min: "2" }), ['nodePools.default.min: "2" is not a whole number from 0 to 1000']],
  [pool({ min: 1.5 }), ["nodePools.default.min: 1.5 is not a whole number from 0 to 1000"]],
  [pool({ min: pulumi.output(1) }), ["nodePools.default.min: an output is not a whole number from 0 to 1000"]],
  [
    pool({ size: "huge" }),
    [
      'nodePools.default.size: "huge" is not a size; use "small" or "medium" or "large" or "xlarge", { cpu, memoryGiB } or { <cloud>: "<machine type>" }',
    ],
  ],
  [pool({ size: "meduim" }), ['nodePools.default.size: "meduim" is not a size; did you mean "medium"?']],
  [
    pool({ size: { cpu: 3, memoryGiB: 8 } }),
    ["nodePools.default.size.cpu: 3 vCPUs are not a size on <cloud>; use 2, 4, 8, 16, 32, 64"],
  ],
  [
    pool({ size: { cpu: 2, memoryGiB: 9 } }),
    ["nodePools.default.size.memoryGiB: 9 GiB beside 2 vCPUs are not a size on <cloud>; use 4, 8, 16"],
  ],
  [pool({ arch: "amd64" }), ['nodePools.default.arch: "amd64" is not an architecture; did you mean "x86_64"?']],
  [pool({ arch: "mips" }), ['nodePools.default.arch: "mips" is not an architecture; use "x86_64" or "arm64"']],
  [pool({ spot: "yes" }), ['nodePools.default.spot: "yes" is not true or false; give it as a plain value']],
  [pool({ diskGiB: 19 }), ["nodePools.default.diskGiB: 19 is not a whole number from 20 to 2048"]],
  [pool({ diskGiB: 2049 }), ["nodePools.default.diskGiB: 2049 is not a whole number from 20 to 2048"]],
  [pool({ diskGiB: "50Gi" }), ['nodePools.default.diskGiB: "50Gi" is not a whole number from 20 to 2048']],
  [
    pool({ labels: { "a b": "c" } }),
    [
      'nodePools.default.labels.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with an optional prefix such as "example.com/"',
    ],
  ],
  [
    pool({ labels: { a: "b c" } }),
    [
      'nodePools.default.labels.a: "b c" is not a value as plain text; use at most 63 letters, digits and - _ . , beginning and ending with a letter or digit',
    ],
  ],
  [
    pool({ labels: { "kubernetes.io/os": "linux" } }),
    ['nodePools.default.labels.kubernetes.io/os: "kubernetes.io/os" belongs to Kubernetes itself; use another prefix'],
  ],
  [
    pool({ labels: { a: 1 } }),
    [
      "nodePools.default.labels.a: 1 is not a value as plain text; use at most 63 letters, digits and - _ . , beginning and ending with a letter or digit",
    ],
  ],
  [
    pool({ labels: ["a"] }),
    ['nodePools.default.labels: a value of type object is not possible; use { <key>: "<value>" }'],
  ],
  [
    pool({ taints: { gpu: {} } }),
    [
      'nodePools.default.taints.gpu.effect: undefined is not possible; use "NoSchedule" or "PreferNoSchedule" or "NoExecute"',
    ],
  ],
  [
    pool({ taints: { gpu: { effect: "noschedule" } } }),
    [
      'nodePools.default.taints.gpu.effect: "noschedule" is not possible; use "NoSchedule" or "PreferNoSchedule" or "NoExecute"',
    ],
  ],
  [
    pool({ taints: { gpu: "NoSchedule" } }),
    ['nodePools.default.taints.gpu: "NoSchedule" is not possible; use { effect: "NoSchedule" }'],
  ],
  [
    pool({ taints: { "k8s.io/a": { effect: "NoSchedule" } } }),
    ['nodePools.default.taints.k8s.io/a: "k8s.io/a" belongs to Kubernetes itself; use another prefix'],
  ],
  [
    pool({ taints: [{ key: "a" }] }),
    ['nodePools.default.taints: a value of type object is not possible; use { <key>: { effect: "NoSchedule" } }'],
  ],
  [
    pool({ taints: { gpu: { effect: "NoSchedule", key: "a" } } }),
    ["nodePools.default.taints.gpu.key: there is no such argument; use value, effect"],
  ],
  [
    pool({ zones: [] }),
    ['nodePools.default.zones: nothing is given; list places of the network\'s zones, such as ["a"], or leave it out'],
  ],
  [
    pool({ zones: ["c"] }),
    ['nodePools.default.zones[0]: "c" is not a place of a zone in the network; use one of "a", "b"'],
  ],
  [
    pool({ zones: "a" }),
    ['nodePools.default.zones: "a" is not a list; list places of the network\'s zones, such as ["a"], or leave it out'],
  ],
  [
    pool({ zones: ["eu-west-1a"] }),
    ['nodePools.default.zones[0]: "eu-west-1a" is not a place of a zone in the network; use one of "a", "b"'],
  ],
  [pool({ maxx: 3 }), ["nodePools.default.maxx: there is no such argument; did you mean max?"]],
  [pool({ zones: ["a", "a"] }), ['nodePools.default.zones[1]: "a" is there already; leave it out']],
  [{ logs: true }, ["logs: true is not possible; use an object of plain arguments"]],
  [
    { logs: { kinds: [] } },
    ["logs.kinds: nothing is given; list some of api, audit, authenticator, scheduler, controller, or use logs: false"],
  ],
  [
    { logs: { kinds: ["all"] } },
    ['logs.kinds[0]: "all" is not possible; use "api" or "audit" or "authenticator" or "scheduler" or "controller"'],
  ],
  [
    { logs: { kinds: "audit" } },
    [
      'logs.kinds: "audit" is not a list; list some of api, audit, authenticator, scheduler, controller, or use logs: false',
    ],
  ],
  [{ logs: { days: 90 } }, ["logs.days: there is no such argument; use kinds, retentionDays"]],
  [{ logs: { kinds: ["audit", "audit"] } }, ['logs.kinds[1]: "audit" is there already; leave it out']],
  [
    { addons: { dns: true } },
    ["addons.dns: there is no such add-on; use disk, networkPolicy, metrics, secretsStore, ingress"],
  ],
  [{ addons: { disk: "yes" } }, ['addons.disk: "yes" is not true or false; give it as a plain value']],
  [{ addons: true }, ["addons: true is not possible; use an object of plain arguments"]],
  [{ upgrade: "rapid" }, ['upgrade: "rapid" is not possible; use "stable" or "regular" or "manual"']],
  [{ maintenance: "sunday" }, ['maintenance: "sunday" is not possible; use an object of plain arguments']],
  [{ deletionProtection: "no" }, ['deletionProtection: "no" is not true or false; give it as a plain value']],
  [{ nodepools: {} }, ["nodepools: there is no such argument; did you mean nodePools?"]],
  [
    { name: "x" },
    [
      "name: there is no such argument; use version, unlistedVersion, upgradeFrom, mode, network, tier, endpoint, admins, nodePools, logs, addons, upgrade, maintenance, serviceRange, podRange, deletionProtection, target, <cloud>",
    ],
  ],
  [{ aws: 7, gcp: 7, azure: 7 }, ["<cloud>: 7 is no table of overrides; give an object, child by child"]],
  [
    { aws: { cluster: false }, gcp: { cluster: false }, azure: { cluster: false } },
    ["<cloud>.cluster: this child cannot be left out; give an object of arguments or a function"],
  ],
  [
    { endpoint: { public: { from: ["203.0.113.0/24", "203.0.113.0/24"] } } },
    ['endpoint.public.from[1]: "203.0.113.0/24" is there already; leave it out'],
  ],
];
