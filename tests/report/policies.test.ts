import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../policies/rules/index.js";
import { jsonReport } from "../../report/policies/json.js";
import { junitReport, xml } from "../../report/policies/junit.js";
import { COMMENT_LENGTH, markdownReport } from "../../report/policies/markdown.js";
import { sarifReport } from "../../report/policies/sarif.js";
import { policyReport, policyReportSchema } from "../../report/policies/schema.js";
import { terminalReport } from "../../report/policies/terminal.js";
import { reportOf, resource, resources } from "./support.js";

const renderers = {
  "policies.txt": terminalReport,
  "policies.json": jsonReport,
  "policies.sarif": sarifReport,
  "policies.xml": junitReport,
  "policies.md": markdownReport,
} as const;

describe.each(Object.entries(renderers))("the report %s", (file, render) => {
  const report = reportOf();

  it("is what its golden file says", async () => {
    await expect(render(report)).toMatchFileSnapshot(`golden/${file}`);
  });

  it("is the same whatever the order of the resources", () => {
    expect(render(reportOf(resources.toReversed()))).toBe(render(report));
  });

  it("holds no secret, and nothing that a terminal takes for a command", () => {
    const text = render(report);
    expect(text).not.toContain("hunter2");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe("the model", () => {
  const report = reportOf();

  it("keeps to the published schema, which is up to date", () => {
    expect(policyReport.parse(JSON.parse(jsonReport(report)))).toEqual(JSON.parse(jsonReport(report)));
    const published = readFileSync(join(__dirname, "..", "..", "docs", "policy-report.schema.json"), "utf8");
    expect(published).toBe(`${JSON.stringify(policyReportSchema(), null, 2)}\n`);
  });

  it("counts what a reader decides by", () => {
    expect(report.summary).toEqual({
      stopped: true,
      resources: 6,
      judged: 5,
      leaving: 1,
      mandatory: 4,
      advisory: 4,
      undecided: 1,
      undecidedStopping: 0,
      excepted: 1,
      faults: 1,
    });
    expect(report.unjudged).toEqual([{ type: "aws:quux/unheardOf:UnheardOf", resources: 1 }]);
  });

  it("says what to write where a rule can put the resource right", () => {
    const of = (rule: string) => report.findings.find((finding) => finding.rule === rule)?.edits;
    expect(of("az-storage-tls")).toEqual([{ path: "minimumTlsVersion", value: '"TLS1_2"' }]);
    expect(of("aws-net-ssh-open")).toEqual([]);
  });

  it("says of a list only what changes in it, and prints nothing that stands beside", () => {
    const env = [{ name: "PASSWORD", value: "hunter2" }];
    const pod = resource("kubernetes:core/v1:Pod", "web", {
      spec: {
        containers: [
          { name: "web", env, securityContext: { runAsUser: 1000 } },
          { name: "log", securityContext: { allowPrivilegeEscalation: false } },
        ],
      },
    });
    const rule = rules.filter(({ id }) => id === "k8s-priv-escalation");
    const report = reportOf([pod], "state", rule);
    expect(report.findings.map(({ edits }) => edits)).toEqual([
      [{ path: "spec.containers[0].securityContext.allowPrivilegeEscalation", value: "false" }],
    ]);
    expect(jsonReport(report)).not.toContain("hunter2");
  });

  it("says what of a state cannot be read apart from what is encrypted there", () => {
    const policy = (name: string, props: object) => resource("aws:s3/bucketPolicy:BucketPolicy", name, { ...props });
    const text = terminalReport(reportOf([policy("torn", { bucket: "b", policy: "{ torn" })], "state"));
    expect(text).toContain("      policy (cannot be read as a JSON document)\n");
    expect(text).not.toContain("--show-secrets");
  });

  it("says that a secret of a state is encrypted there, not that an update would tell", () => {
    const text = terminalReport(reportOf(resources, "state"));
    expect(text).toContain("encrypted in the state: encrypted; export it with --show-secrets");
    expect(text).not.toContain("before the update");
  });
});

describe("SARIF", () => {
  interface Log {
    readonly version: string;
    readonly runs: readonly {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly Record<string, unknown>[];
      readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
    }[];
  }
  const log = (from = reportOf()): Log => JSON.parse(sarifReport(from)) as Log;
  const results = log().runs[0]?.results ?? [];
  const of = (rule: string) => results.find(({ ruleId }) => ruleId === rule);

  it("gives every result the rule that it names, and each rule help and a severity", () => {
    const rules = log().runs[0]?.tool.driver.rules ?? [];
    expect(results.map(({ ruleId, ruleIndex }) => rules[ruleIndex as number]?.id === ruleId)).toEqual(
      results.map(() => true),
    );
    expect(rules[0]).toMatchObject({
      id: "aws-net-ssh-open",
      defaultConfiguration: { level: "error" },
      properties: { "security-severity": "9.5" },
    });
  });

  it("tells violations, what is undecided, what is excepted and faults of the pack apart", () => {
    expect(of("aws-net-ssh-open")).toMatchObject({ kind: "fail", level: "error" });
    expect(of("aws-s3-versioning")).toMatchObject({ kind: "fail", level: "warning" });
    expect(of("aws-net-sg-unused")).toMatchObject({ kind: "fail", level: "note" });
    expect(of("aws-ec2-ebs-encrypted")).toMatchObject({ kind: "open", level: "none" });
    expect(of("az-storage-blob-public")).toMatchObject({
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: "waiver, by @web-team until 2026-12-31: The site is public | by <intent>.",
        },
      ],
    });
    expect(of("aws-s3-broken")).toBeUndefined();
    expect(log().runs[0]?.invocations[0]?.toolExecutionNotifications).toHaveLength(1);
  });

  it("names the line where it is known, and else the resource", () => {
    expect(of("az-storage-https")?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "src/my%20index.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 11, startColumn: 3 },
        },
        logicalLocations: [
          {
            name: "plain",
            fullyQualifiedName: "urn:pulumi:prod::shop::azure-native:storage:StorageAccount::plain",
            kind: "resource",
          },
        ],
      },
    ]);
    expect(of("aws-s3-versioning")?.locations).toEqual([
      {
        logicalLocations: [
          {
            name: "assets",
            fullyQualifiedName: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::assets",
            kind: "resource",
          },
        ],
      },
    ]);
  });

  it("knows a finding again when others come, and in a stack of another name", () => {
    const fingerprints = (from: Log) =>
      new Map(from.runs[0]?.results.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints]));
    const [first, ...others] = resources;
    const renamed = others.map((one) => ({ ...one, urn: one.urn.replace("urn:pulumi:prod::", "urn:pulumi:live::") }));
    expect(first?.name).toContain("web");
    expect(fingerprints(log(reportOf(renamed))).get("az-storage-https")).toEqual(
      fingerprints(log()).get("az-storage-https"),
    );
    expect(new Set(results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(
      results.length,
    );
  });
});

describe("JUnit", () => {
  it("fails for what stops only", () => {
    const [head] = junitReport(reportOf()).match(/<testsuites .*>/) ?? [];
    expect(head).toBe(
      '<testsuites name="groundplan policy check: stack prod of shop" tests="13" failures="5" errors="1" skipped="6" time="0">',
    );
  });

  it("escapes, and leaves out what XML cannot hold", () => {
    expect(xml('<a b="c">\'&\u0000\u001b\ud800\uffff😀\n</a>')).toBe(
      "&lt;a b=&quot;c&quot;&gt;&apos;&amp;😀\n&lt;/a&gt;",
    );
  });
});

describe("Markdown", () => {
  const volumes = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      resource("aws:ebs/volume:Volume", `volume-${index}`, { encrypted: false }),
    );

  it("shows the first resources of a rule that finds many", () => {
    const text = markdownReport(reportOf([...resources, ...volumes(2_000)]));
    expect(text).toContain("**2,004 violations stop, 4 advise");
    expect(text.match(/^- `volume-/gm)?.length).toBe(20);
    expect(text).toContain("\n- and 1980 more\n");
  });

  it("is cut by whole rules to what a comment may hold, and says how much is missing", () => {
    expect(markdownReport(reportOf()).length).toBeLessThan(COMMENT_LENGTH);
    const text = markdownReport(reportOf(), 4_000);
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text).toContain("_2 of 4 entries left out here; the JSON and SARIF reports have all._");
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it("escapes what would be HTML, a mention, a table or a link", () => {
    const text = markdownReport(reportOf());
    expect(text).toContain(
      "- `plain` (`azure-native:storage:StorageAccount`): `waiver, by @web-team until 2026-12-31: The site",
    );
    expect(text.replace(/(`+).*?\1/gs, "")).not.toMatch(/<img|@/);
  });
});
