import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { aws } from "../../../components/aws.js";
import { azure } from "../../../components/azure.js";
import { gcp } from "../../../components/gcp.js";
import { Network, type NetworkLike, type Target, UnsupportedError } from "../../../components/index.js";
import { failure, type Registered, record } from "../../support/record.js";
import { type AnyOptions, type Cloud, childrenOf, clouds, lines, network, targets, world } from "./support.js";

/** Arguments under which every kind of child of a cloud exists, peering's aside. */
const everything: Record<Cloud, AnyOptions> = {
  aws: { ipv6: true, endpoints: ["objectStorage", "logs"] },
  gcp: {},
  azure: {},
};
const known = async <T>(output: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((resolve) => (output === undefined ? resolve(undefined) : output.apply(resolve)));

/** An argument to set on kinds that have no tags or labels. */
const probes: Record<Cloud, Record<string, string>> = {
  aws: { routeTableAssociation: "gatewayId", route: "carrierGatewayId", flowLogPolicy: "namePrefix" },
  gcp: {
    network: "description",
    subnetwork: "description",
    route: "description",
    firewall: "description",
    router: "description",
    nat: "type",
    dnsPolicy: "description",
    dnsRecord: "project",
  },
  azure: {
    subnet: "sharingScope",
    securityRule: "description",
    flowLogBlobs: "defaultServiceVersion",
    flowLogGrant: "description",
  },
};

describe("a flow log on Azure", () => {
  it("is replaced with the network that it records: it cannot be moved, and the new one has its name", async () => {
    let options: pulumi.CustomResourceOptions = {};
    const flowLog = (args: object, opts: pulumi.CustomResourceOptions) => {
      options = opts;
      return args;
    };
    await childrenOf("azure", { azure: { flowLog } });
    expect([options.replaceOnChanges, options.deleteBeforeReplace]).toEqual([["targetResourceId"], true]);
  });
});

describe("overrides", () => {
  it.each(clouds)("as objects reach each their own kind of child on %s", async (cloud) => {
    const override = (kind: string) => {
      const { property, value } = probe(cloud, kind);
      return { [property]: value };
    };
    const overrides = Object.fromEntries(kindsOf(cloud).map((kind) => [kind, override(kind)]));
    const children = await childrenOf(cloud, { ...everything[cloud], [cloud]: overrides });
    expectEachReached(cloud, children);
  });

  it.each(clouds)("as functions get arguments, options and name of each child on %s", async (cloud) => {
    const names: string[] = [];
    const override =
      (kind: string) => (args: Record<string, unknown>, opts: pulumi.CustomResourceOptions, name: string) => {
        const { property, value } = probe(cloud, kind);
        const tags = typeof value === "object" ? { ...(args[property] as object), ...value } : value;
        names.push(name);
        opts.protect = true;
        return { ...args, [property]: tags };
      };
    const overrides = Object.fromEntries(kindsOf(cloud).map((kind) => [kind, override(kind)]));
    const children = await childrenOf(cloud, { ...everything[cloud], [cloud]: overrides });
    expectEachReached(cloud, children);
    expect(children.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(children.every(({ protect }) => protect)).toBe(true);
  });

  function kindsOf(cloud: Cloud): string[] {
    return Object.keys(targets[cloud].implementations.network.children).filter((kind) => !kind.startsWith("peering"));
  }

  /** What an override of this kind sets, and nobody else's. */
  function probe(cloud: Cloud, kind: string) {
    const tags = targets[cloud].implementations.network.children[kind]?.tags;
    if (tags !== undefined) return { property: tags, value: { probe: kind } };
    return { property: probes[cloud][kind] ?? "", value: `probe-${kind}` };
  }

  function expectEachReached(cloud: Cloud, children: readonly Registered[]): void {
    for (const kind of kindsOf(cloud)) {
      const type = targets[cloud].implementations.network.children[kind]?.type() as unknown as { __pulumiType: string };
      const { property, value } = probe(cloud, kind);
      const reached = children.filter((child) => child.type === type.__pulumiType);
      expect(reached.length, kind).toBeGreaterThan(0);
      for (const child of reached)
        if (typeof value === "string") expect(child.inputs[property], child.name).toBe(value);
        else expect(child.inputs[property], child.name).toMatchObject(value);
    }
  }
});

describe("every child", () => {
  it.each(clouds)("of %s has the component as parent and the target's provider", async (cloud) => {
    const seen = await record(() => network("main", targets[cloud], everything[cloud]), world);
    const component = seen.find(({ type }) => type === "groundplan:index:Network");
    const children = seen.filter(({ type }) => !/^(pulumi:|groundplan:|azure-native:resources:)/.test(type));
    const pkg = targets[cloud].implementations.provider.package;
    for (const child of children) {
      expect(child.parent, child.name).toBe(component?.urn);
      expect(child.provider, child.name).toBe(`pulumi:providers:${pkg}::${cloud}-${targets[cloud].key}`);
    }
    expect(component?.inputs).toMatchObject({ plan: 1, cidr: "10.0.0.0/16", nat: "single" });
  });

  it("carries the target's tags, as labels on GCP, where its type has any", async () => {
    const tags = { team: "platform" };
    const tagged = [
      [aws({ region: "eu-west-1", tags }), "tags"],
      [gcp({ project: "acme-dev", region: "europe-west1", tags }), "labels"],
      [azure({ region: "swedencentral", tags }), "tags"],
    ] as const;
    for (const [target, property] of tagged) {
      const kinds = Object.values(target.implementations.network.children);
      const types = new Set(
        kinds
          .filter((kind) => kind.tags)
          .map((kind) => (kind.type() as unknown as { __pulumiType: string }).__pulumiType),
      );
      const seen = await record(() => network("main", target as Target, everything[target.cloud]), world);
      for (const { type, name, inputs } of seen.filter((resource) => types.has(resource.type)))
        expect(inputs[property], `${type} ${name}`).toMatchObject(tags);
    }
  });
});

describe("outputs", () => {
  it("of AWS have a subnet for each tier and zone", async () => {
    let found: unknown;
    await record(async () => {
      const made = network("main", targets.aws, { zones: ["eu-west-1a", null, "eu-west-1c"] });
      found = await shapeOf(made);
      expect(await known(made.defaultDenyGroupId)).toBe("main-default-id");
      expect(made.subnetsOf("private")).toEqual(made.subnetIds.private);
      expect(() => made.subnetsOf("cache")).toThrow(
        '"cache" is not a tier of this network; use one of private, public, isolated',
      );
    }, world);
    expect(found).toEqual({
      id: "main-id",
      cidr: "10.0.0.0/16",
      zones: { a: "eu-west-1a", c: "eu-west-1c" },
      subnetIds: {
        private: ["main-private-a-id", "main-private-c-id"],
        public: ["main-public-a-id", "main-public-c-id"],
        isolated: ["main-isolated-a-id", "main-isolated-c-id"],
      },
      subnetsByZone: {
        a: { private: "main-private-a-id", public: "main-public-a-id", isolated: "main-isolated-a-id" },
        c: { private: "main-private-c-id", public: "main-public-c-id", isolated: "main-isolated-c-id" },
      },
      tierKinds: { private: "private", public: "public", isolated: "isolated" },
      tierCidrs: { private: "10.0.0.0/17", public: "10.0.128.0/19", isolated: "10.0.160.0/19" },
    });
  });

  it("of Azure have one subnet for each tier, in every zone", async () => {
    let found: unknown;
    await record(async () => {
      found = await shapeOf(network("main", targets.azure, { zones: 2, tiers: { public: false, isolated: false } }));
    }, world);
    expect(found).toEqual({
      id: "main-id",
      cidr: "10.0.0.0/16",
      zones: { a: "1", b: "2" },
      subnetIds: { private: ["main-private-id"] },
      subnetsByZone: { a: { private: "main-private-id" }, b: { private: "main-private-id" } },
      tierKinds: { private: "private" },
      tierCidrs: { private: "10.0.0.0/17" },
    });
  });

  async function shapeOf(made: NetworkLike) {
    const { id, cidr, zones, subnetIds, subnetsByZone, tierKinds, tierCidrs } = made;
    return known(pulumi.output({ id, cidr, zones, subnetIds, subnetsByZone, tierKinds, tierCidrs }));
  }
});

describe("an existing network", () => {
  const existing = () =>
    Network.fromExisting("shared", {
      target: targets.aws,
      id: "vpc-1",
      cidr: "10.30.0.0/16",
      zones: ["eu-west-1a", null, "eu-west-1c"],
      subnetIds: { private: ["subnet-a", "subnet-c"], public: ["subnet-d", "subnet-e"] },
      tierCidrs: { private: "10.30.0.0/17" },
    });

  it("has the shape of one of this program, and registers nothing", async () => {
    let zones: unknown;
    const seen = await record(async () => {
      const shared = existing();
      zones = await known(pulumi.output(shared.subnetsByZone));
      expect(shared.tierKinds).toEqual({ private: "private", public: "public" });
      expect(shared.defaultDenyGroupId).toBeUndefined();
    }, world);
    expect(zones).toEqual({
      a: { private: "subnet-a", public: "subnet-d" },
      c: { private: "subnet-c", public: "subnet-e" },
    });
    expect(seen).toEqual([]);
  });

  it("must have a subnet for each zone where subnets are zonal", async () => {
    const error = await failure(() =>
      Network.fromExisting("shared", {
        target: targets.aws,
        id: "vpc-1",
        cidr: "10.0.0.0/16",
        zones: ["eu-west-1z"],
        subnetIds: { private: [] },
      }),
    );
    expect(error.message).toBe(
      'Network "shared": 2 arguments are wrong\n' +
        '  zones[0]: "eu-west-1z" is not a zone of region eu-west-1; use one of eu-west-1a, eu-west-1b, eu-west-1c\n' +
        "  subnetIds.private: 0 given; give one for each zone, 1 in the order of zones",
    );
  });

  it("can be peered with: only this side is made", async () => {
    const seen = await record(() => network("main", targets.aws, { zones: 1 }).peerWith(existing()), world);
    expect(peeringLines(seen)).toEqual([
      'aws:ec2/route:Route main-private-a-peer-shared-private {"destinationCidrBlock":"10.30.0.0/17","routeTableId":"main-private-a-id","vpcPeeringConnectionId":"main-peer-shared-id"}',
      'aws:ec2/vpcPeeringConnection:VpcPeeringConnection main-peer-shared {"autoAccept":true,"peerVpcId":"vpc-1","tags":{"Name":"main-peer-shared"},"vpcId":"main-id"}',
    ]);
  });
});

const peeringLines = (seen: readonly Registered[]) => lines(seen).filter((line) => line.includes("peer"));

describe("peering", () => {
  const two = (target: Target, options: AnyOptions = {}) =>
    [
      network("left", target, { zones: 1, ...options }),
      network("right", target, { zones: 1, cidr: "10.1.0.0/16", ...options }),
    ] as const;

  it("on AWS routes tier to tier, both ways, never to the whole network", async () => {
    const seen = await record(() => {
      const [left, right] = two(targets.aws);
      left.peerWith(right, { allow: ["private", "isolated"] });
    }, world);
    const routes = seen.filter(({ type, name }) => type === "aws:ec2/route:Route" && name.includes("peer"));
    expect(Object.fromEntries(routes.map(({ name, inputs }) => [name, inputs.destinationCidrBlock]))).toEqual({
      "left-private-a-peer-right-private": "10.1.0.0/17",
      "left-private-a-peer-right-isolated": "10.1.160.0/19",
      "left-isolated-peer-right-private": "10.1.0.0/17",
      "left-isolated-peer-right-isolated": "10.1.160.0/19",
      "right-private-a-peer-left-private": "10.0.0.0/17",
      "right-private-a-peer-left-isolated": "10.0.160.0/19",
      "right-isolated-peer-left-private": "10.0.0.0/17",
      "right-isolated-peer-left-isolated": "10.0.160.0/19",
    });
    const connections = seen.filter(({ type }) => type.includes("PeeringConnection"));
    expect(connections.map(({ name, inputs }) => [name, inputs.autoAccept])).toEqual([["left-peer-right", true]]);
  });

  it("on AWS across regions and accounts has an accepter with the other side's provider", async () => {
    const far = aws({ region: "us-east-1", accountId: "123456789012" });
    const seen = await record(() => {
      const left = network("left", targets.aws, { zones: 1 });
      const right = network("right", far, { zones: ["us-east-1a"], cidr: "10.1.0.0/16" });
      left.peerWith(right);
    }, world);
    const [asked, agreed] = ["VpcPeeringConnection", "VpcPeeringConnectionAccepter"].map((type) =>
      seen.find((resource) => resource.type.endsWith(`:${type}`)),
    );
    expect(asked?.inputs).toMatchObject({ peerRegion: "us-east-1", peerOwnerId: "123456789012" });
    expect(asked?.inputs.autoAccept).toBeUndefined();
    expect([agreed?.name, agreed?.provider, agreed?.inputs.autoAccept]).toEqual([
      "right-peer-left",
      "pulumi:providers:aws::aws-us-east-1",
      true,
    ]);
  });

  it.each(["gcp", "azure"] as const)("on %s makes both sides, one after the other", async (cloud) => {
    const seen = await record(() => {
      const left = network("left", targets[cloud]);
      const ranges = cloud === "gcp" ? { podRange: "100.66.0.0/16", serviceRange: "100.67.0.0/20" } : {};
      left.peerWith(network("right", targets[cloud], { cidr: "10.1.0.0/16", ...ranges }));
    }, world);
    const peerings = seen.filter(({ name }) => name.includes("peer"));
    expect(
      peerings.map(({ name, dependsOn }) => [name, dependsOn.some((urn) => urn.endsWith("::left-peer-right"))]),
    ).toEqual([
      ["left-peer-right", false],
      ["right-peer-left", true],
    ]);
  });

  it("on GCP compares the ranges of pods and services as well", async () => {
    const error = await failure(() => {
      const [left, right] = two(targets.gcp);
      left.peerWith(right);
    }, world);
    expect(error.message).toBe(
      'Network "left", peerWith: 2 arguments are wrong\n' +
        "  other: its podRange 100.64.0.0/16 overlaps this network's podRange, 100.64.0.0/16; give one of the two another range\n" +
        "  other: its serviceRange 100.65.0.0/20 overlaps this network's serviceRange, 100.65.0.0/20; give one of the two another range",
    );
  });

  it("of which a cloud knows only whole networks refuses a choice of tiers", async () => {
    for (const cloud of ["gcp", "azure"] as const) {
      const error = await failure(() => {
        const left = network("left", targets[cloud]);
        const ranges = cloud === "gcp" ? { podRange: "100.66.0.0/16", serviceRange: "100.67.0.0/20" } : {};
        const right = network("right", targets[cloud], { cidr: "10.1.0.0/16", ...ranges });
        left.peerWith(right, { allow: ["private"] });
      }, world);
      expect(error).toBeInstanceOf(UnsupportedError);
      expect(error).toMatchObject({ cloud, argument: "peerWith.allow" });
    }
  });

  it.each<[string, (left: Network, right: Network) => void, string]>([
    [
      "itself",
      (left) => left.peerWith(left),
      'network "left" would be joined with itself, or with one of the same name; use another network',
    ],
    [
      "the same one twice",
      (left, right) => {
        left.peerWith(right);
        right.peerWith(left);
      },
      'network "left" is joined with this one already; one call makes both sides',
    ],
    [
      "a tier that neither has",
      (left, right) => left.peerWith(right, { allow: ["cache"] }),
      'allow[0]: "cache" is a tier of neither network; use private, public, isolated',
    ],
    [
      "an overlapping range",
      (left) => left.peerWith(network("other", targets.aws, { zones: 1, cidr: "10.0.64.0/18" })),
      "other: its cidr 10.0.64.0/18 overlaps this network's cidr, 10.0.0.0/16; give one of the two another range",
    ],
    [
      "another cloud",
      (left) => left.peerWith(network("other", targets.gcp, { cidr: "10.9.0.0/16" }) as Network),
      'network "other" is on gcp, this one on aws; join networks of one cloud',
    ],
  ])("refuses %s", async (_, join, problem) => {
    const error = await failure(() => join(...two(targets.aws)), world);
    expect(error.message).toContain(problem);
  });
});
