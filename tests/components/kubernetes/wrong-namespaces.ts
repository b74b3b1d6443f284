import * as pulumi from "@pulumi/pulumi";
import type { AnyArgs } from "./support.js";

/** Refused on every cloud alike: what is given, and everything that is said of it. */
export const wrongNamespaces: readonly (readonly [AnyArgs, readonly string[]])[] = [
  [{ name: "kube-system" }, ['name: "kube-system" is there already and belongs to Kubernetes; choose another name']],
  [{ name: "default" }, ['name: "default" is there already and belongs to Kubernetes; choose another name']],
  [
    { name: "Shop" },
    [
      'name: "Shop" is not a name; use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
    ],
  ],
  [
    { name: "a".repeat(64) },
    [
      'name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not a name; use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
    ],
  ],
  [
    { name: pulumi.output("x") },
    [
      "name: an output is not a name; use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit",
    ],
  ],
  [
    { name: "1a" },
    [
      'name: "1a" is not a name; use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
    ],
  ],
  [
    { podSecurity: "strict" },
    ['podSecurity: "strict" is not possible; use "restricted" or "baseline" or "privileged"'],
  ],
  [{ podSecurity: null }, ['podSecurity: null is not possible; use "restricted" or "baseline" or "privileged"']],
  [{ defaultDeny: "yes" }, ['defaultDeny: "yes" is not true or false; give it as a plain value']],
  [{ quota: true }, ["quota: true is not possible; use false, or an object such as { cpu: 40 }"]],
  [{ quota: [] }, ["quota: a value of type object is not possible; use false, or an object such as { cpu: 40 }"]],
  [{ quota: { cpu: "10" } }, ['quota.cpu: "10" is not a number from 0.1 to 100000']],
  [{ quota: { cpu: "500m" } }, ['quota.cpu: "500m" is not a number from 0.1 to 100000']],
  [{ quota: { memoryGiB: "20Gi" } }, ['quota.memoryGiB: "20Gi" is not a number from 0.1 to 1000000']],
  [{ quota: { memoryGiB: 0 } }, ["quota.memoryGiB: 0 is not a number from 0.1 to 1000000"]],
  [{ quota: { pods: 1.5 } }, ["quota.pods: 1.5 is not a whole number from 1 to 100000"]],
  [{ quota: { storageGiB: -1 } }, ["quota.storageGiB: -1 is not a number from 0 to 10000000"]],
  [{ quota: { loadBalancers: 1001 } }, ["quota.loadBalancers: 1001 is not a whole number from 0 to 1000"]],
  [
    { quota: { memory: 3 } },
    ["quota.memory: there is no such argument; use cpu, memoryGiB, pods, storageGiB, loadBalancers"],
  ],
  [{ quota: { cpu: Number.NaN } }, ["quota.cpu: NaN is not a number from 0.1 to 100000"]],
  [{ limits: true }, ["limits: true is not possible; use false, or an object such as { memoryMiB: 256 }"]],
  [{ limits: { cpu: "100m" } }, ['limits.cpu: "100m" is not a number from 0.001 to 1000']],
  [{ limits: { memoryMiB: "128Mi" } }, ['limits.memoryMiB: "128Mi" is not a whole number from 4 to 16777216']],
  [{ limits: { memoryMiB: 128.5 } }, ["limits.memoryMiB: 128.5 is not a whole number from 4 to 16777216"]],
  [
    { limits: { maxMemoryMiB: 64 } },
    ["limits.maxMemoryMiB: 64 is less than limits.memoryMiB, which is 128; use at least 128"],
  ],
  [{ limits: { cpu: 0 } }, ["limits.cpu: 0 is not a number from 0.001 to 1000"]],
  [{ limits: { memory: 1 } }, ["limits.memory: there is no such argument; use cpu, memoryMiB, maxMemoryMiB"]],
  [
    { labels: { "a b": "c" } },
    [
      'labels.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed',
    ],
  ],
  [
    { labels: { a: "b c" } },
    [
      'labels.a: "b c" is not the value of a label; use at most 63 letters, digits and - _ . , beginning and ending with a letter or digit',
    ],
  ],
  [
    { labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
    ["labels.pod-security.kubernetes.io/enforce: this label is set already; choose another key"],
  ],
  [
    { labels: { "app.kubernetes.io/managed-by": "me" } },
    ["labels.app.kubernetes.io/managed-by: this label is set already; choose another key"],
  ],
  [{ labels: { a: 1 } }, ["labels.a: 1 is not text; write it in quotes"]],
  [{ labels: "x" }, ['labels: "x" is not possible; use { <key>: "<value>" }']],
  [{ annotations: { a: 1 } }, ["annotations.a: 1 is not text; write it in quotes"]],
  [{ annotations: "x" }, ['annotations: "x" is not possible; use { <key>: "<value>" }']],
  [
    { annotations: { "a b": "c" } },
    [
      'annotations.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , with a domain and "/" before them where needed',
    ],
  ],
  [
    { kubernetes: { pods: {} } },
    ['kubernetes.pods: there is no child "pods"; use "namespace", "quota", "limits", "defaultDeny", "dns"'],
  ],
  [{ kubernetes: 7 }, ["kubernetes: 7 is no table of overrides; give an object, child by child"]],
  [
    { kubernetes: { namespace: false } },
    ["kubernetes.namespace: this child cannot be left out; give an object of arguments or a function"],
  ],
  [{ defaultDny: true }, ["defaultDny: there is no such argument; did you mean defaultDeny?"]],
  [
    { cluster: undefined },
    [
      "cluster: undefined is no cluster; give a KubernetesCluster, KubernetesCluster.fromExisting(...), or a Provider of @pulumi/kubernetes",
    ],
  ],
  [
    { cluster: {} },
    [
      "cluster: a value of type object is no cluster; give a KubernetesCluster, KubernetesCluster.fromExisting(...), or a Provider of @pulumi/kubernetes",
    ],
  ],
  [
    { cluster: "main" },
    [
      'cluster: "main" is no cluster; give a KubernetesCluster, KubernetesCluster.fromExisting(...), or a Provider of @pulumi/kubernetes',
    ],
  ],
];
