import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../policies/core/value.js";
import { credentialIn, namesCredential } from "../../policies/facts/credentials.js";
import { verdicts } from "./support.js";

/** Made up, in the forms of their services. */
const TOKENS = [
  `ghp_${"a1".repeat(18)}`,
  `glpat-${"b2".repeat(10)}`,
  `AIza${"c3".repeat(17)}d`,
  `xoxb-${"4".repeat(12)}`,
];

describe("a script that a machine runs", () => {
  const machines = [
    ["aws-ec2-userdata-secret", "aws:ec2/instance:Instance", "userData"],
    ["az-vm-userdata-secret", "azure-native:compute:VirtualMachine", "userData"],
    ["gcp-vm-startup-secret", "gcp:compute/instance:Instance", "metadataStartupScript"],
  ] as const;

  it.each(machines)("is judged alike by %s", (rule, type, property) => {
    const at = (value: unknown) => verdicts(rule, { type, name: "it", props: { [property]: value } });
    for (const token of TOKENS) {
      expect(at(`#!/bin/sh\nexport A=${token}\n`)).toEqual(["violation it"]);
      expect(at(Buffer.from(`#!/bin/sh\nexport A=${token}\n`).toString("base64"))).toEqual(["violation it"]);
    }
    expect(at("#!/bin/sh\nexec /opt/shop/start\n")).toEqual([]);
    expect(at(UNKNOWN.string)).toEqual(["undecided it"]);
    expect(at(undefined)).toEqual([]);
  });
});

describe("credentials", () => {
  it("names a token in a text", () => {
    expect(TOKENS.map(credentialIn)).toEqual(Array(4).fill("a token"));
    expect(credentialIn("ghp_short AIzaShort sk_test_4eC39HqLyjWDarjtT1zdp7dc")).toBe(undefined);
  });

  it("tells by a name, wherever it stands", () => {
    const names = [
      "DB_PASSWORD_PROD",
      "ConnectionStrings__Orders",
      "storage-account-key",
      "a/b/githubToken",
      "clientSecret_2",
    ];
    expect(names.filter((name) => !namesCredential(name))).toEqual([]);
    expect(
      ["MAX_TOKENS", "password/host", "CONNECTION_STRING_NAME", "strings", "PUBLIC_KEY"].filter(namesCredential),
    ).toEqual([]);
  });
});
