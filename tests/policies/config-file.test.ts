import { describe, expect, it } from "vitest";
import { configured } from "../../policies/pack/config-file.js";
import { Judge } from "../../policies/pack/judge.js";
import { rules } from "../../policies/rules/index.js";

const { policies } = new Judge(rules);
const read = (content: unknown) => configured(content, policies, "levels.json");

describe("a file of levels and settings", () => {
  it("sets levels and settings, and says nothing of what it leaves out", () => {
    const given = read({
      "aws-s3-versioning": "mandatory",
      "aws-rds-backup": { enforcementLevel: "disabled", days: 14 },
      "meta-profile": { profiles: ["cis"] },
    });
    expect([...given]).toEqual([
      ["aws-rds-backup", { level: "disabled", settings: { days: 14 } }],
      ["aws-s3-versioning", { level: "mandatory", settings: {} }],
      ["meta-profile", { level: "advisory", settings: { profiles: ["cis"] } }],
    ]);
  });

  it("sets every level by `all`, and single ones over it", () => {
    const given = read({ all: "disabled", "aws-s3-versioning": "mandatory" });
    expect(given.size).toBe(policies.size);
    expect([given.get("aws-s3-versioning")?.level, given.get("aws-net-ssh-open")?.level]).toEqual([
      "mandatory",
      "disabled",
    ]);
  });

  it.each([
    [[], "levels.json holds no object; "],
    [
      { "aws-s3-versionin": "mandatory" },
      'levels.json: there is no policy "aws-s3-versionin"; did you mean aws-s3-versioning?',
    ],
    [
      { "aws-s3-versioning": "fatal" },
      'levels.json: aws-s3-versioning is "fatal"; allowed: advisory, mandatory, disabled, remediate',
    ],
    [{ "aws-s3-versioning": 3 }, "levels.json: aws-s3-versioning is 3; allowed: a level, or an object"],
    [{ all: { enforcementLevel: 1 } }, "levels.json: all.enforcementLevel is 1; allowed: "],
    [{ all: { days: 3 } }, "levels.json: all sets levels only; "],
    [
      { "aws-rds-backup": { days: 99 } },
      "levels.json: aws-rds-backup.days is 99; allowed: a whole number from 1 to 35",
    ],
    [
      { "aws-rds-backup": { day: 9 } },
      'levels.json: the policy aws-rds-backup has no setting "day"; its settings: days',
    ],
  ])("is refused where it says what nobody understands: %j", (content, message) => {
    expect(() => read(content)).toThrow(message);
  });
});
