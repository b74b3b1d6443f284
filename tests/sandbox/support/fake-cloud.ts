import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type Cloud, type Props, UNKNOWN, type WorldObject } from "../../../sandbox/types.js";

/** A cloud that accepts everything, for tests of the server, the store and the processes. */
function derived(seed: string, urn: string, generation: number): string {
  return createHash("sha256").update(`${seed}|${urn}|${generation}`).digest("hex").slice(0, 12);
}

/** Every `copyOf*` output repeats an input, as models do that derive one value from another. */
function outputsOf(inputs: Props, id: unknown): Props {
  const text = inputs.password;
  return {
    ...inputs,
    arn: id === UNKNOWN ? UNKNOWN : `arn:fake:${String(id)}`,
    ...(typeof text === "string" ? { connection: `fake://user:${text}@host` } : {}),
  };
}

function replacing(key: string): boolean {
  return key === "name" || key.startsWith("force");
}

export const cloud: Cloud = {
  configure(_pkg, config) {
    if (config.region === "mars-1") {
      return { failures: [{ property: "region", reason: "mars-1 is not a region; use eu-west-1" }] };
    }
    return {
      account: String(config.accountId ?? config.kubeconfig ?? "123456789012"),
      region: typeof config.region === "string" ? config.region : undefined,
    };
  },
  answerProblems: () => [],
  check({ news, olds, name, randomSeed }) {
    if (news.explode === true) {
      throw new Error(`a defect with ${String(news.password)}`);
    }
    const failures = "nmae" in news ? [{ property: "nmae", reason: "unknown property nmae; did you mean name?" }] : [];
    const suffix = Buffer.from(randomSeed).toString("hex").slice(0, 7);
    return { inputs: { name: olds?.name ?? `${name}-${suffix}`, ...news }, failures };
  },
  diff({ olds, news }) {
    const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
    const changed = [...keys].filter((key) => !isDeepStrictEqual(olds[key], news[key]));
    return {
      detailed: Object.fromEntries(
        changed.map((key) => [key, { kind: replacing(key) ? ("update-replace" as const) : ("update" as const) }]),
      ),
    };
  },
  create({ session, urn, inputs, generation, preview, world, type }) {
    if (typeof inputs.vpcId === "string" && world.byIdentity(inputs.vpcId).length === 0) {
      return { error: { code: "InvalidVpcID.NotFound", message: `The vpc ID '${inputs.vpcId}' does not exist` } };
    }
    const id =
      type === "random:index/randomPassword:RandomPassword" ? "none" : `id-${derived(session.seed, urn, generation)}`;
    return { id, outputs: outputsOf({ ...inputs, region: session.region }, preview ? UNKNOWN : id) };
  },
  describe({ id, inputs }) {
    return outputsOf(inputs, id);
  },
  update({ id, news }) {
    return { outputs: outputsOf(news, id) };
  },
  read({ object }) {
    return object === undefined ? undefined : { id: object.id, inputs: object.inputs, outputs: object.outputs };
  },
  canDelete({ object, world }) {
    const users = world.users(object);
    return users.length === 0
      ? undefined
      : {
          code: "DependencyViolation",
          message: `${object.id} is in use by ${users.map((user) => user.id).join(", ")}`,
        };
  },
  identities: (object: Pick<WorldObject, "id" | "outputs">) => [object.id, String(object.outputs.arn)],
  preexisting: () => [],
  secretOutputs: (_session, type) => (type === "random:index/randomPassword:RandomPassword" ? ["result"] : []),
  invoke({ session, token, args }) {
    if (token === "aws:index/getRegion:getRegion") {
      return {
        result: { name: session.region, sdk: session.sdk.version, stack: session.stack, project: session.project },
      };
    }
    if (token === "aws:secretsmanager/getSecretVersion:getSecretVersion") {
      return { result: { ...args, secretString: "from-the-vault" }, secrets: ["secretString"] };
    }
    return { failures: [{ property: "", reason: `the sandbox does not model ${token}` }] };
  },
};
