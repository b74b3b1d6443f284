import { expect } from "vitest";
import type { AnyArgs, Cloud } from "./support.js";

const disk = (more: object) => ({ kind: "statefulset", volumes: { data: { path: "/data", ...more } } });
const exposed = (more: object) => ({
  expose: { host: "api.example.com", tls: { certificate: "certificate" }, from: ["10.0.0.0/16"], ...more },
});

/** Refused on every cloud alike: what is given, and everything that is said of it. */
export const wrongConnections: readonly (readonly [AnyArgs, readonly string[]])[] = [
  [{ expose: true }, ['expose: true is not possible; use "none", "cluster" or { host, tls }']],
  [{ expose: "internet" }, ['expose: "internet" is not possible; use "none", "cluster" or { host, tls }']],
  [
    { expose: "cluster", port: undefined, probes: false },
    ["expose: the workload has no port that could be reached; give it one, or leave expose out"],
  ],
  [exposed({ host: "shop" }), ['expose.host: "shop" is not a host name; use one such as "shop.example.com"']],
  [
    exposed({ host: "API.example.com" }),
    ['expose.host: "API.example.com" is not a host name; use one such as "shop.example.com"'],
  ],
  [
    exposed({ tls: true }),
    [
      "expose.tls: true will not do; use { secret }, { issuer } or { certificate }, or false for plain HTTP, which breaks the rule k8s-ingress-tls",
    ],
  ],
  [
    exposed({ tls: undefined }),
    [
      "expose.tls: undefined will not do; use { secret }, { issuer } or { certificate }, or false for plain HTTP, which breaks the rule k8s-ingress-tls",
    ],
  ],
  [exposed({ tls: { certificate: 7 } }), ["expose.tls.certificate: 7 is not text; write it in quotes"]],
  [exposed({ internet: "yes" }), ['expose.internet: "yes" is not true or false; give it as a plain value']],
  [exposed({ path: "v1" }), ['expose.path: "v1" is not a path; begin it with "/"']],
  [exposed({ path: 7 }), ['expose.path: 7 is not a path; begin it with "/"']],
  [
    exposed({ from: ["10.0.0.0"] }),
    ['expose.from[0]: "10.0.0.0" is an address, not a range; use "10.0.0.0/32" for it alone'],
  ],
  [
    exposed({ port: 3 }),
    ["expose.port: there is no such argument; use host, tls, internet, path, from, ingressClass, annotations"],
  ],
  [
    exposed({ ingressClass: 7, tls: { secret: "api-tls" } }),
    ["expose.ingressClass: 7 is not text; write it in quotes"],
  ],
  [
    exposed({ ingressClass: "nginx", internet: true }),
    [
      "expose.tls.certificate: only the cloud's own controller takes certificates of the cloud; use { secret } or { issuer }",
      "expose.internet: which addresses another controller has is its own business; leave it out, and say it in expose.annotations",
    ],
  ],
  [exposed({ annotations: "x" }), ['expose.annotations: "x" is not possible; use { <key>: "<value>" }']],
  [
    exposed({ annotations: { "a b": "c" } }),
    [
      'expose.annotations.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed',
    ],
  ],
  [exposed({ annotations: { a: 1 } }), ["expose.annotations.a: 1 is not text; write it in quotes"]],
  [{ ingress: "all" }, ['ingress: "all" is not possible; use { <name>: { from } }']],
  [{ ingress: [] }, ["ingress: a value of type object is not possible; use { <name>: { from } }"]],
  [{ ingress: { a: 7 } }, ["ingress.a: 7 is not possible; use { from, port }"]],
  [{ ingress: { a: null } }, ["ingress.a: null is not possible; use { from, port }"]],
  [
    { ingress: { a: { from: "10.0.0.0/16" } } },
    [
      'ingress.a.from: "10.0.0.0/16" is nobody; give ranges such as ["10.0.0.0/16"], a Workload, or { namespace, labels }',
    ],
  ],
  [
    { ingress: { a: { from: null } } },
    ['ingress.a.from: null is nobody; give ranges such as ["10.0.0.0/16"], a Workload, or { namespace, labels }'],
  ],
  [
    { ingress: { a: { from: [] } } },
    ['ingress.a.from: the list is empty; list ranges such as "10.0.0.0/16", or leave the rule out'],
  ],
  [
    { ingress: { a: { from: ["10.0.0.256/16"] } } },
    ['ingress.a.from[0]: "10.0.0.256/16" is not a range of addresses; use the form "10.0.0.0/16" or "2001:db8::/32"'],
  ],
  [
    { ingress: { a: { from: ["10.0.0.0/33"] } } },
    ['ingress.a.from[0]: "10.0.0.0/33" ends in a length that does not exist; use 0 to 32 after the slash'],
  ],
  [
    { ingress: { a: { from: ["10.0.0.1/16"] } } },
    ['ingress.a.from[0]: "10.0.0.1/16" has bits set behind its length; use "10.0.0.0/16"'],
  ],
  [
    { ingress: { a: { from: ["2001:db8::/129"] } } },
    ['ingress.a.from[0]: "2001:db8::/129" ends in a length that does not exist; use 0 to 128 after the slash'],
  ],
  [{ ingress: { a: { from: {}, port: 0 } } }, ["ingress.a.port: 0 is not a whole number from 1 to 65535"]],
  [
    { ingress: { a: { from: {}, port: { from: 10, to: 9 } } } },
    ["ingress.a.port.to: 9 is less than from, which is 10; use at least 10"],
  ],
  [
    { ingress: { a: { from: {}, port: { from: 10 } } } },
    ["ingress.a.port.to: nothing is given; a range is { from: 8000, to: 8010 }"],
  ],
  [
    { ingress: { a: { from: {}, protocol: "icmp" } } },
    ['ingress.a.protocol: "icmp" is not possible; use "tcp" or "udp"'],
  ],
  [{ ingress: { a: { from: {}, ports: 1 } } }, ["ingress.a.ports: there is no such argument; did you mean port?"]],
  [
    { ingress: { a: { from: { labels: { "a b": "c" } } } } },
    [
      'ingress.a.from.labels.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed',
    ],
  ],
  [
    { ingress: { a: { from: { pod: "x" } } } },
    ["ingress.a.from.pod: there is no such argument; use namespace, labels"],
  ],
  [
    { port: undefined, probes: false, ingress: { a: { from: {} } } },
    ["ingress.a.port: nothing is given, and the workload has no port; give one"],
  ],
  [{ egress: { a: { to: ["0.0.0.0/0"] } } }, ["egress.a.port: nothing is given; say which port, such as 443"]],
  [
    { egress: { a: { to: ["0.0.0.0/0"], port: "443" } } },
    ['egress.a.port: "443" is not a whole number from 1 to 65535'],
  ],
  [
    { egress: { a: { to: ["0.0.0.0/0"], port: { from: 1 } } } },
    ["egress.a.port.to: nothing is given; a range is { from: 8000, to: 8010 }"],
  ],
  [
    { egress: { a: { port: 443 } } },
    ['egress.a.to: undefined is nobody; give ranges such as ["10.0.0.0/16"], a Workload, or { namespace, labels }'],
  ],
  [{ volumes: "x" }, ['volumes: "x" is not possible; use { <name>: { path: "/data", ... } }']],
  [{ volumes: { a: "x" } }, ['volumes.a: "x" is not possible; use { path: "/data", ... }']],
  [{ volumes: { a: null } }, ['volumes.a: null is not possible; use { path: "/data", ... }']],
  [
    { volumes: { data: { path: "/data", sizeGiB: 10 } } },
    [
      'volumes.data.sizeGiB: the pods of other kinds cannot each have a disk; use kind: "statefulset", or a claim that all of them share',
    ],
  ],
  [disk({ sizeGiB: "10Gi" }), ['volumes.data.sizeGiB: "10Gi" is not a number from 1 to 65536']],
  [disk({ sizeGiB: 0 }), ["volumes.data.sizeGiB: 0 is not a number from 1 to 65536"]],
  [disk({ sizeGiB: 10, storage: "slow" }), ['volumes.data.storage: "slow" is not possible; use "balanced" or "fast"']],
  [
    disk({ sizeGiB: 10, storage: "fast", storageClass: "x" }),
    ["volumes.data.storageClass: storage is given as well; keep one of the two"],
  ],
  [
    { volumes: { a: { path: "data", scratchMiB: 1 } } },
    ['volumes.a.path: "data" is not a path; use an absolute one below "/", such as "/data"'],
  ],
  [
    { volumes: { a: { path: "/", scratchMiB: 1 } } },
    ['volumes.a.path: "/" is not a path; use an absolute one below "/", such as "/data"'],
  ],
  [
    { volumes: { a: { path: "/data" } } },
    ["volumes.a: it does not say what it is; give exactly one of scratchMiB, sizeGiB, files, secret, claim"],
  ],
  [
    { volumes: { a: { path: "/data", size: 1 } } },
    ["volumes.a: it does not say what it is; give exactly one of scratchMiB, sizeGiB, files, secret, claim"],
  ],
  [
    { volumes: { a: { path: "/data", scratchMiB: 1, secret: "x" } } },
    [
      "volumes.a: scratchMiB and secret are given together; give exactly one of scratchMiB, sizeGiB, files, secret, claim",
    ],
  ],
  [
    { volumes: { a: { path: "/data", scratchMiB: "64Mi" } } },
    ['volumes.a.scratchMiB: "64Mi" is not a whole number from 1 to 16777216'],
  ],
  [
    { volumes: { a: { path: "/data", scratchMiB: 512, memory: true } } },
    ["volumes.a.scratchMiB: 512 in memory leaves nothing of the pod's 256; use less, or raise resources.memoryMiB"],
  ],
  [
    { volumes: { a: { path: "/data", scratchMiB: 1, memory: "yes" } } },
    ['volumes.a.memory: "yes" is not true or false; give it as a plain value'],
  ],
  [
    { volumes: { Data: { path: "/data", scratchMiB: 1 } } },
    [
      'volumes.Data: "Data" is not a name; use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
    ],
  ],
  [
    { volumes: { a: { path: "/data", scratchMiB: 1 }, b: { path: "/data", scratchMiB: 1 } } },
    ['volumes.b.path: "/data" is where volume "a" is already; use another path'],
  ],
  [
    { volumes: { a: { path: "/data", files: {} } } },
    ["volumes.a.files: there is no file; give at least one, or leave the volume out"],
  ],
  [
    { volumes: { a: { path: "/data", files: { "a/b": "x" } } } },
    ['volumes.a.files.a/b: "a/b" is not a file name; use letters, digits and - _ .'],
  ],
  [{ volumes: { a: { path: "/data", files: { a: 7 } } } }, ["volumes.a.files.a: 7 is not text; write it in quotes"]],
  [
    { volumes: { a: { path: "/data", files: "x" } } },
    ['volumes.a.files: "x" is not possible; use { "<file>": "<text>" }'],
  ],
  [{ volumes: { a: { path: "/data", secret: 7 } } }, ["volumes.a.secret: 7 is not text; write it in quotes"]],
  [{ volumes: { a: { path: "/data", claim: 7 } } }, ["volumes.a.claim: 7 is not text; write it in quotes"]],
];

/** UnsupportedError: the contract tests have why, and what to do instead. */
const notHere = expect.stringContaining("Workload does not support") as unknown as string;

/** What the controllers of the clouds see differently; a cloud that is not named accepts it. */
export const controllers: readonly (readonly [AnyArgs, Partial<Record<Cloud, readonly string[]>>])[] = [
  [
    exposed({ from: undefined }),
    {
      aws: [
        'expose.from: nothing is given, and from where the controller connects is not known; give the ranges of its load balancer\'s subnets, such as [network.cidr], or the pods of the controller, such as { namespace: "ingress-nginx" }',
      ],
      gcp: [
        'expose.from: nothing is given, and from where the controller connects is not known; give the ranges of its load balancer\'s subnets, such as [network.cidr], or the pods of the controller, such as { namespace: "ingress-nginx" }',
      ],
    },
  ],
  [exposed({ internet: true }), { azure: [notHere] }],
  [
    exposed({ internet: true, from: undefined }),
    {
      aws: [
        'expose.from: nothing is given, and from where the controller connects is not known; give the ranges of its load balancer\'s subnets, such as [network.cidr], or the pods of the controller, such as { namespace: "ingress-nginx" }',
      ],
      azure: [notHere],
    },
  ],
  [exposed({ tls: { secret: "c" } }), { aws: [notHere] }],
  [exposed({ tls: { issuer: "c" } }), { aws: [notHere] }],
  [
    exposed({ tls: { secret: "c", issuer: "d" } }),
    {
      aws: [
        "expose.tls: secret and issuer will not do; use { secret }, { issuer } or { certificate }, or false for plain HTTP, which breaks the rule k8s-ingress-tls",
        notHere,
        notHere,
      ],
      gcp: [
        "expose.tls: secret and issuer will not do; use { secret }, { issuer } or { certificate }, or false for plain HTTP, which breaks the rule k8s-ingress-tls",
      ],
      azure: [
        "expose.tls: secret and issuer will not do; use { secret }, { issuer } or { certificate }, or false for plain HTTP, which breaks the rule k8s-ingress-tls",
      ],
    },
  ],
];
