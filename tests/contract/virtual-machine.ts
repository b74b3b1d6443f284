import type { CloudName, Identity, Target } from "../../components/core/clouds.js";
import { Bucket, Network, type NetworkLike, VirtualMachine } from "../../components/index.js";
import type { CloudRow, Make, Row } from "./table.js";

type Loose = Readonly<Record<string, unknown>>;

/** A network that exists already: the component's own resources are what a row is about. */
function networkOf(target: Target, zones = zonesOf(target)): NetworkLike<CloudName> {
  const ids = (tier: string) => (target.cloud === "aws" ? zones.map((zone) => `${tier}-${zone}`) : [tier]);
  return Network.fromExisting("existing", {
    target: target as Target<CloudName>,
    id: "network",
    cidr: "10.0.0.0/16",
    zones,
    subnetIds: { private: ids("private"), public: ids("public") },
  });
}

function zonesOf({ cloud, region }: Target): string[] {
  if (cloud === "aws") return [`${region}a`, `${region}b`];
  if (cloud === "gcp") return [`${region}-b`, `${region}-c`];
  return ["1", "2"];
}

/** A program with one machine of these options. */
function machine(options: Loose = {}): Make {
  return (name, target, extra = {}) => {
    const network = networkOf(target);
    new VirtualMachine(name, { image: "ubuntu-24.04", ...options, ...extra, target, network } as never);
  };
}

/** A machine that another one may reach and that may read a bucket; what is added goes to the first. */
const connected: Make = (name, target, extra = {}) => {
  const network = networkOf(target);
  const client = new VirtualMachine(`${name}-client`, { target, network, image: "ubuntu-24.04" });
  const ingress = { app: { port: 8080, from: client.source } };
  const one = new VirtualMachine(name, { image: "ubuntu-24.04", ingress, ...extra, target, network } as never);
  const bucket = new Bucket(`${name}-files`, { target, deletionProtection: false });
  bucket.grantRead(one.identity as Identity<CloudName>);
};

/** A public machine in a network of this program, whose tier lets in what the machine does. */
const inOwnNetwork: Make = (name, target, extra = {}) => {
  const network = new Network(`${name}-network`, { target });
  const ingress = { web: { port: 443, from: ["0.0.0.0/0", "::/0", "10.0.0.0/8"] } };
  new VirtualMachine(name, { image: "ubuntu-24.04", public: true, ingress, ...extra, target, network } as never);
};

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILzkA8P0x8YLk/uQP8gY86WquduzqVMEzNA3jFc1WtJl nobody";
const everything: Loose = {
  size: "medium",
  dataDisks: { data: { sizeGiB: 100, tier: "fast", mount: "/data" }, scratch: { sizeGiB: 50 } },
  cloudInit: { packages: ["nginx"], run: ["systemctl enable --now nginx"] },
  ingress: { web: { port: { from: 8000, to: 8099 }, from: ["10.1.0.0/16", "2001:db8::/32"] } },
  login: { sshPublicKey: key },
  public: true,
  backup: { keepDays: 7 },
  deletionProtection: true,
};
const unprotected = { deletionProtection: false };
const variants = {
  defaults: machine(),
  everything: machine(everything),
  connected,
  "in a network of this program": inOwnNetwork,
};
/** Titles are those of the table of rules in docs/virtual-machine.md, which a test holds to these. */
const sshTitle = "`ingress` of port 22 from the whole internet";
const rdpTitle = "`ingress` of port 3389 from the whole internet";
const databaseTitle = "`ingress` of a database's port from the whole internet";
const httpTitle = "`ingress` of port 80 from the whole internet";
const secretTitle = "a password or a private key in `cloudInit`";
const open = { ingress: { ssh: { port: { from: 20, to: 30 }, from: ["10.0.0.0/8", "0.0.0.0/0"] } } };
const openAt = (port: number) => ({ ingress: { open: { port, from: ["0.0.0.0/0"] } } });
const withPassword = { run: ["DB_PASSWORD=correct-horse /opt/app/start"] };

const awsRow: CloudRow = {
  variants,
  loosenings: [
    { title: sshTitle, args: open, rules: ["aws-net-ssh-open"] },
    { title: rdpTitle, args: openAt(3389), rules: ["aws-net-rdp-open"] },
    { title: databaseTitle, args: openAt(5432), rules: ["aws-net-data-ports-open"] },
    { title: httpTitle, args: openAt(80), rules: ["aws-net-http-open"] },
    { title: "`public: true`", args: { public: true }, rules: ["aws-ec2-public-ip"] },
    { title: secretTitle, args: { cloudInit: withPassword }, rules: ["aws-ec2-userdata-secret"] },
    {
      title: '`aws: { instance: { metadataOptions: { httpTokens: "optional" } } }`',
      args: { aws: { instance: { metadataOptions: { httpTokens: "optional" } } } },
      rules: ["aws-ec2-imdsv2"],
    },
    {
      title: "`aws: { dataDisk: { encrypted: false } }`",
      args: { dataDisks: { data: { sizeGiB: 10 } }, aws: { dataDisk: { encrypted: false } } },
      rules: ["aws-ec2-ebs-encrypted"],
    },
  ],
  undecidedInPreview: [],
  unsupported: { "deletionProtection with spot": machine({ spot: true, deletionProtection: true }) },
  unprotected,
};

const gcpRow: CloudRow = {
  variants,
  loosenings: [
    { title: sshTitle, args: open, rules: ["gcp-fw-ssh-open"] },
    { title: rdpTitle, args: openAt(3389), rules: ["gcp-fw-rdp-open"] },
    { title: databaseTitle, args: openAt(5432), rules: ["gcp-fw-all-open"] },
    { title: httpTitle, args: openAt(80), rules: ["gcp-fw-http-open"] },
    { title: "`public: true`", args: { public: true }, rules: ["gcp-vm-public-ip"] },
    { title: "`login: { sshPublicKey }`", args: { login: { sshPublicKey: key } }, rules: ["gcp-vm-os-login"] },
    { title: secretTitle, args: { cloudInit: withPassword }, rules: ["gcp-vm-startup-secret"] },
  ],
  undecidedInPreview: [],
  unsupported: {
    "size: small with arch: arm64": machine({ arch: "arm64" }),
    "cloudInit with image: debian-12": machine({ image: "debian-12", cloudInit: { packages: ["nginx"] } }),
    "dataDisks.*.mount with image: debian-12": machine({
      image: "debian-12",
      dataDisks: { data: { sizeGiB: 10, mount: "/data" } },
    }),
  },
  unprotected,
};

const azureRow: CloudRow = {
  variants,
  loosenings: [
    { title: sshTitle, args: open, rules: ["az-net-ssh-open"] },
    {
      title: "`ingress` of port 3389 from the whole internet",
      args: { ingress: { desktop: { port: 3389, from: ["0.0.0.0/0"] } } },
      rules: ["az-net-rdp-open"],
    },
    {
      title: "`ingress` of a database's port from the whole internet",
      args: { ingress: { database: { port: 5432, from: ["0.0.0.0/0"] } } },
      rules: ["az-net-data-ports-open"],
    },
    {
      title: "`ingress` of port 80 from the whole internet",
      args: { ingress: { web: { port: 80, from: ["0.0.0.0/0"] } } },
      rules: ["az-net-http-open"],
    },
    {
      title: "`ingress` of UDP from the whole internet",
      args: { ingress: { names: { port: 53, protocol: "udp", from: ["0.0.0.0/0"] } } },
      rules: ["az-net-udp-open"],
    },
    { title: "`public: true`", args: { public: true }, rules: ["az-net-nic-public-ip"] },
    {
      title: "a password or a private key in `cloudInit`",
      args: { cloudInit: { run: ["echo DB_PASSWORD=correct-horse >> /etc/shop.env"] } },
      rules: ["az-vm-userdata-secret"],
    },
    {
      title: '`arch: "arm64"` with `size: "small"` on Azure',
      args: { arch: "arm64", size: "small" },
      rules: ["az-vm-trusted-launch"],
    },
  ],
  undecidedInPreview: [],
  unsupported: { "spot with a size of the B family": machine({ spot: true }) },
  unprotected,
};

export const virtualMachineRow: Row = {
  component: "virtual-machine",
  implementation: (target: Target) => target.implementations.virtualMachine as never,
  clouds: { aws: awsRow, gcp: gcpRow, azure: azureRow },
};
