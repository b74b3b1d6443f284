import { container, meta, type Objects, one, pod } from "./objects.js";

const long = "a".repeat(64);
const port = (more: Record<string, unknown>) => one({ ports: [{ containerPort: 80, ...more }] });
const env = (...vars: unknown[]) => one({ env: vars });
const http = { httpGet: { path: "/", port: 80 } };
const resources = (value: unknown) => one({ resources: value });

/** Pods: what every workload holds. */
export const pods: Objects = {
  "a pod": pod(),
  "a name in capitals": pod({}, meta("Web")),
  "a name with an underscore": pod({}, meta("my_web")),
  "a name of 254 characters": pod({}, meta("a".repeat(254))),
  "a name that begins with a hyphen": pod({}, meta("-web")),
  "a name with dots": pod({}, meta("web.1")),
  "a label value of 64 characters": pod({}, meta("thing", { labels: { app: long } })),
  "a label value with a space": pod({}, meta("thing", { labels: { app: "a b" } })),
  "an empty label value": pod({}, meta("thing", { labels: { app: "" } })),
  "a label key with two slashes": pod({}, meta("thing", { labels: { "a/b/c": "d" } })),
  "a label key whose prefix has capitals": pod({}, meta("thing", { labels: { "Example.com/a": "d" } })),
  "a label key of 64 characters": pod({}, meta("thing", { labels: { [long]: "d" } })),
  "an annotation key with a space": pod({}, meta("thing", { annotations: { "a b": "c" } })),
  "an annotation key in capitals": pod({}, meta("thing", { annotations: { "Example.com/A": "c" } })),
  "annotations of 300 KiB": pod({}, meta("thing", { annotations: { a: "x".repeat(300 * 1024) } })),
  "a finalizer without a slash": pod({}, meta("thing", { finalizers: ["mine"] })),
  "no containers": pod({ containers: [] }),
  "a container without a name": pod({ containers: [{ image: "nginx" }] }),
  "a container without an image": pod({ containers: [{ name: "web" }] }),
  "an image with a space in front": one({ image: " nginx" }),
  "a container name in capitals": one({ name: "Web" }),
  "a container name of 64 characters": one({ name: long }),
  "two containers of one name": pod({ containers: [container(), container({ image: "b" })] }),
  "an init container with a container's name": pod({ initContainers: [container({ image: "b" })] }),
  "an init container": pod({ initContainers: [container({ name: "first" })] }),
  "an init container with a readiness probe": pod({
    initContainers: [container({ name: "first", readinessProbe: http })],
  }),
  "a sidecar with a readiness probe": pod({
    initContainers: [container({ name: "first", restartPolicy: "Always", readinessProbe: http })],
  }),
  "a container that is restarted on failure": one({ restartPolicy: "OnFailure" }),
  "an unknown image pull policy": one({ imagePullPolicy: "Sometimes" }),
  "an unknown restart policy": pod({ restartPolicy: "Sometimes" }),
  "an unknown DNS policy": pod({ dnsPolicy: "Mine" }),
  "DNS policy None without servers": pod({ dnsPolicy: "None" }),
  "DNS policy None with a server": pod({ dnsPolicy: "None", dnsConfig: { nameservers: ["1.1.1.1"] } }),
  "a nameserver that is no address": pod({ dnsConfig: { nameservers: ["dns.example.com"] } }),
  "a negative grace period": pod({ terminationGracePeriodSeconds: -1 }),
  "a deadline of zero": pod({ activeDeadlineSeconds: 0 }),
  "port 0": port({ containerPort: 0 }),
  "port 65536": port({ containerPort: 65536 }),
  "port 65535": port({ containerPort: 65535 }),
  "a port name of 16 characters": port({ name: "a".repeat(16) }),
  "a port name without a letter": port({ name: "8080" }),
  "a port name in capitals": port({ name: "HTTP" }),
  "a port name with two hyphens in a row": port({ name: "a--b" }),
  "a port name": port({ name: "http-2" }),
  "an unknown protocol": port({ protocol: "ICMP" }),
  "a protocol in small letters": port({ protocol: "tcp" }),
  "a host port 70000": port({ hostPort: 70000 }),
  "two ports of one name": one({
    ports: [
      { containerPort: 80, name: "a" },
      { containerPort: 81, name: "a" },
    ],
  }),
  "one port twice": one({ ports: [{ containerPort: 80 }, { containerPort: 80 }] }),
  "one port for two protocols": one({ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: "UDP" }] }),
  "a host port on the host's network that differs": one(
    { ports: [{ containerPort: 80, hostPort: 81 }] },
    { hostNetwork: true },
  ),
  "a variable": env({ name: "A", value: "b" }),
  "a variable with dots": env({ name: "a.b-c", value: "b" }),
  "a variable without a name": env({ value: "b" }),
  "a variable with an equals sign": env({ name: "A=B", value: "b" }),
  "a variable that begins with a digit": env({ name: "1A", value: "b" }),
  "a variable with a value and a source": env({
    name: "A",
    value: "b",
    valueFrom: { secretKeyRef: { name: "s", key: "k" } },
  }),
  "a variable from a Secret without a key": env({ name: "A", valueFrom: { secretKeyRef: { name: "s", key: "" } } }),
  "a variable with an empty source": env({ name: "A", valueFrom: {} }),
  "a variable of two sources": env({
    name: "A",
    valueFrom: { secretKeyRef: { name: "s", key: "k" }, configMapKeyRef: { name: "c", key: "k" } },
  }),
  "a variable from a field": env({ name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }),
  "a variable from an unknown field": env({ name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.color" } } }),
  "a variable from a label": env({ name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }),
  "a variable from a resource": env({ name: "A", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } }),
  "a variable from an unknown resource": env({
    name: "A",
    valueFrom: { resourceFieldRef: { resource: "limits.gpu" } },
  }),
  "a variable twice": env({ name: "A", value: "b" }, { name: "A", value: "c" }),
  "variables from nowhere": one({ envFrom: [{}] }),
  "variables from a ConfigMap": one({ envFrom: [{ configMapRef: { name: "c" }, prefix: "C_" }] }),
  "variables from a ConfigMap and a Secret at once": one({
    envFrom: [{ configMapRef: { name: "c" }, secretRef: { name: "s" } }],
  }),
  "quantities of every form": resources({
    requests: { cpu: "100m", memory: "64Mi", "ephemeral-storage": "1G" },
    limits: { cpu: 1, memory: "1e9", "ephemeral-storage": "2Gi" },
  }),
  "a quantity with a wrong suffix": resources({ requests: { memory: "64MB" } }),
  "a quantity in words": resources({ requests: { cpu: "one" } }),
  "an empty quantity": resources({ requests: { cpu: "" } }),
  "a negative quantity": resources({ requests: { cpu: "-1" } }),
  "a fraction of a milli": resources({ requests: { cpu: "0.1m" } }),
  "more requested than allowed": resources({ requests: { cpu: "2" }, limits: { cpu: "1" } }),
  "as much requested as allowed": resources({ requests: { memory: "1Gi" }, limits: { memory: "1024Mi" } }),
  "an unknown resource": resources({ requests: { gpu: 1 } }),
  "an extended resource": resources({ limits: { "nvidia.com/gpu": 1 } }),
  "a part of an extended resource": resources({ limits: { "nvidia.com/gpu": "500m" } }),
  "an extended resource with other requests": resources({
    requests: { "nvidia.com/gpu": 1 },
    limits: { "nvidia.com/gpu": 2 },
  }),
  "an extended resource that is only requested": resources({ requests: { "nvidia.com/gpu": 1 } }),
  "huge pages without memory": resources({ limits: { "hugepages-2Mi": "4Mi" }, requests: { "hugepages-2Mi": "4Mi" } }),
  "a probe": one({ livenessProbe: http }),
  "a probe that does nothing": one({ livenessProbe: { periodSeconds: 5 } }),
  "a probe of two kinds": one({ livenessProbe: { ...http, tcpSocket: { port: 80 } } }),
  "a probe of port 0": one({ livenessProbe: { tcpSocket: { port: 0 } } }),
  "a probe of a named port": one({ livenessProbe: { tcpSocket: { port: "http" } } }),
  "a probe of a port name in capitals": one({ livenessProbe: { tcpSocket: { port: "HTTP" } } }),
  "a probe with a negative delay": one({ livenessProbe: { ...http, initialDelaySeconds: -1 } }),
  "a liveness probe with two successes": one({ livenessProbe: { ...http, successThreshold: 2 } }),
  "a startup probe with two successes": one({ startupProbe: { ...http, successThreshold: 2 } }),
  "a readiness probe with two successes": one({ readinessProbe: { ...http, successThreshold: 2 } }),
  "a readiness probe with a grace period": one({ readinessProbe: { ...http, terminationGracePeriodSeconds: 5 } }),
  "a probe with an unknown scheme": one({ livenessProbe: { httpGet: { path: "/", port: 80, scheme: "http" } } }),
  "a probe without a command": one({ livenessProbe: { exec: { command: [] } } }),
  "a gRPC probe": one({ livenessProbe: { grpc: { port: 90 } } }),
  "a handler without an action": one({ lifecycle: { preStop: {} } }),
  "a handler that sleeps": one({ lifecycle: { preStop: { sleep: { seconds: 5 } } } }),
  "a handler that sleeps longer than its grace": one({ lifecycle: { preStop: { sleep: { seconds: 99 } } } }),
  "a mount of nothing": one({ volumeMounts: [{ name: "data", mountPath: "/data" }] }),
  "a mount": one({ volumeMounts: [{ name: "data", mountPath: "/data" }] }, { volumes: [{ name: "data" }] }),
  "a mount without a path": one(
    { volumeMounts: [{ name: "data", mountPath: "" }] },
    { volumes: [{ name: "data", emptyDir: {} }] },
  ),
  "two mounts at one path": one(
    {
      volumeMounts: [
        { name: "data", mountPath: "/data" },
        { name: "data", mountPath: "/data" },
      ],
    },
    { volumes: [{ name: "data", emptyDir: {} }] },
  ),
  "a mount of a path above": one(
    { volumeMounts: [{ name: "data", mountPath: "/data", subPath: "../b" }] },
    { volumes: [{ name: "data", emptyDir: {} }] },
  ),
  "two volumes of one name": pod({
    volumes: [
      { name: "data", emptyDir: {} },
      { name: "data", hostPath: { path: "/" } },
    ],
  }),
  "a volume of two kinds": pod({ volumes: [{ name: "data", emptyDir: {}, hostPath: { path: "/" } }] }),
  "a volume name in capitals": pod({ volumes: [{ name: "Data", emptyDir: {} }] }),
  "a volume from a Secret without a name": pod({ volumes: [{ name: "data", secret: {} }] }),
  "a volume from a ConfigMap without a name": pod({ volumes: [{ name: "data", configMap: {} }] }),
  "a volume from a claim without a name": pod({
    volumes: [{ name: "data", persistentVolumeClaim: { claimName: "" } }],
  }),
  "a file mode of 01000": pod({ volumes: [{ name: "data", secret: { secretName: "a", defaultMode: 512 } }] }),
  "an item that leads out": pod({
    volumes: [{ name: "data", configMap: { name: "a", items: [{ key: "a", path: "../a" }] } }],
  }),
  "an item without a key": pod({
    volumes: [{ name: "data", configMap: { name: "a", items: [{ key: "", path: "a" }] } }],
  }),
  "a host path above": pod({ volumes: [{ name: "data", hostPath: { path: "/a/../b" } }] }),
  "an unknown type of host path": pod({ volumes: [{ name: "data", hostPath: { path: "/a", type: "Folder" } }] }),
  "a negative size limit": pod({ volumes: [{ name: "data", emptyDir: { sizeLimit: "-1" } }] }),
  "a projected volume of nothing": pod({ volumes: [{ name: "data", projected: { sources: [{}] } }] }),
  "a token that expires at once": pod({
    serviceAccountName: "robot",
    volumes: [{ name: "t", projected: { sources: [{ serviceAccountToken: { path: "t", expirationSeconds: 60 } }] } }],
  }),
  "a CSI volume without a driver": pod({ volumes: [{ name: "data", csi: { driver: "" } }] }),
  "an ephemeral volume": pod({
    volumes: [
      {
        name: "data",
        ephemeral: {
          volumeClaimTemplate: {
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
          },
        },
      },
    ],
  }),
  "a toleration": pod({ tolerations: [{ key: "a", operator: "Exists" }] }),
  "a toleration of a value that exists": pod({ tolerations: [{ key: "a", operator: "Exists", value: "b" }] }),
  "a toleration without a key": pod({ tolerations: [{ operator: "Equal", value: "b" }] }),
  "a toleration of an unknown effect": pod({ tolerations: [{ key: "a", operator: "Exists", effect: "Never" }] }),
  "a toleration of seconds without an effect": pod({
    tolerations: [{ key: "a", operator: "Exists", tolerationSeconds: 5 }],
  }),
  "a service account in capitals": pod({ serviceAccountName: "Robot" }),
  "a service account": pod({ serviceAccountName: "robot" }),
  "a host name with dots": pod({ hostname: "a.b" }),
  "a node selector with a bad value": pod({ nodeSelector: { a: "b c" } }),
  "affinity without a topology": pod({
    affinity: {
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: {}, topologyKey: "" }] },
    },
  }),
  "affinity with a weight of 101": pod({
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 101, podAffinityTerm: { labelSelector: {}, topologyKey: "a" } },
        ],
      },
    },
  }),
  "node affinity with an unknown operator": pod({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: "a", operator: "Is", values: ["b"] }] }],
        },
      },
    },
  }),
  "node affinity without terms": pod({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } },
  }),
  "a spread": pod({
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }],
  }),
  "a spread of no skew": pod({
    topologySpreadConstraints: [{ maxSkew: 0, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }],
  }),
  "a spread with an unknown choice": pod({
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "Never" }],
  }),
  "a user below zero": one({ securityContext: { runAsUser: -1 } }),
  "capabilities that add SYS_ADMIN without escalation": one({
    securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ["CAP_SYS_ADMIN"] } },
  }),
  "a seccomp profile of the node without a name": pod({ securityContext: { seccompProfile: { type: "Localhost" } } }),
  "an unknown seccomp profile": pod({ securityContext: { seccompProfile: { type: "Default" } } }),
  "a sysctl in capitals": pod({ securityContext: { sysctls: [{ name: "Net.core", value: "1" }] } }),
  "a host alias that is no address": pod({ hostAliases: [{ ip: "host", hostnames: ["a"] }] }),
  "a priority class in capitals": pod({ priorityClassName: "High" }),
  "a pull secret without a name": pod({ imagePullSecrets: [{}] }),
  "a termination message below the root": one({ terminationMessagePolicy: "Always" }),
  "a readiness gate in spaces": pod({ readinessGates: [{ conditionType: "a b" }] }),
  "a processes namespace shared with the host": pod({ hostPID: true, shareProcessNamespace: true }),
};
