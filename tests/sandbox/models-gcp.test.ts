import { beforeEach, describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import { UNKNOWN, type WorldObject } from "../../sandbox/types.js";
import { failures, refusal, sessionOf, TestWorld } from "./models-world.js";

const session = sessionOf("gcp", { account: "acme-dev" });
const compute = "https://www.googleapis.com/compute/v1/";

let world: TestWorld;
let network: WorldObject;
let subnetwork: WorldObject;

beforeEach(() => {
  world = new TestWorld();
  network = world.create(session, "gcp:compute/network:Network", "main", { autoCreateSubnetworks: false });
  subnetwork = world.create(session, "gcp:compute/subnetwork:Subnetwork", "main", {
    network: network.id,
    ipCidrRange: "10.0.0.0/20",
    secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "100.64.0.0/16" }],
  });
});

describe("ids, names and links", () => {
  it("have the forms of the API", () => {
    expect(network.inputs.name).toMatch(/^main-[0-9a-f]{7}$/);
    expect(network.id).toBe(`projects/acme-dev/global/networks/${network.inputs.name}`);
    expect(network.outputs.selfLink).toBe(compute + network.id);
    expect(subnetwork.id).toBe(`projects/acme-dev/regions/europe-west1/subnetworks/${subnetwork.inputs.name}`);
    expect(subnetwork.outputs).toMatchObject({
      gatewayAddress: "10.0.0.1",
      region: "europe-west1",
      project: "acme-dev",
    });
  });

  it("give a service account its email in the preview already", () => {
    const type = "gcp:serviceaccount/account:Account";
    const planned = world.preview(session, type, "worker", { accountId: "worker" });
    expect(planned).toMatchObject({ email: "worker@acme-dev.iam.gserviceaccount.com", uniqueId: UNKNOWN });
    expect(world.create(session, type, "worker", { accountId: "worker" }).outputs.uniqueId).toMatch(/^\d{21}$/);
  });

  it("put the provider's own label beside the resource's", () => {
    const labelled = sessionOf("gcp", { config: { defaultLabels: { team: "a" } } });
    const bucket = world.create(labelled, "gcp:storage/bucket:Bucket", "Logs", {
      location: "EU",
      labels: { env: "dev" },
    });
    expect(bucket.id).toMatch(/^logs-[0-9a-f]{7}$/);
    expect(bucket.outputs).toMatchObject({
      url: `gs://${bucket.id}`,
      pulumiLabels: { env: "dev", team: "a" },
      effectiveLabels: { env: "dev", team: "a", "goog-pulumi-provisioned": "true" },
      softDeletePolicy: { retentionDurationSeconds: 604_800 },
    });
  });
});

describe("what is refused before anything is made", () => {
  it("is a name that does not fit, given or made", () => {
    expect(failures(() => world.check(session, network.type, "x", { name: "Main_1" }))[0]).toContain(
      '"name" ("Main_1") doesn\'t match regexp',
    );
    const long = "a".repeat(60);
    expect(failures(() => world.check(session, network.type, long, {}))).toEqual([
      `name: name '${long}' plus 8 characters of auto-naming is longer than maximum length 63: shorten the resource's logical name to 55 characters, or set name`,
    ]);
  });

  it("is a bad range or a bad label; the API refuses an unknown region and a small range", () => {
    const check = (more: object) =>
      failures(() => world.check(session, subnetwork.type, "x", { network: "n", ...more }))[0];
    expect(check({ ipCidrRange: "10.0.0/24" })).toBe(
      'ipCidrRange: "10.0.0/24" is not a valid IP CIDR range: invalid CIDR address: 10.0.0/24',
    );
    const make = (more: object) => () => world.create(session, subnetwork.type, "x", { network: network.id, ...more });
    expect(make({ region: "europe-wst1", ipCidrRange: "10.1.0.0/24" })).toThrow(
      /^Error 400: Invalid value for field 'region': 'europe-wst1'. Unknown region., invalid: did you mean "europe-west1"\?/,
    );
    expect(make({ ipCidrRange: "10.1.0.0/30" })).toThrow(
      /^Error 400: Invalid value for field 'resource.ipCidrRange': '10.1.0.0\/30'. It has prefix length \/30; use \/4 to \/29, invalid/,
    );
    const bucket = { location: "EU", labels: { Team: "a" } };
    expect(failures(() => world.check(session, "gcp:storage/bucket:Bucket", "x", bucket))[0]).toContain(
      'label key "Team" is invalid',
    );
  });
});

describe("what the cloud refuses", () => {
  it("is a network that does not exist, by id, link or name", () => {
    const make = (reference: string) => () =>
      world.create(session, subnetwork.type, "x", { network: reference, ipCidrRange: "10.9.0.0/20" });
    expect(refusal(make("projects/acme-dev/global/networks/ghost"))).toBe("Error 404");
    expect(refusal(make(`${compute}projects/acme-dev/global/networks/ghost`))).toBe("Error 404");
    expect(refusal(make("ghost"))).toBe("Error 404");
    expect(refusal(make(`${compute}${network.id}`))).toBe("");
  });

  it("is a range that overlaps, primary or secondary", () => {
    const make = (ipCidrRange: string) => () =>
      world.create(session, subnetwork.type, "x", { network: network.id, ipCidrRange });
    expect(refusal(make("10.0.8.0/24"))).toBe("Error 400");
    expect(refusal(make("100.64.1.0/24"))).toBe("Error 400");
    expect(refusal(make("10.0.16.0/20"))).toBe("");
  });

  it("is a taken name: buckets in all projects, networks in one", () => {
    world.create(session, "gcp:storage/bucket:Bucket", "a", { name: "assets-1", location: "EU" });
    const other = sessionOf("gcp", { account: "acme-prod" });
    expect(
      refusal(() => world.create(other, "gcp:storage/bucket:Bucket", "b", { name: "assets-1", location: "EU" })),
    ).toBe("Error 409");
    const name = String(network.inputs.name);
    expect(refusal(() => world.create(session, network.type, "again", { name }))).toBe("Error 409");
    expect(refusal(() => world.create(other, network.type, "again", { name }))).toBe("");
  });

  it("is a grant on a bucket or to a service account that is not there", () => {
    const bucket = world.create(session, "gcp:storage/bucket:Bucket", "a", { location: "EU" });
    const grant = (name: string, member: string) => () =>
      world.create(session, "gcp:storage/bucketIAMMember:BucketIAMMember", "g", {
        bucket: name,
        member,
        role: "roles/storage.objectViewer",
      });
    expect(refusal(grant("ghost", "allUsers"))).toBe("Error 404");
    expect(refusal(grant(bucket.id, "serviceAccount:ghost@acme-dev.iam.gserviceaccount.com"))).toBe("Error 400");
    expect(refusal(grant(bucket.id, "serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com"))).toBe("");
  });
});

describe("a grant that is there already", () => {
  const member = (role = "roles/pubsub.publisher", more: object = {}) => ({
    project: "acme-dev",
    role,
    member: "user:a@example.com",
    ...more,
  });
  const projectMember = "gcp:projects/iAMMember:IAMMember";
  const takesOver = (type: string, name: string, inputs: Record<string, unknown>) =>
    cloud.takesOver?.(world.create(session, type, name, inputs), world).map(({ urn }) => urn.split("::").at(-1));

  it("is taken over by a resource that gives it again, and no other", () => {
    expect(takesOver(projectMember, "a", member())).toEqual(["a"]);
    expect(takesOver(projectMember, "b", member())).toEqual(["a", "b"]);
    expect(takesOver(projectMember, "c", member("roles/viewer"))).toEqual(["c"]);
    const other = sessionOf("gcp", { account: "acme-prod" });
    const elsewhere = world.create(other, projectMember, "d", member());
    expect(cloud.takesOver?.(elsewhere, world)).toEqual([elsewhere]);
  });

  it("is another one under another condition", () => {
    const condition = (title: string) => ({ condition: { title, expression: "true" } });
    expect(takesOver(projectMember, "a", member())).toEqual(["a"]);
    expect(takesOver(projectMember, "b", member("roles/pubsub.publisher", condition("till noon")))).toEqual(["b"]);
    expect(takesOver(projectMember, "c", member("roles/pubsub.publisher", condition("till dusk")))).toEqual(["c"]);
    expect(
      world.find(projectMember, "acme-dev/roles/pubsub.publisher/user:a@example.com/till noon//true")?.urn,
    ).toMatch(/::b$/);
  });

  it("is one about the same thing, named in short or in full", () => {
    const topicMember = "gcp:pubsub/topicIAMMember:TopicIAMMember";
    const topic = world.create(session, "gcp:pubsub/topic:Topic", "t", {});
    const grant = (topic: unknown) => ({ topic, role: "roles/pubsub.publisher", member: "user:a@example.com" });
    expect(takesOver(topicMember, "a", grant(topic.id))).toEqual(["a"]);
    expect(takesOver(topicMember, "b", grant(topic.inputs.name))).toEqual(["a", "b"]);
    const other = sessionOf("gcp", { account: "acme-prod" });
    const namesake = world.create(other, "gcp:pubsub/topic:Topic", "t", { name: topic.inputs.name });
    expect(takesOver(topicMember, "c", grant(namesake.id))).toEqual(["c"]);
  });

  it("is a binding too, whoever its members are, and nothing but a grant", () => {
    const binding = "gcp:projects/iAMBinding:IAMBinding";
    const bound = (...members: string[]) => ({ project: "acme-dev", role: "roles/viewer", members });
    expect(takesOver(binding, "a", bound("user:a@example.com"))).toEqual(["a"]);
    expect(takesOver(binding, "b", bound("user:b@example.com"))).toEqual(["a", "b"]);
    expect(takesOver("gcp:projects/service:Service", "s", { service: "run.googleapis.com" })).toEqual([]);
  });
});

describe("a delete of what is in use", () => {
  it("is refused for a network with subnetworks and a router with a NAT", () => {
    const router = world.create(session, "gcp:compute/router:Router", "r", { network: network.id });
    const nat = world.create(session, "gcp:compute/routerNat:RouterNat", "n", {
      router: router.inputs.name,
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: subnetwork.id, sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
    });
    expect(nat.id).toBe(`acme-dev/europe-west1/${router.inputs.name}/${nat.inputs.name}`);
    for (const object of [network, subnetwork, router])
      expect(refusal(() => world.remove(session, object))).toBe("Error 400");
    for (const object of [nat, router, subnetwork, network])
      expect(refusal(() => world.remove(session, object))).toBe("");
  });

  it("is refused for a bucket with objects unless it may be emptied", () => {
    const bucket = world.create(session, "gcp:storage/bucket:Bucket", "a", { location: "EU" });
    world.create(session, "gcp:storage/bucketObject:BucketObject", "o", { bucket: bucket.id, name: "o", content: "x" });
    expect(refusal(() => world.remove(session, bucket))).toBe("Error 409");
  });
});
