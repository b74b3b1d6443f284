import { status } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import fc from "fast-check";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { cloud } from "../../../sandbox/models/index.js";
import { schemaOf } from "../../../sandbox/schema/index.js";
import type { PackageName } from "../../../sandbox/types.js";
import { installed } from "../models-world.js";
import { Engine, type Json, testServer } from "../support/client.js";
import { structs, structsWith } from "./values.js";

/** A request that no engine sends, and where it goes. */
interface Shot {
  readonly pkg: PackageName;
  readonly method: string;
  readonly request: object;
  readonly about: string;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly runs: number;
  /** Leaves requests out. @default all are sent */
  readonly wanted?: (pkg: PackageName, method: string) => boolean;
}

/** Types whose models do much with their inputs. */
const types: Readonly<Record<string, readonly string[]>> = {
  aws: [
    "aws:ec2/vpc:Vpc",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/route:Route",
    "aws:ec2/instance:Instance",
    "aws:iam/role:Role",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:eks/cluster:Cluster",
    "aws:lambda/function:Function",
    "aws:rds/instance:Instance",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:cloudwatch/eventRule:EventRule",
  ],
  gcp: [
    "gcp:compute/subnetwork:Subnetwork",
    "gcp:compute/instance:Instance",
    "gcp:storage/bucket:Bucket",
    "gcp:container/nodePool:NodePool",
  ],
  "azure-native": [
    "azure-native:network:VirtualNetwork",
    "azure-native:network:Subnet",
    "azure-native:storage:StorageAccount",
    "azure-native:containerservice:ManagedCluster",
    "azure-native:authorization:RoleAssignment",
  ],
  kubernetes: [
    "kubernetes:apps/v1:Deployment",
    "kubernetes:core/v1:Service",
    "kubernetes:core/v1:Secret",
    "kubernetes:example.com/v1:Widget",
  ],
  random: ["random:index/randomPassword:RandomPassword", "random:index/randomString:RandomString"],
  tls: ["tls:index/privateKey:PrivateKey", "tls:index/selfSignedCert:SelfSignedCert"],
};

const functions = [
  "aws:index/getRegion:getRegion",
  "aws:iam/getPolicyDocument:getPolicyDocument",
  "gcp:compute/getZones:getZones",
  "azure-native:storage:listStorageAccountKeys",
  "kubernetes:yaml:decode",
  "no:such:function",
  "__proto__",
  "",
];

const badTypes = [
  "",
  "aws",
  "aws:ec2",
  "aws:nope/nope:Nope",
  "aws:../../../etc:Passwd",
  "__proto__:constructor:toString",
  "kubernetes:core/v1:Nope",
  "::::",
];
const badUrns = [
  "",
  "urn",
  "urn:pulumi:::::::",
  "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc",
  `urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::${"n".repeat(5_000)}`,
  "urn:pulumi:dev::shop::__proto__::x",
];
const ids = fc.oneof(
  fc.constantFrom("", "vpc-0", "__proto__", "/", "%", "a".repeat(10_000), "04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
  fc.string(),
);

const cached = new Map<string, readonly string[]>();

function inputsOf(pkg: PackageName, type: string): readonly string[] {
  if (!cached.has(type)) cached.set(type, [...(schemaOf(pkg, installed(pkg)).resource(type)?.inputs.keys() ?? [])]);
  return cached.get(type) ?? [];
}

const configs: Partial<Record<PackageName, Json>> = {
  aws: { region: "eu-west-1" },
  gcp: { project: "fuzzed", region: "europe-west1" },
  "azure-native": { location: "westeurope", subscriptionId: "5ab5c21b-0000-4000-8000-000000000001" },
};

interface Fields {
  readonly type: string;
  readonly urn: string;
  readonly id: string;
  readonly first: Struct;
  readonly second: Struct;
  readonly flag: boolean;
  readonly token: string;
}

/** Each method's request with what it has of these fields. */
const builders: Readonly<Record<string, (f: Fields) => object>> = {
  check: (f) =>
    fill(new provider.CheckRequest(), f, {
      News: f.first,
      Olds: f.second,
      Randomseed: new Uint8Array(f.flag ? 32 : 0),
    }),
  diff: (f) => fill(new provider.DiffRequest(), f, { Id: f.id, Olds: f.first, News: f.second, OldInputs: f.first }),
  create: (f) => fill(new provider.CreateRequest(), f, { Properties: f.first, Preview: f.flag }),
  read: (f) => fill(new provider.ReadRequest(), f, { Id: f.id, Properties: f.first, Inputs: f.second }),
  update: (f) =>
    fill(new provider.UpdateRequest(), f, {
      Id: f.id,
      Olds: f.first,
      News: f.second,
      OldInputs: f.first,
      Preview: f.flag,
    }),
  delete: (f) => fill(new provider.DeleteRequest(), f, { Id: f.id, Properties: f.first, OldInputs: f.second }),
  invoke: (f) => fill(new provider.InvokeRequest(), f, { Tok: f.token, Args: f.first }),
  call: (f) => fill(new provider.CallRequest(), f, { Tok: f.token, Args: f.first }),
  construct: (f) => fill(new provider.ConstructRequest(), f, { Type: f.type, Inputs: f.first }),
  checkConfig: (f) => fill(new provider.CheckRequest(), f, { News: f.first, Olds: f.second }),
  diffConfig: (f) => fill(new provider.DiffRequest(), f, { Olds: f.first, News: f.second }),
};

function fill(request: object, f: Fields, values: Readonly<Record<string, unknown>>): object {
  const setters = request as Record<string, ((value: unknown) => void) | undefined>;
  for (const [key, value] of Object.entries({ Urn: f.urn, ...values })) setters[`set${key}`]?.call(request, value);
  return request;
}

const shots: fc.Arbitrary<Shot> = fc
  .record({
    pkg: fc.constantFrom(...(Object.keys(types) as PackageName[])),
    method: fc.constantFrom(...Object.keys(builders)),
    at: fc.nat(),
    odd: fc.nat({ max: 9 }),
    id: ids,
    flag: fc.boolean(),
    token: fc.constantFrom(...functions),
  })
  .chain(({ pkg, method, at, odd, id, flag, token }) => {
    const known = types[pkg] ?? [];
    const type = odd === 0 ? (badTypes[at % badTypes.length] as string) : (known[at % known.length] as string);
    const urn = odd === 1 ? (badUrns[at % badUrns.length] as string) : `urn:pulumi:dev::shop::${type}::n${at % 7}`;
    const props = structsWith(odd === 0 ? [] : inputsOf(pkg, type));
    return fc.tuple(props, fc.oneof(structs, props)).map(([first, second]) => {
      const fields = { type, urn, id, first, second, flag, token };
      const request = (builders[method] as (f: Fields) => object)(fields);
      return { pkg, method, request, about: `${method} of ${method === "invoke" || method === "call" ? token : urn}` };
    });
  });

/** Codes with which a provider may refuse; anything else means that it fell over. */
const refusals: readonly number[] = [
  status.FAILED_PRECONDITION,
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.UNIMPLEMENTED,
  status.RESOURCE_EXHAUSTED,
];
const patience = 50_000;

/**
 * Sends malformed requests to a served sandbox, and gives what was wrong with the answers: no answer, a crash, a message that
 * names a defect of the sandbox or a place in its code, or a server that no longer works.
 */
export async function fuzz({ seed, runs, wanted = () => true }: FuzzOptions): Promise<string[]> {
  const server = await testServer({ cloud });
  const engines = new Map<PackageName, Engine>();
  const problems: string[] = [];
  try {
    for (const pkg of Object.keys(types) as PackageName[])
      engines.set(pkg, await new Engine(server.ports[pkg], pkg).open(configs[pkg] ?? {}));
    for (const shot of fc.sample(shots, { seed, numRuns: runs }).filter(({ pkg, method }) => wanted(pkg, method))) {
      const problem = await answerTo(engines.get(shot.pkg) as Engine, shot);
      if (problem !== undefined) problems.push(`${shot.pkg} ${shot.about}: ${problem}`);
    }
    const made = await (engines.get("aws") as Engine).create("aws:ec2/vpc:Vpc", "after", { cidrBlock: "10.0.0.0/16" });
    if (!made.id.startsWith("vpc-")) problems.push(`afterwards a network has the id ${made.id}`);
    if (Object.hasOwn(Object.prototype, "polluted")) problems.push("a prototype was changed");
  } finally {
    for (const engine of engines.values()) engine.close();
    await server.end();
  }
  return problems;
}

async function answerTo(engine: Engine, { method, request }: Shot): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("no answer"), patience);
  });
  const answer = engine.call(method, request).then(
    () => undefined,
    (error: { code?: number; details?: string }) => problemOf(error),
  );
  const outcome = await Promise.race([answer, late]);
  clearTimeout(timer);
  return outcome;
}

function problemOf({ code, details }: { code?: number; details?: string }): string | undefined {
  const text = details ?? "";
  if (code === undefined || !refusals.includes(code)) return `code ${code}: ${text.slice(0, 200)}`;
  if (text === "") return "an error without a message";
  if (/defect of the sandbox|\n\s+at |\.[jt]s:\d+/.test(text)) return text.slice(0, 300);
  return text.length > 20_000 ? `a message of ${text.length} characters` : undefined;
}
