import * as pulumi from "@pulumi/pulumi";
import type { AnyArgs } from "./support.js";

const job = (more: object) => ({ kind: "job", port: undefined, ...more });

/** Refused on every cloud alike: what is given, and everything that is said of it. */
export const wrongWorkloads: readonly (readonly [AnyArgs, readonly string[]])[] = [
  [{ image: undefined }, ["image: undefined is not an image; give its name with a version"]],
  [{ image: "nginx" }, ['image: "nginx" has no tag, which means latest; add a version or a digest']],
  [{ image: "nginx:latest" }, ['image: "nginx:latest" means another image each day; use a version or a digest']],
  [
    { image: "nginx:" },
    [
      'image: "nginx:" is not an image; use the form "registry.example.com/name:1.4.2" or "registry.example.com/name@sha256:<64 digits>"',
    ],
  ],
  [
    { image: "a b:1" },
    [
      'image: "a b:1" is not an image; use the form "registry.example.com/name:1.4.2" or "registry.example.com/name@sha256:<64 digits>"',
    ],
  ],
  [
    { image: "a@sha256:abc" },
    ['image: "a@sha256:abc" has the digest sha256:abc, which is not sha256 with 64 hexadecimal digits; copy it whole'],
  ],
  [{ image: 7 }, ["image: 7 is not an image; give its name with a version"]],
  [{ kind: "daemonset" }, ['kind: "daemonset" is not possible; use "deployment" or "statefulset" or "job"']],
  [{ kind: null }, ['kind: null is not possible; use "deployment" or "statefulset" or "job"']],
  [job({ kind: {} }), ['kind.cron: undefined is not text; use "0 3 * * *"']],
  [
    job({ kind: { cron: "* * *" } }),
    ["kind.cron: there are 3 fields; use five: minute, hour, day of the month, month, day of the week"],
  ],
  [job({ kind: { cron: "0 25 * * *" } }), ['kind.cron: the hour is "25"; use 0 to 23']],
  [
    job({ kind: { cron: "0 3 * * *", timezone: "Berlin" } }),
    ['kind.timezone: "Berlin" is not a time zone; use a name such as "Europe/Berlin", or "UTC"'],
  ],
  [job({ kind: { cron: "0 3 * * *", tz: "x" } }), ["kind.tz: there is no such argument; use cron, timezone"]],
  [job({ kind: { cron: 3 } }), ['kind.cron: 3 is not text; use "0 3 * * *"']],
  [
    { name: "Api" },
    [
      'name: "Api" is not a name; use at most 52 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
    ],
  ],
  [
    { name: "a".repeat(53) },
    [
      'name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not a name; use at most 52 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
    ],
  ],
  [
    { name: 7 },
    [
      "name: 7 is not a name; use at most 52 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit",
    ],
  ],
  [{ replicas: 3 }, ["replicas: 3 is not possible; use { min: 2, max: 6 }"]],
  [{ replicas: null }, ["replicas: null is not possible; use { min: 2, max: 6 }"]],
  [{ replicas: { min: 0 } }, ["replicas.min: 0 is not a whole number from 1 to 1000"]],
  [{ replicas: { min: 4, max: 2 } }, ["replicas.max: 2 is less than replicas.min, which is 4; use at least 4"]],
  [{ replicas: { min: 1.5 } }, ["replicas.min: 1.5 is not a whole number from 1 to 1000"]],
  [{ replicas: { min: "2" } }, ['replicas.min: "2" is not a whole number from 1 to 1000']],
  [{ replicas: { max: 1001 } }, ["replicas.max: 1001 is not a whole number from 1 to 1000"]],
  [{ replicas: { cpuPercent: 0 } }, ["replicas.cpuPercent: 0 is not a whole number from 1 to 400"]],
  [{ replicas: { count: 3 } }, ["replicas.count: there is no such argument; use min, max, cpuPercent"]],
  [job({ replicas: { min: 1 } }), ["replicas: a job takes no connections and runs once; leave it out"]],
  [{ port: 0 }, ["port: 0 is not a whole number from 1 to 65535"]],
  [{ port: 65536 }, ["port: 65536 is not a whole number from 1 to 65535"]],
  [{ port: "8080" }, ['port: "8080" is not a whole number from 1 to 65535']],
  [{ port: 80.5 }, ["port: 80.5 is not a whole number from 1 to 65535"]],
  [{ port: pulumi.output(80) }, ["port: an output is not a whole number from 1 to 65535"]],
  [{ kind: "job" }, ["port: a job takes no connections and runs once; leave it out"]],
  [{ command: "run" }, ['command: "run" is not a list; give each word as an entry: ["--port", "80"]']],
  [{ command: [7] }, ["command[0]: 7 is not text; write it in quotes"]],
  [{ args: "x" }, ['args: "x" is not a list; give each word as an entry: ["--port", "80"]']],
  [{ args: [null] }, ["args[0]: null is not text; write it in quotes"]],
  [
    { env: { "1A": "x" } },
    ['env.1A: "1A" is not the name of a variable; use letters, digits and _ , not beginning with a digit'],
  ],
  [{ env: { A: 7 } }, ["env.A: 7 is not text; write it in quotes"]],
  [{ env: { A: true } }, ["env.A: true is not text; write it in quotes"]],
  [{ env: ["A=b"] }, ['env: a value of type object is not possible; use { NAME: "<value>" }']],
  [{ env: "A=b" }, ['env: "A=b" is not possible; use { NAME: "<value>" }']],
  [{ env: { A: "1" }, secrets: { A: "2" } }, ["secrets.A: env has A as well; keep one of the two"]],
  [{ secrets: { A: 7 } }, ["secrets.A: 7 is not text; write it in quotes"]],
  [{ secrets: { A: { secret: "s" } } }, ["secrets.A.key: undefined is not text; write it in quotes"]],
  [{ secrets: { A: { secret: "s", key: "k", x: 1 } } }, ["secrets.A.x: there is no such argument; use secret, key"]],
  [{ secrets: { A: {} } }, ["secrets.A: a value of type object is not text; write it in quotes"]],
  [{ resources: { cpu: "250m" } }, ['resources.cpu: "250m" is not a number from 0.001 to 1000']],
  [{ resources: { cpu: 0 } }, ["resources.cpu: 0 is not a number from 0.001 to 1000"]],
  [{ resources: { cpu: -1 } }, ["resources.cpu: -1 is not a number from 0.001 to 1000"]],
  [{ resources: { cpu: 0.0001 } }, ["resources.cpu: 0.0001 is not a number from 0.001 to 1000"]],
  [{ resources: { cpu: 1001 } }, ["resources.cpu: 1001 is not a number from 0.001 to 1000"]],
  [{ resources: { memoryMiB: "256Mi" } }, ['resources.memoryMiB: "256Mi" is not a whole number from 4 to 16777216']],
  [{ resources: { memoryMiB: "1Gi" } }, ['resources.memoryMiB: "1Gi" is not a whole number from 4 to 16777216']],
  [{ resources: { memoryMiB: 1.5 } }, ["resources.memoryMiB: 1.5 is not a whole number from 4 to 16777216"]],
  [{ resources: { memoryMiB: 3 } }, ["resources.memoryMiB: 3 is not a whole number from 4 to 16777216"]],
  [{ resources: { memory: 256 } }, ["resources.memory: there is no such argument; use cpu, memoryMiB"]],
  [{ resources: "small" }, ['resources: "small" is not possible; use { cpu: 0.25, memoryMiB: 256 }']],
  [{ resources: null }, ["resources: null is not possible; use { cpu: 0.25, memoryMiB: 256 }"]],
  [{ resources: { limits: {} } }, ["resources.limits: there is no such argument; use cpu, memoryMiB"]],
  [
    { port: undefined },
    [
      "probes: nothing is given, and without a port there is nothing to look at; give a port, or probes: { command: [...] }, or probes: false, which breaks the rule k8s-probes",
    ],
  ],
  [{ probes: true }, ['probes: true is not possible; use false, or an object such as { path: "/healthz" }']],
  [{ probes: null }, ['probes: null is not possible; use false, or an object such as { path: "/healthz" }']],
  [
    { port: undefined, probes: {} },
    [
      "probes.command: nothing is given, and without a port there is nothing to look at; give a port, or probes: { command: [...] }, or probes: false, which breaks the rule k8s-probes",
    ],
  ],
  [{ probes: { path: "healthz" } }, ['probes.path: "healthz" is not a path; begin it with "/"']],
  [{ probes: { path: 7 } }, ['probes.path: 7 is not a path; begin it with "/"']],
  [{ probes: { port: 0 } }, ["probes.port: 0 is not a whole number from 1 to 65535"]],
  [
    { probes: { command: ["a"], path: "/" } },
    ["probes.command: a command beside path or port is too much; keep one of them"],
  ],
  [{ probes: { command: "a" } }, ['probes.command: "a" is not a list; use ["/bin/alive", "--quick"]']],
  [{ probes: { command: [] } }, ['probes.command: nothing is given; use ["/bin/alive", "--quick"]']],
  [{ probes: { startupSeconds: 1 } }, ["probes.startupSeconds: 1 is not a whole number from 5 to 3600"]],
  [{ probes: { http: "/" } }, ["probes.http: there is no such argument; use path, port, command, startupSeconds"]],
  [
    { port: undefined, probes: { path: "/x" } },
    [
      "probes.command: nothing is given, and without a port there is nothing to look at; give a port, or probes: { command: [...] }, or probes: false, which breaks the rule k8s-probes",
    ],
  ],
  [
    job({ probes: { path: "/" } }),
    ["probes: a job ends when it is done and is not looked at meanwhile; leave probes out"],
  ],
  [{ nodes: "arm" }, ['nodes: "arm" is not possible; use { labels, tolerate }']],
  [
    { nodes: { labels: { "a b": "c" } } },
    [
      'nodes.labels.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed',
    ],
  ],
  [{ nodes: { labels: "x" } }, ['nodes.labels: "x" is not possible; use an object, key by key']],
  [
    { nodes: { tolerate: { "a b": {} } } },
    [
      'nodes.tolerate.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed',
    ],
  ],
  [
    { nodes: { tolerate: ["a"] } },
    ["nodes.tolerate: a value of type object is not possible; use an object, key by key"],
  ],
  [{ nodes: { tolerate: { a: "x" } } }, ['nodes.tolerate.a: "x" is not possible; use {} or { value }']],
  [{ nodes: { tolerate: { a: { effect: "x" } } } }, ["nodes.tolerate.a.effect: there is no such argument; use value"]],
  [{ nodes: { taint: {} } }, ["nodes.taint: there is no such argument; use labels, tolerate"]],
  [{ terminationGraceSeconds: -1 }, ["terminationGraceSeconds: -1 is not a whole number from 0 to 86400"]],
  [{ terminationGraceSeconds: "30s" }, ['terminationGraceSeconds: "30s" is not a whole number from 0 to 86400']],
  [{ timeoutSeconds: 60 }, ['timeoutSeconds: only jobs have it; leave it out, or use kind: "job"']],
  [{ retries: 3 }, ['retries: only jobs have it; leave it out, or use kind: "job"']],
  [job({ timeoutSeconds: 0 }), ["timeoutSeconds: 0 is not a whole number from 1 to 31536000"]],
  [job({ retries: 101 }), ["retries: 101 is not a whole number from 0 to 100"]],
  [{ writableRoot: "yes" }, ['writableRoot: "yes" is not true or false; give it as a plain value']],
  [{ runAsUser: 0 }, ["runAsUser: 0 is not a whole number from 1 to 2147483647"]],
  [{ runAsUser: "root" }, ['runAsUser: "root" is not a whole number from 1 to 2147483647']],
  [{ allowRoot: true, runAsUser: 5 }, ["runAsUser: with allowRoot the image says who runs; leave one of the two out"]],
  [{ allowRoot: "yes" }, ['allowRoot: "yes" is not true or false; give it as a plain value']],
  [{ apiToken: 1 }, ["apiToken: 1 is not true or false; give it as a plain value"]],
  [
    { labels: { "app.kubernetes.io/name": "x" } },
    ["labels.app.kubernetes.io/name: this label is set already; choose another key"],
  ],
  [
    { labels: { a: "b c" } },
    [
      'labels.a: "b c" is not the value of a label; use at most 63 letters, digits and - _ . , beginning and ending with a letter or digit',
    ],
  ],
  [{ labels: { a: 1 } }, ["labels.a: 1 is not text; write it in quotes"]],
  [{ labels: "x" }, ['labels: "x" is not possible; use { <key>: "<value>" }']],
  [{ annotations: { a: 1 } }, ["annotations.a: 1 is not text; write it in quotes"]],
  [
    { annotations: { "a b": "c" } },
    [
      'annotations.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed',
    ],
  ],
  [{ identity: "role" }, ['identity: "role" is not possible; use true for a new one, or an identity that is there']],
  [{ identity: false }, ["identity: false is not possible; use true for a new one, or an identity that is there"]],
  [
    { kubernetes: { pods: {} } },
    [
      'kubernetes.pods: there is no child "pods"; use "serviceAccount", "secrets", "files", "networkPolicy", "deployment", "statefulSet", "job", "cronJob", "service", "peers", "autoscaler", "disruptionBudget", "ingress", "connection"',
    ],
  ],
  [
    { kubernetes: { deployment: false } },
    ["kubernetes.deployment: this child cannot be left out; give an object of arguments or a function"],
  ],
  [{ imge: 1 }, ["imge: there is no such argument; did you mean image?"]],
  [
    { namespace: undefined },
    ['namespace: undefined is no namespace; give a Namespace, or Namespace.fromExisting("<name>", { cluster })'],
  ],
  [
    { namespace: {} },
    [
      'namespace: a value of type object is no namespace; give a Namespace, or Namespace.fromExisting("<name>", { cluster })',
    ],
  ],
];
