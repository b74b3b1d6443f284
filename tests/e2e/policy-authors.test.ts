import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rules } from "../../policies/rules/index.js";
import { PolicyRuns, reported } from "./support/policy-runs.js";
import { Packed, Stranger } from "./support/stranger.js";

const runs = new PolicyRuns();
let packed: Packed;
let program: string;
beforeAll(async () => {
  packed = new Packed();
  await runs.start();
  program = await runs.project("queues", QUEUES);
});
afterAll(() => {
  packed.remove();
  runs.remove();
});

const QUEUES = `
  const sqs = require("@pulumi/aws/sqs"), kms = require("@pulumi/aws/kms"), pulumi = require("@pulumi/pulumi");
  const key = new kms.Key("orders", {});
  const failed = new sqs.Queue("failed", { messageRetentionSeconds: 1209600, sqsManagedSseEnabled: true });
  const redrivePolicy = pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 3 });
  new sqs.Queue("orders", { messageRetentionSeconds: 691200, kmsMasterKeyId: key.arn, redrivePolicy });
  new sqs.Queue("mails", { messageRetentionSeconds: 1209600, sqsManagedSseEnabled: false });
`;

/** The example's `npm test`: how many tests passed. */
async function ownTests(pack: Stranger): Promise<{ code: number | null; passed: string | undefined }> {
  const args = ["--require", "ts-node/register/transpile-only", "--test", "*.test.ts"];
  const { code, stdout } = await pack.node(args);
  return { code, passed: /^ℹ pass (\d+)$/m.exec(stdout)?.[1] };
}

const preview = (pack: string, ...args: readonly string[]) =>
  runs.pulumi(["preview", "--policy-pack", pack, ...args], {}, program);

describe("a team's own pack, with the packed package", () => {
  let pack: Stranger;
  beforeAll(() => {
    pack = Stranger.ofExample(packed, "team-pack");
  });
  afterAll(() => pack.remove());

  it("passes its own tests", async () => {
    expect(await ownTests(pack)).toEqual({ code: 0, passed: "5" });
  });

  it("judges a program by its rules and by ours, with its own settings", async () => {
    const { code, text } = await preview(pack.dir);
    expect(reported(text)).toEqual([
      "advisory acme-queue-retention orders",
      "mandatory acme-queue-dead-letter mails",
      "mandatory aws-sqs-encrypted mails",
    ]);
    expect(text).toContain("messageRetentionSeconds is 691200: deletes messages before they are 10 days old\n");
    expect(text).toMatch(/fix: Raise `messageRetentionSeconds`\.\n(?!.*docs:)/);
    expect(code).not.toBe(0);
  });

  it("takes what a run configures before its own settings, one by one", async () => {
    const config = join(runs.directory, "acme.json");
    writeFileSync(
      config,
      JSON.stringify({
        "acme-queue-retention": { days: 8 },
        "acme-queue-dead-letter": "advisory",
        "aws-sqs-encrypted": "advisory",
      }),
    );
    const { code, text } = await preview(pack.dir, "--policy-pack-config", config);
    expect(reported(text)).toEqual(["advisory acme-queue-dead-letter mails", "advisory aws-sqs-encrypted mails"]);
    expect(code).toBe(0);
  });

  it.each([
    [
      "an unknown rule",
      'import { selectRules, servePack } from "groundplan/policies";\nservePack({ name: "acme", version: "1.0.0", rules: selectRules({ ids: ["aws-sqs-encryptd"] }) });',
      'error: [runtime] selectRules: ids has no "aws-sqs-encryptd": did you mean "aws-sqs-encrypted"?',
    ],
    [
      "two rules with one id",
      'import { rules, servePack } from "groundplan/policies";\nservePack({ name: "acme", version: "1.0.0", rules: [...rules, { ...rules[0] }] });',
      `acme: rules[${rules.length}] has the id "aws-apigw-auth", as rules[0] has: give each rule an id of its own`,
    ],
  ])("with %s is not served, and says why once", async (_what, index, message) => {
    const broken = Stranger.ofExample(packed, "team-pack");
    try {
      broken.write("index.ts", index);
      const { code, text } = await preview(broken.dir);
      expect(code).not.toBe(0);
      const [, told = ""] = text.split("\nDiagnostics:\n");
      const lines = told.split("\n").map((line) => line.trim());
      expect(lines.filter((line) => line !== "")).toEqual([
        expect.stringMatching(/^pulumi:pulumi:Stack /),
        message,
        "error: the policy pack ended before it answered",
      ]);
    } finally {
      await broken.remove();
    }
  });

  it("reports a rule that throws as its own fault, and the other rules speak", async () => {
    const faulty = Stranger.ofExample(packed, "team-pack");
    try {
      faulty.write(
        "index.ts",
        `import { selectRules, servePack } from "groundplan/policies";
         import { queueRetention } from "./queue-retention";
         const check = () => { throw new Error("cannot read the queue"); };
         servePack({ name: "acme", version: "1.0.0", rules: [{ ...queueRetention, check }, ...selectRules({ ids: ["aws-sqs-encrypted"] })] });`,
      );
      const { code, text } = await preview(faulty.dir);
      expect(reported(text)).toEqual([
        "advisory aws-sqs-encrypted mails",
        "mandatory meta-rule-fault failed",
        "mandatory meta-rule-fault mails",
        "mandatory meta-rule-fault orders",
      ]);
      expect(text).toContain("acme-queue-retention failed on mails (aws:sqs/queue:Queue): cannot read the queue\n");
      expect(code).not.toBe(0);
    } finally {
      await faulty.remove();
    }
  });
});

describe("a pack of @pulumi/policy", () => {
  let pack: Stranger;
  beforeAll(() => {
    pack = Stranger.ofExample(packed, "classic-pack");
  });
  afterAll(() => pack.remove());

  it("passes its own tests, and the engine says what they say", async () => {
    expect(await ownTests(pack)).toEqual({ code: 0, passed: "3" });
    const { text } = await preview(pack.dir);
    expect(text).toContain("string value at .kmsMasterKeyId can't be known during preview");
    expect(text).toContain("sqsManagedSseEnabled is false");
  });

  it("is told what is missing where @pulumi/policy is not installed", async () => {
    const bare = new Stranger(packed, ["@pulumi/pulumi"]);
    try {
      const script = `require("groundplan/policies/testing").testPolicy({ name: "a", description: "", validateResource() {} }, [])
        .catch((error) => console.log(error.message))`;
      const { stdout } = await bare.node(["-e", script]);
      expect(stdout).toBe(
        "testPolicy was given a policy of @pulumi/policy, and that package is not installed here: npm install --save-dev @pulumi/policy\n",
      );
    } finally {
      await bare.remove();
    }
  });
});
