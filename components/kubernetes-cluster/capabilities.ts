import type { Limitation } from "../core/clouds.js";

/*
 * What a cloud cannot serve, by argument. The checks and the capability table of the documentation read these tables.
 * What follows ` with ` is the circumstance.
 */

type Limitations = Readonly<Record<string, Limitation>>;

const nodePoolsWithManaged: Limitation = {
  why: "the cloud itself decides on machines in this mode",
  instead: "leave nodePools out, or use mode: nodes",
};

export const awsUnsupported: Limitations = {
  "nodePools with mode managed": nodePoolsWithManaged,
  "upgrade: stable": {
    why: "EKS has no channels: patches reach every cluster alike",
    instead: "use regular",
  },
  maintenance: {
    why: "EKS has no weekly window for changes of its own",
    instead: "leave it out, and give pods a PodDisruptionBudget",
  },
  podRange: {
    why: "pods have addresses of the network's own subnets",
    instead: "leave it out, and make the network's private tier large enough",
  },
  "addons.networkPolicy: true with mode managed": {
    why: "Auto Mode takes it from a ConfigMap inside of the cluster",
    instead: "leave it out, and make the ConfigMap amazon-vpc-cni in kube-system",
  },
  "addons.disk: false with mode managed": {
    why: "Auto Mode always has its driver for disks",
    instead: "leave it out",
  },
  "addons.ingress: true with mode nodes": {
    why: "EKS installs no controller for Ingress objects",
    instead: "use mode: managed, or install the AWS Load Balancer Controller",
  },
  "addons.ingress: false with mode managed": {
    why: "Auto Mode always has its controller for load balancers",
    instead: "leave it out",
  },
  "storageClass(fast) with mode nodes": {
    why: "the driver's add-on makes one storage class, of gp3",
    instead: "make a StorageClass of type io2 in the cluster, and use its name",
  },
  "storageClass with mode managed": {
    why: "Auto Mode makes no storage class",
    instead: "make a StorageClass for the provisioner ebs.csi.eks.amazonaws.com, and use its name",
  },
};

export const gcpUnsupported: Limitations = {
  "nodePools with mode managed": nodePoolsWithManaged,
  "upgrade: manual with mode managed": {
    why: "Autopilot clusters are always in a release channel",
    instead: "use stable",
  },
  "logs.retentionDays": {
    why: "logs are kept as long as the project's log bucket says",
    instead: "leave it out, and set the retention of the log bucket _Default",
  },
  serviceRange: {
    why: "the range is part of the network",
    instead: "give serviceRange to the Network",
  },
  podRange: {
    why: "the range is part of the network",
    instead: "give podRange to the Network",
  },
  "addons.disk: false with mode managed": {
    why: "Autopilot always has its driver for disks",
    instead: "leave it out",
  },
  "addons.networkPolicy: false": {
    why: "Dataplane V2 always enforces policies",
    instead: "leave it out; without NetworkPolicy objects nothing is refused",
  },
  "addons.metrics: false": {
    why: "GKE always serves metrics",
    instead: "leave it out",
  },
  "addons.ingress: false with mode managed": {
    why: "Autopilot always has its controller for load balancers",
    instead: "leave it out",
  },
};

export const azureUnsupported: Limitations = {
  "nodePools with mode managed": nodePoolsWithManaged,
  "upgrade: stable": {
    why: "AKS's stable channel raises the minor above the one that the program states",
    instead: "use regular, which takes patches only",
  },
  "endpoint.private with endpoint.public": {
    why: "AKS has one address for the API, inside the network or on the internet",
    instead: "leave one of the two out",
  },
  "addons.networkPolicy: false": {
    why: "the Cilium data plane always enforces policies",
    instead: "leave it out; without NetworkPolicy objects nothing is refused",
  },
  "addons.metrics: false": {
    why: "AKS always serves metrics",
    instead: "leave it out",
  },
};
