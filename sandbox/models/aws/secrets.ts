import { createHash } from "node:crypto";
import type { Models, ObjectContext } from "../model.js";
import { known, need } from "../model.js";
import { text } from "../values.js";

import { arn, resourceId } from "./identifiers.js";

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The kind and MD5 fingerprint of a public key as ssh-keygen and EC2 give it. */
function publicKey(c: ObjectContext): { readonly type: string; readonly fingerprint: string } {
  const [kind = "", body = ""] = need(c, "publicKey").trim().split(/\s+/);
  const bytes = Buffer.from(body, "base64");
  const md5 = createHash("md5").update(bytes).digest("hex").match(/../g)?.join(":") ?? "";
  return { type: kind === "ssh-ed25519" ? "ed25519" : "rsa", fingerprint: md5 };
}

/** Secrets, parameters and keys by which programs and people sign in. */
export const secretModels: Models = {
  "aws:secretsmanager/secret:Secret": {
    // Six characters of its own keep a new secret apart from a deleted one of the same name.
    id: (c) => arn(c, "secretsmanager", `secret:${need(c, "name")}-${c.derive.draw("suffix", 6, letters)}`),
    outputs: { arn: (_, id) => known(id), policy: () => "", replicas: () => [] },
    identities: (o) => [text(o.outputs.name) ?? ""],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: (c) => `${secretArn(c)}|${c.derive.uuid("version")}`,
    outputs: {
      arn: secretArn,
      secretArn,
      versionId: (_, id) => known(id).split("|")[1],
      versionStages: () => ["AWSCURRENT"],
      hasSecretStringWo: () => false,
    },
  },
  "aws:ssm/parameter:Parameter": {
    id: (c) => need(c, "name"),
    unique: true,
    outputs: {
      arn: (c) => arn(c, "ssm", `parameter/${need(c, "name").replace(/^\//, "")}`),
      version: () => 1,
      dataType: () => "text",
      tier: () => "Standard",
      insecureValue: () => "",
      keyId: (c) => (text(c.inputs.type) === "SecureString" ? "alias/aws/ssm" : ""),
      hasValueWo: () => false,
    },
  },
  "aws:ec2/keyPair:KeyPair": {
    id: (c) => need(c, "keyName"),
    unique: true,
    outputs: {
      arn: (c) => arn(c, "ec2", `key-pair/${need(c, "keyName")}`),
      keyPairId: (c) => resourceId(c, "key"),
      keyType: (c) => publicKey(c).type,
      fingerprint: (c) => publicKey(c).fingerprint,
      keyNamePrefix: () => "",
    },
    identities: (o) => [text(o.outputs.keyPairId) ?? ""],
  },
  "aws:iam/accessKey:AccessKey": {
    id: (c) => `AKIA${c.derive.draw("id", 16, upper)}`,
    outputs: {
      secret: (c) => `sandbox-${c.derive.draw("secret", 32, letters)}`,
      sesSmtpPasswordV4: (c) => `sandbox-${c.derive.draw("smtp", 36, letters)}`,
      encryptedSecret: () => "",
      encryptedSesSmtpPasswordV4: () => "",
      keyFingerprint: () => "",
      createDate: (c) => c.derive.time(),
      status: () => "Active",
    },
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    id: (c) => arn(c, "iam", `oidc-provider/${need(c, "url").replace(/^https:\/\//, "")}`, false),
    outputs: { arn: (_, id) => known(id), thumbprintLists: () => ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"] },
  },
};

function secretArn(c: ObjectContext): string {
  const given = need(c, "secretId");
  if (given.startsWith("arn:")) return given;
  const found = c.world.byIdentity(given).find((o) => o.type === "aws:secretsmanager/secret:Secret");
  return text(found?.outputs.arn) ?? given;
}
