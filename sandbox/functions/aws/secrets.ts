import { partitionOf } from "../../models/arn.js";
import { managedKey } from "../../models/aws/always.js";
import { fixedUuid } from "../../models/derive.js";
import { lastSegment, text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest, WorldObject } from "../../types.js";
import { type Answers, error, failure, result } from "../answer.js";
import { here, region } from "./place.js";

function clusterToken(r: InvokeRequest): InvokeOutcome {
  const token = `k8s-aws-v1.${Buffer.from(`sandbox ${String(r.args.name)}`).toString("base64url")}`;
  return result({ id: r.args.name, name: r.args.name, region: region(r), token }, ["token"]);
}

function secretOf(r: InvokeRequest, id: unknown): WorldObject | undefined {
  return here(r, "aws:secretsmanager/secret:Secret").find((o) => [o.id, o.outputs.arn, o.outputs.name].includes(id));
}

/** The value that the program stored; of a secret without one the same error as the real service. */
function secretVersion(r: InvokeRequest): InvokeOutcome {
  const secret = secretOf(r, r.args.secretId);
  if (secret === undefined)
    return error(
      "ResourceNotFoundException",
      "Secrets Manager can't find the specified secret (secretId): create it first, or answer the function in sandbox.yaml:\n" +
        "functions:\n  - token: aws:secretsmanager/getSecretVersion:getSecretVersion\n    args: { secretId: ... }\n    result: { secretString: ... }\n    secrets: [secretString]",
    );
  const version = here(r, "aws:secretsmanager/secretVersion:SecretVersion")
    .filter((o) => [secret.id, secret.outputs.arn, secret.outputs.name].includes(o.inputs.secretId))
    .at(-1);
  if (version === undefined)
    return error(
      "ResourceNotFoundException",
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT (create an aws.secretsmanager.SecretVersion first)",
    );
  const value = text(version.inputs.secretString) ?? "";
  return result(
    {
      secretBinary: "",
      ...r.args,
      id: `${String(r.args.secretId)}|AWSCURRENT`,
      arn: secret.outputs.arn,
      createdDate: version.outputs.createdDate ?? "2026-01-01T00:00:00Z",
      region: region(r),
      secretString: value,
      versionId: version.outputs.versionId,
      versionStage: "AWSCURRENT",
      versionStages: ["AWSCURRENT"],
    },
    ["secretString", "secretBinary"],
  );
}

const kinds = {
  excludeLowercase: "abcdefghijklmnopqrstuvwxyz",
  excludeUppercase: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  excludeNumbers: "0123456789",
  excludePunctuation: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
} as const;

/** The same for the same arguments: a real one differs in every call, and so in every preview. */
function randomPassword(r: InvokeRequest): InvokeOutcome {
  const length = Number(r.args.passwordLength ?? 32);
  const excluded = new Set(text(r.args.excludeCharacters) ?? "");
  const alphabet = Object.entries(kinds)
    .flatMap(([key, letters]) => (r.args[key] === true ? [] : [...letters]))
    .filter((letter) => !excluded.has(letter));
  if (alphabet.length === 0) return failure("excludeCharacters", "nothing is left to make a password of");
  const bytes = Buffer.from(fixedUuid(`${r.session.seed} password ${length}`).repeat(Math.ceil(length / 32) + 1));
  const password = Array.from({ length }, (_, i) => alphabet[((bytes[i] ?? 0) * 31 + i * 7) % alphabet.length]).join(
    "",
  );
  return result({ ...r.args, id: "random-password", region: region(r), randomPassword: password }, ["randomPassword"]);
}

function registryToken(r: InvokeRequest): InvokeOutcome {
  const registry = text(r.args.registryId) ?? r.session.account;
  const password = `sandbox-${fixedUuid(`${r.session.seed} ecr ${registry}`)}`;
  return result(
    {
      ...r.args,
      id: region(r),
      region: region(r),
      authorizationToken: Buffer.from(`AWS:${password}`).toString("base64"),
      expiresAt: "2026-01-01T12:00:00Z",
      password,
      proxyEndpoint: `https://${registry}.dkr.ecr.${region(r)}.amazonaws.com`,
      userName: "AWS",
    },
    ["authorizationToken", "password"],
  );
}

/** Keys that AWS makes for its services exist in every account. */
function kmsAlias(r: InvokeRequest): InvokeOutcome {
  const name = String(r.args.name);
  const own = here(r, "aws:kms/alias:Alias").find((o) => o.outputs.name === name);
  if (own !== undefined) return result({ ...own.outputs, id: own.outputs.arn });
  if (!/^alias\/aws\/[\w/-]+$/.test(name))
    return error("NotFoundException", `Alias ${name} is not found; create an aws.kms.Alias of that name first`);
  const base = `arn:${partitionOf(region(r))}:kms:${region(r)}:${r.session.account}`;
  const key = managedKey({ account: r.session.account, region: region(r) }, name);
  const arn = `${base}:${name}`;
  return result({ id: arn, arn, name, region: region(r), targetKeyId: key.id, targetKeyArn: key.arn });
}

/** AWS's own policies, by ARN or by name; the text of them is not known here. */
function policy(r: InvokeRequest): InvokeOutcome {
  const [arn, name] = [text(r.args.arn), text(r.args.name)];
  const own = r.world
    .byType("aws:iam/policy:Policy")
    .find(
      (o) => o.account === r.session.account && (arn === undefined ? o.outputs.name === name : o.outputs.arn === arn),
    );
  if (own !== undefined) return result({ ...own.outputs, id: own.outputs.arn, tags: own.outputs.tagsAll ?? {} });
  const managed = /^arn:[\w-]+:iam::aws:policy(\/.*)$/.exec(arn ?? "")?.[1];
  const path = managed ?? (name !== undefined && /^[A-Z]\w+$/.test(name) ? `/${name}` : undefined);
  if (path === undefined)
    return error(
      "NoSuchEntity",
      `no matching IAM Policy found by ${arn === undefined ? "name" : "arn"}; create it first`,
    );
  const full = arn ?? `arn:${partitionOf(region(r))}:iam::aws:policy${path}`;
  return result({
    ...r.args,
    id: full,
    arn: full,
    name: lastSegment(path),
    path: path.slice(0, path.lastIndexOf("/") + 1),
    description: "",
    attachmentCount: 0,
    policyId: `ANPA${fixedUuid(full).replaceAll("-", "").toUpperCase().slice(0, 17)}`,
    policy: '{"Version":"2012-10-17","Statement":[]}',
    tags: {},
  });
}

/** Values of secrets that the program made, of credentials and of keys. */
export const secretAnswers: Answers = {
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": registryToken,
  "aws:ecr/getCredentials:getCredentials": registryToken,
  "aws:eks/getClusterAuth:getClusterAuth": clusterToken,
  "aws:iam/getPolicy:getPolicy": policy,
  "aws:kms/getAlias:getAlias": kmsAlias,
  "aws:secretsmanager/getRandomPassword:getRandomPassword": randomPassword,
  "aws:secretsmanager/getSecretVersion:getSecretVersion": secretVersion,
};
