import { describe, expect, it } from "vitest";
import { inputsOf, inventory } from "./bucket-support.js";
import { machineOn, made, optionsOf, recorded } from "./virtual-machine-support.js";

const key = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY= jo";
const instance = "gcp:compute/instance:Instance";
const account = "web-vm-217622@acme-dev.iam.gserviceaccount.com";

describe("a machine on GCP", () => {
  it("is private, shielded, without keys, and runs as an account of its own without rights", async () => {
    expect(inventory(await made("gcp"))).toEqual({
      "gcp:compute/instance:Instance web": {
        zone: "europe-west1-b",
        machineType: "e2-medium",
        networkInterfaces: [{ subnetwork: "private-subnet" }],
        bootDisk: {
          autoDelete: true,
          initializeParams: {
            image: "projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64",
            size: 20,
            type: "pd-balanced",
          },
        },
        serviceAccount: { email: account, scopes: ["cloud-platform"] },
        shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
        metadata: { "enable-oslogin": "TRUE", "block-project-ssh-keys": "TRUE", "serial-port-enable": "FALSE" },
        allowStoppingForUpdate: true,
        deletionProtection: false,
      },
      "gcp:serviceaccount/account:Account web": { accountId: "web-vm-217622", displayName: "Machine web" },
      "gcp:compute/firewall:Firewall web-session": {
        network: "network-id",
        direction: "INGRESS",
        description: "Logins to machine web through Identity-Aware Proxy",
        allows: [{ protocol: "tcp", ports: ["22"] }],
        sourceRanges: ["35.235.240.0/20"],
        targetServiceAccounts: [account],
      },
    });
  });

  it("lets in ranges of one family, or an account, by a rule for itself alone", async () => {
    const seen = await made("gcp", {
      ingress: {
        web: { port: { from: 8000, to: 8099 }, from: ["10.0.0.0/8", "2001:db8::/32", "172.16.0.0/12"] },
        dns: { port: 53, protocol: "udp", from: { serviceAccountEmail: "app@acme-dev.iam.gserviceaccount.com" } },
      },
    });
    const firewall = "gcp:compute/firewall:Firewall";
    const web = {
      network: "network-id",
      direction: "INGRESS",
      description: "Rule web of machine web",
      allows: [{ protocol: "tcp", ports: ["8000-8099"] }],
      targetServiceAccounts: [account],
    };
    expect(inputsOf(seen, firewall, "web-ingress-web")).toEqual({
      ...web,
      sourceRanges: ["10.0.0.0/8", "172.16.0.0/12"],
    });
    expect(inputsOf(seen, firewall, "web-ingress-web-ipv6")).toEqual({ ...web, sourceRanges: ["2001:db8::/32"] });
    expect(inputsOf(seen, firewall, "web-ingress-dns")).toEqual({
      ...web,
      description: "Rule dns of machine web",
      allows: [{ protocol: "udp", ports: ["53"] }],
      sourceServiceAccounts: ["app@acme-dev.iam.gserviceaccount.com"],
    });
  });

  it("keeps its image and its first steps until it is told to replace itself", async () => {
    const keptBy = async (args: object) =>
      (await made("gcp", { cloudInit: { run: ["x"] }, ...args })).find(({ type }) => type === instance)?.ignoreChanges;
    const [image, userData] = ["bootDisk.initializeParams.image", 'metadata["user-data"]'];
    expect(await keptBy({})).toEqual(["attachedDisks", image, userData]);
    expect(await keptBy({ replaceWhenChanged: ["image"] })).toEqual(["attachedDisks", userData]);
    expect(await keptBy({ replaceWhenChanged: ["cloudInit"] })).toEqual(["attachedDisks", image]);
  });

  it("is replaced by another architecture and, when it is told so, by other first steps", async () => {
    const options = (args: object) =>
      optionsOf("gcp", "instance", { size: "medium", cloudInit: { run: ["x"] }, ...args });
    const { replacementTrigger, replaceOnChanges } = await options({ arch: "arm64" });
    expect([replacementTrigger, replaceOnChanges]).toEqual(["arm64", undefined]);
    expect((await options({ replaceWhenChanged: ["cloudInit"] })).replaceOnChanges).toEqual(['metadata["user-data"]']);
  });

  it("keeps a disk that is there, whatever zone or type is asked for later", async () => {
    const seen = await made("gcp", { dataDisks: { data: { sizeGiB: 50 } } });
    expect(seen.find(({ type }) => type === "gcp:compute/disk:Disk")?.ignoreChanges).toEqual(["type", "zone"]);
  });

  it("merges an override into what it has, at every depth", async () => {
    const override = { metadata: { team: "core" } };
    expect(inputsOf(await made("gcp", { gcp: { instance: override } }), instance, "web").metadata).toEqual({
      "enable-oslogin": "TRUE",
      "block-project-ssh-keys": "TRUE",
      "serial-port-enable": "FALSE",
      team: "core",
    });
  });

  it("takes a key for one user, and no project's keys; OS Login would ignore it", async () => {
    const seen = await made("gcp", { login: { sshPublicKey: `${key}\n` } });
    expect(inputsOf(seen, instance, "web").metadata).toEqual({
      "enable-oslogin": "FALSE",
      "block-project-ssh-keys": "TRUE",
      "serial-port-enable": "FALSE",
      "ssh-keys": `ops:${key}`,
    });
    expect(seen.filter(({ type }) => type.includes("Firewall"))).toEqual([]);
  });

  it("has disks of the kind that the machine type takes", async () => {
    const dataDisks = { data: { sizeGiB: 50, tier: "fast" }, more: { sizeGiB: 20 } };
    const typesOf = async (size: unknown, arch: string) => {
      const seen = await made("gcp", { dataDisks, size, arch, zone: "b" });
      const { initializeParams } = inputsOf(seen, instance, "web").bootDisk as { initializeParams: { type: string } };
      const disk = (name: string) => {
        const { type, provisionedIops, zone } = inputsOf(seen, "gcp:compute/disk:Disk", `web-disk-${name}`);
        return [type, provisionedIops, zone];
      };
      return [initializeParams.type, disk("data"), disk("more")];
    };
    const zone = "europe-west1-c";
    expect(await typesOf("small", "x86_64")).toEqual([
      "pd-balanced",
      ["pd-ssd", undefined, zone],
      ["pd-balanced", undefined, zone],
    ]);
    expect(await typesOf("medium", "arm64")).toEqual([
      "hyperdisk-balanced",
      ["hyperdisk-balanced", 12_000, zone],
      ["hyperdisk-balanced", undefined, zone],
    ]);
  });

  it("mounts a disk by the name that it is attached under", async () => {
    const seen = await made("gcp", { dataDisks: { data: { sizeGiB: 50, mount: "/data" } } });
    expect(inputsOf(seen, "gcp:compute/attachedDisk:AttachedDisk", "web-disk-data")).toEqual({
      deviceName: "data",
      disk: "https://example.com/web-disk-data",
      instance: "https://example.com/web",
    });
    const { metadata } = inputsOf(seen, instance, "web") as { metadata: Record<string, string> };
    expect(metadata["user-data"]).toContain("/dev/disk/by-id/google-data");
  });

  it("copies every disk by a schedule of its own", async () => {
    const seen = await made("gcp", { backup: { keepDays: 14 }, dataDisks: { data: { sizeGiB: 50 } } });
    expect(inputsOf(seen, "gcp:compute/resourcePolicy:ResourcePolicy", "web-backup").snapshotSchedulePolicy).toEqual({
      schedule: { dailySchedule: { daysInCycle: 1, startTime: "03:00" } },
      retentionPolicy: { maxRetentionDays: 14, onSourceDiskDelete: "APPLY_RETENTION_POLICY" },
      snapshotProperties: { storageLocations: "europe-west1" },
    });
    const type = "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment";
    const attached = { zone: "europe-west1-b", name: "web-backup-name" };
    expect(inputsOf(seen, type, "web-backup-system")).toEqual({ ...attached, disk: "web-name" });
    expect(inputsOf(seen, type, "web-backup-data")).toEqual({ ...attached, disk: "web-disk-data-name" });
  });

  it("can be public, spot capacity, and protected", async () => {
    const seen = await made("gcp", { public: true, spot: true, deletionProtection: true, size: "medium" });
    const { scheduling, deletionProtection, networkInterfaces } = inputsOf(seen, instance, "web");
    expect(scheduling).toEqual({
      provisioningModel: "SPOT",
      preemptible: true,
      automaticRestart: false,
      onHostMaintenance: "TERMINATE",
      instanceTerminationAction: "STOP",
    });
    expect(deletionProtection).toBe(true);
    expect(networkInterfaces).toEqual([{ subnetwork: "public-subnet", accessConfigs: [{ natIp: "198.51.100.7" }] }]);
    expect(seen.find(({ type }) => type === instance)?.protect).toBe(true);
    expect((await optionsOf("gcp", "instance", { public: true })).deleteBeforeReplace).toBe(true);
    expect((await optionsOf("gcp", "instance")).deleteBeforeReplace).toBeUndefined();
  });

  it("is somebody whom others can let in", async () => {
    const seen = await recorded(() => {
      const machine = machineOn("gcp");
      machineOn("gcp", { ingress: { app: { port: 80, from: machine.source } } }, "other");
    });
    expect(inputsOf(seen, "gcp:compute/firewall:Firewall", "other-ingress-app").sourceServiceAccounts).toEqual([
      account,
    ]);
  });
});
