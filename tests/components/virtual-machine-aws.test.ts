import { describe, expect, it } from "vitest";
import { Bucket } from "../../components/index.js";
import { inputsOf, inventory } from "./bucket-support.js";
import { machineOn, made, optionsOf, recorded, targets } from "./virtual-machine-support.js";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILzkA8P0x8YLk/uQP8gY86WquduzqVMEzNA3jFc1WtJl nobody";
const instance = "aws:ec2/instance:Instance";

describe("a machine on AWS", () => {
  it("is private, encrypted, with version 2 of the metadata service and an identity without rights", async () => {
    expect(inventory(await made("aws"))).toEqual({
      "aws:ec2/instance:Instance web": {
        ami: "ami-0123456789abcdef0",
        instanceType: "t3.medium",
        subnetId: "private-subnet-a",
        associatePublicIpAddress: false,
        vpcSecurityGroupIds: ["web-id"],
        iamInstanceProfile: "web-name",
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        rootBlockDevice: {
          volumeType: "gp3",
          volumeSize: 20,
          encrypted: true,
          deleteOnTermination: true,
          tags: { Name: "web" },
        },
        disableApiTermination: false,
        tags: { Name: "web" },
      },
      "aws:ec2/securityGroup:SecurityGroup web": {
        vpcId: "network-id",
        description: "Machine web",
        tags: { Name: "web" },
      },
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-egress-ipv4": {
        securityGroupId: "web-id",
        description: "The machine reaches what its tier reaches",
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
      },
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-egress-ipv6": {
        securityGroupId: "web-id",
        description: "The machine reaches what its tier reaches",
        ipProtocol: "-1",
        cidrIpv6: "::/0",
      },
      "aws:iam/role:Role web": {
        description: "Machine web",
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
        }),
      },
      "aws:iam/instanceProfile:InstanceProfile web": { role: "web-name" },
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment web-session": {
        role: "web-name",
        policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      },
    });
  });

  it("lets in each range and each group by a rule of its own", async () => {
    const seen = inventory(
      await made("aws", {
        ingress: {
          web: { port: 443, from: ["10.0.0.0/8", "2001:db8::/32"] },
          syslog: { port: { from: 514, to: 520 }, protocol: "udp", from: { securityGroupId: "sg-0123456789abcdef0" } },
        },
      }),
    );
    const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const rules = Object.entries(seen).filter(([name]) => name.startsWith(rule));
    const web = { securityGroupId: "web-id", description: "Rule web", ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    expect(Object.fromEntries(rules)).toEqual({
      [`${rule} web-ingress-web-10.0.0.0-8`]: { ...web, cidrIpv4: "10.0.0.0/8" },
      [`${rule} web-ingress-web-2001-db8---32`]: { ...web, cidrIpv6: "2001:db8::/32" },
      [`${rule} web-ingress-syslog`]: {
        securityGroupId: "web-id",
        description: "Rule syslog",
        ipProtocol: "udp",
        fromPort: 514,
        toPort: 520,
        referencedSecurityGroupId: "sg-0123456789abcdef0",
      },
    });
  });

  it("keeps its image and its first steps until it is told to replace itself", async () => {
    const keptBy = async (args: object) => {
      const found = (await made("aws", { cloudInit: { run: ["x"] }, ...args })).find(({ type }) => type === instance);
      return [found?.ignoreChanges, found?.inputs.userDataReplaceOnChange];
    };
    expect(await keptBy({})).toEqual([["ami", "userData"], false]);
    expect(await keptBy({ replaceWhenChanged: ["image"] })).toEqual([["userData"], false]);
    expect(await keptBy({ replaceWhenChanged: ["cloudInit"] })).toEqual([["ami"], true]);
    expect(await keptBy({ replaceWhenChanged: ["image", "cloudInit"] })).toEqual([[], true]);
  });

  it("is another machine when its architecture is another one", async () => {
    expect((await optionsOf("aws", "instance", { arch: "arm64" })).replacementTrigger).toBe("arm64");
  });

  it("merges an override into what it has, at every depth", async () => {
    const override = { rootBlockDevice: { kmsKeyId: "key" }, metadataOptions: { httpPutResponseHopLimit: 2 } };
    const { rootBlockDevice, metadataOptions } = inputsOf(
      await made("aws", { aws: { instance: override } }),
      instance,
      "web",
    );
    expect(rootBlockDevice).toMatchObject({ encrypted: true, volumeSize: 20, kmsKeyId: "key" });
    expect(metadataOptions).toEqual({ httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 });
  });

  it("takes an image by its id, and asks for one by name in the machine's architecture", async () => {
    const own = await made("aws", { image: { aws: "ami-00000000000000001" } });
    expect(inputsOf(own, instance, "web").ami).toBe("ami-00000000000000001");
    const asked: unknown[] = [];
    const { record } = await import("../support/record.js");
    await record(() => void machineOn("aws", { arch: "arm64" }), {
      call(token, inputs) {
        asked.push([token, inputs.name, inputs.withDecryption]);
        return { insecureValue: "ami-0123456789abcdef0" };
      },
    });
    expect(asked).toEqual([
      [
        "aws:ssm/getParameter:getParameter",
        "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id",
        false,
      ],
    ]);
  });

  it("installs the agent of Session Manager where Debian's image has none", async () => {
    const userData = async (args: Readonly<Record<string, unknown>>) =>
      inputsOf(await made("aws", args), instance, "web").userData;
    expect(await userData({ image: "debian-12", arch: "arm64" })).toContain(
      "https://s3.eu-west-1.amazonaws.com/amazon-ssm-eu-west-1/latest/debian_arm64/amazon-ssm-agent.deb",
    );
    expect(await userData({ image: "debian-12", login: { sshPublicKey: key } })).not.toContain("amazon-ssm-agent");
    expect(await userData({ image: "ubuntu-24.04" })).toBeUndefined();
  });

  it("takes a key for one user, and then needs no rights for sessions", async () => {
    const seen = await made("aws", { login: { sshPublicKey: `${key}\n`, user: "jo" } });
    expect(inputsOf(seen, "aws:ec2/keyPair:KeyPair", "web").publicKey).toBe(key);
    const { keyName, userData } = inputsOf(seen, instance, "web");
    expect(keyName).toBe("web-of-nobody");
    expect(userData).toBe('#cloud-config\n{\n  "user": {\n    "name": "jo"\n  }\n}\n');
    expect(seen.filter(({ type }) => type.includes("RolePolicyAttachment"))).toEqual([]);
  });

  it("has disks that outlive it, in its zone, at places that follow from their names", async () => {
    const dataDisks = { data: { sizeGiB: 50, tier: "fast", mount: "/data" }, more: { sizeGiB: 20 } };
    const seen = await made("aws", { dataDisks, zone: "b", deletionProtection: true });
    expect(inputsOf(seen, "aws:ebs/volume:Volume", "web-disk-data")).toEqual({
      availabilityZone: "eu-west-1b",
      size: 50,
      type: "gp3",
      iops: 12_000,
      throughput: 500,
      encrypted: true,
      tags: { Name: "web-disk-data" },
    });
    expect(seen.find(({ type }) => type === "aws:ebs/volume:Volume")?.ignoreChanges).toEqual(["availabilityZone"]);
    const place = (disks: object, name: string) =>
      made("aws", { dataDisks: disks }).then((all) => {
        return inputsOf(all, "aws:ec2/volumeAttachment:VolumeAttachment", `web-disk-${name}`).deviceName;
      });
    expect(await place(dataDisks, "data")).toBe("/dev/sdj");
    expect(await place({ first: { sizeGiB: 4 }, ...dataDisks }, "data")).toBe("/dev/sdj");
    expect(seen.filter(({ protect }) => protect).map(({ name }) => name)).toEqual([
      "web-disk-data",
      "web-disk-more",
      "web",
    ]);
    expect(inputsOf(seen, instance, "web").disableApiTermination).toBe(true);
    expect(inputsOf(seen, instance, "web").userData).toContain(
      "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0",
    );
  });

  it("is copied every day by a policy that finds it alone", async () => {
    const seen = await made("aws", { backup: { keepDays: 14 } });
    expect(inputsOf(seen, "aws:dlm/lifecyclePolicy:LifecyclePolicy", "web-backup").policyDetails).toEqual({
      resourceTypes: ["INSTANCE"],
      targetTags: { "groundplan-backup": "project/stack/web" },
      schedules: [
        {
          name: "daily",
          copyTags: true,
          createRule: { interval: 24, intervalUnit: "HOURS", times: "03:00" },
          retainRule: { interval: 14, intervalUnit: "DAYS" },
        },
      ],
    });
    expect(inputsOf(seen, instance, "web").tags).toEqual({ Name: "web", "groundplan-backup": "project/stack/web" });
  });

  it("gets an address that stays when it is public, and can be spot capacity", async () => {
    const seen = await made("aws", { public: true, spot: true });
    expect(inputsOf(seen, "aws:ec2/eip:Eip", "web")).toEqual({
      domain: "vpc",
      instance: "web-id",
      tags: { Name: "web" },
    });
    const { associatePublicIpAddress, subnetId, instanceMarketOptions } = inputsOf(seen, instance, "web");
    expect([associatePublicIpAddress, subnetId]).toEqual([undefined, "public-subnet-a"]);
    expect(instanceMarketOptions).toEqual({
      marketType: "spot",
      spotOptions: { spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" },
    });
  });

  it("is somebody who can be granted something, and whom others can let in", async () => {
    const seen = await recorded(() => {
      const machine = machineOn("aws");
      const bucket = new Bucket("files", { target: targets.aws, deletionProtection: false });
      bucket.grantRead(machine.identity as never);
      machineOn("aws", { ingress: { app: { port: 80, from: machine.source } } }, "other");
    });
    expect(inputsOf(seen, "aws:iam/rolePolicy:RolePolicy", "files-read-web").role).toBe("web-name");
    const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(inputsOf(seen, rule, "other-ingress-app").referencedSecurityGroupId).toBe("web-id");
  });
});
