import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import { render } from "../../policies/core/message.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { credentialIn } from "../../policies/facts/credentials.js";
import { awsEc2ImdsHops } from "../../policies/rules/aws/ec2/imds-hops.js";
import { awsEc2UserdataSecret } from "../../policies/rules/aws/ec2/userdata-secret.js";
import { resourcesOf, verdicts } from "./support.js";

const one = (type: string, props: Props): ExampleResource => ({ type, name: "it", props });
const [found, open] = [["violation it"], ["undecided it"]];

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const KEY_ID = "AKIAIOSFODNN7EXAMPLE";

describe("credentials in texts", () => {
  it.each([
    [`export AWS_ACCESS_KEY_ID=${KEY_ID}`, "the id of an access key"],
    ["AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "a secret access key"],
    ["-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "a private key"],
    ["-----BEGIN PRIVATE KEY-----", "a private key"],
    ["DB_PASSWORD=hunter2; start", "a password"],
    ["mysqladmin --password='correct horse' status", "a password"],
    ['{"adminPassword": "hunter2"}', "a password"],
    ["users:\n  - db_password: hunter2\n", "a password"],
  ])("finds %s", (text, what) => {
    expect(credentialIn(text)).toBe(what);
  });

  it.each([
    "export AWS_ACCESS_KEY_ID=FOO\nexport AWS_SECRET_ACCESS_KEY=bar",
    "DB_PASSWORD=$(aws ssm get-parameter --name db)",
    'DB_PASSWORD="$PASSWORD"',
    "$Password = Get-SSMParameterValue -Name db",
    "password = os.environ['DB_PASSWORD']",
    "PASSWORD_FILE=/run/secrets/db",
    "PasswordAuthentication no",
    "lock_passwd: true",
    "password: {{ db_password }}",
    "grep root /etc/passwd",
    "-----BEGIN CERTIFICATE-----",
    "x".repeat(100_000),
  ])("finds nothing in %s", (text) => {
    expect(credentialIn(text)).toBeUndefined();
  });
});

describe("aws-ec2-userdata-secret", () => {
  const at = (type: string, props: Props) => verdicts("aws-ec2-userdata-secret", one(type, props));

  it("reads a password in escaped quotes", () => {
    const userData = String.raw`export DATABASE_PASSWORD=\"SomeSortOfPassword\"`;
    expect(at("aws:ec2/instance:Instance", { userData })).toEqual(["violation it"]);
    expect(at("aws:ec2/instance:Instance", { userData: String.raw`export DATABASE_PASSWORD=\"$PASSWORD\"` })).toEqual(
      [],
    );
  });
  const plain = `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${KEY_ID}\n`;
  const encoded = Buffer.from(plain).toString("base64");

  it("reads plain and encoded data of every kind of machine", () => {
    expect(at(INSTANCE, { userData: plain })).toEqual(found);
    expect(at(INSTANCE, { userDataBase64: encoded })).toEqual(found);
    expect(at(TEMPLATE, { userData: encoded })).toEqual(found);
    expect(at("aws:ec2/launchConfiguration:LaunchConfiguration", { userData: plain })).toEqual(found);
    expect(at("aws:ec2/spotFleetRequest:SpotFleetRequest", { launchSpecifications: [{ userData: encoded }] })).toEqual(
      found,
    );
    expect(at(INSTANCE, {})).toEqual([]);
    expect(at(TEMPLATE, { userData: UNKNOWN.string })).toEqual(open);
  });

  it("never prints the credential", () => {
    const [resource] = resourcesOf([one(INSTANCE, { userData: plain })]);
    const findings = resource ? new Evaluator([awsEc2UserdataSecret]).checkResource(resource) : [];
    expect(findings.map(render).join("")).toContain("userData holds the id of an access key");
    expect(findings.map(render).join("")).not.toContain(KEY_ID);
  });
});

describe("aws-ec2-imds-hops", () => {
  const machine = (metadataOptions: Props) => one(INSTANCE, { metadataOptions });
  const at = (options: Props) => verdicts("aws-ec2-imds-hops", machine(options));

  it("allows one hop, or any number to a service that is off", () => {
    expect(verdicts("aws-ec2-imds-hops", one(TEMPLATE, {}))).toEqual([]);
    expect(at({ httpTokens: "required" })).toEqual([]);
    expect(at({ httpPutResponseHopLimit: 2 })).toEqual(found);
    expect(at({ httpPutResponseHopLimit: 2, httpEndpoint: "disabled" })).toEqual([]);
  });

  it("takes the limit from the configuration", () => {
    const [resource] = resourcesOf([machine({ httpPutResponseHopLimit: 3 })]);
    if (resource === undefined) throw new Error("the example has a resource");
    const rule = new Evaluator([awsEc2ImdsHops]);
    const within = (hops: number) =>
      rule.checkResource(resource, { enabled: () => true, settings: () => ({ hops }) }).map(({ kind }) => kind);
    expect([within(2), within(3)]).toEqual([["violation"], []]);
    expect(awsEc2ImdsHops.remedy?.edits(resource, { hops: 2 })).toEqual([
      { path: "metadataOptions.httpPutResponseHopLimit", value: 2 },
    ]);
  });
});

describe("aws-ec2-instance-role, aws-ec2-ami-public and aws-ec2-ebs-default-encryption", () => {
  it("leave it to a launch template that is named", () => {
    const at = (props: Props) => verdicts("aws-ec2-instance-role", one(INSTANCE, props));
    expect(at({ launchTemplate: { id: "lt-1" } })).toEqual([]);
    expect(at({ iamInstanceProfile: "" })).toEqual(found);
    expect(at({ iamInstanceProfile: UNKNOWN.string })).toEqual(open);
  });

  it("accept what the provider does when nothing is said", () => {
    const at = (props: Props) =>
      verdicts("aws-ec2-ebs-default-encryption", one("aws:ebs/encryptionByDefault:EncryptionByDefault", props));
    expect([at({}), at({ enabled: "false" })]).toEqual([[], found]);
  });

  it("let organizations start an image", () => {
    const permission = one("aws:ec2/amiLaunchPermission:AmiLaunchPermission", { organizationArn: "arn:aws:o" });
    expect(verdicts("aws-ec2-ami-public", permission)).toEqual([]);
  });
});
