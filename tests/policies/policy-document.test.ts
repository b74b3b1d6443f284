import { describe, expect, it } from "vitest";
import type { Props } from "../../policies/core/value.js";
import { field, UNKNOWN } from "../../policies/core/value.js";
import { statements } from "../../policies/facts/policy-document.js";
import { verdicts } from "./support.js";

const allow = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" };

/** What the rule on public policies says about a policy in each form that a program can write it in. */
function judge(policy: unknown): string {
  const forms = [
    ["aws:s3/bucketPolicy:BucketPolicy", policy],
    ["aws:s3/bucketPolicy:BucketPolicy", JSON.stringify(policy)],
    ["aws:s3/bucket:Bucket", policy],
    ["aws:s3/bucketV2:BucketV2", JSON.stringify(policy)],
  ] as const;
  const found = forms.map(([type, value]) =>
    verdicts("aws-s3-policy-public", { type, name: "it", props: { policy: value } }).join(),
  );
  const [first] = found;
  return first !== undefined && found.every((one) => one === first) ? first.replace(" it", "") : found.join("|");
}

const withCondition = (Condition: Props) => judge({ Statement: [{ ...allow, Condition }] });

describe("a policy is public", () => {
  it("for every way to name everybody", () => {
    for (const Principal of ["*", ["*"], { AWS: "*" }, { AWS: ["arn:aws:iam::1:root", "*"] }, { "*": "*" }])
      expect(judge({ Statement: [{ ...allow, Principal }] })).toBe("violation");
    expect(judge({ Statement: allow })).toBe("violation");
    const { Principal: _, ...nobody } = allow;
    expect(judge({ Statement: [{ ...nobody, NotPrincipal: { AWS: "arn:aws:iam::1:root" } }] })).toBe("violation");
  });

  it("not for a named principal, a service or a denial", () => {
    expect(judge({ Statement: [{ ...allow, Principal: { AWS: "arn:aws:iam::123456789012:root" } }] })).toBe("");
    expect(judge({ Statement: [{ ...allow, Principal: { Service: "cloudfront.amazonaws.com" } }] })).toBe("");
    expect(judge({ Statement: [{ ...allow, Effect: "Deny" }] })).toBe("");
    expect(judge({ Statement: [] })).toBe("");
  });
});

describe("a condition keeps strangers out", () => {
  it("when it ties the call to a known account, network, resource or address", () => {
    expect(withCondition({ StringEquals: { "aws:PrincipalOrgID": "o-1" } })).toBe("");
    expect(withCondition({ StringEquals: { "aws:sourcevpce": "vpce-1" } })).toBe("");
    expect(withCondition({ ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:111122223333:trail/*" } })).toBe("");
    expect(withCondition({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::logs" } })).toBe("");
    expect(withCondition({ ArnEquals: { "aws:SourceArn": "the topic" } })).toBe("");
    expect(withCondition({ IpAddress: { "aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32"] } })).toBe("");
    expect(withCondition({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/*" } })).toBe("");
  });

  it("not when it also holds for strangers", () => {
    expect(withCondition({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } })).toBe("violation");
    expect(withCondition({ StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } })).toBe("violation");
    expect(withCondition({ "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-1/" } })).toBe("violation");
    expect(withCondition({ StringLike: { "aws:Referer": "https://example.com/*" } })).toBe("violation");
    expect(withCondition({ StringLike: { "aws:PrincipalOrgID": "*" } })).toBe("violation");
    expect(withCondition({ ArnLike: { "aws:SourceArn": "arn:aws:*" } })).toBe("violation");
    expect(withCondition({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/reader" } })).toBe("violation");
    expect(withCondition({ IpAddress: { "aws:SourceIp": ["192.0.2.0/24", "0.0.0.0/1"] } })).toBe("violation");
    expect(withCondition({})).toBe("violation");
  });
});

describe("a document that is partly unknown", () => {
  const at = (policy: unknown) =>
    verdicts("aws-s3-policy-public", { type: "aws:s3/bucketPolicy:BucketPolicy", name: "it", props: { policy } });

  it("is judged by what is known", () => {
    expect(at({ Statement: [{ ...allow, Resource: UNKNOWN.string }] })).toEqual(["violation it"]);
    expect(at({ Statement: [UNKNOWN.object, allow] })).toEqual(["violation it"]);
    expect(at({ Statement: [{ ...allow, Effect: "Deny", Principal: UNKNOWN.string }] })).toEqual([]);
  });

  it("is undecided where that does not decide", () => {
    expect(at(UNKNOWN.string)).toEqual(["undecided it"]);
    expect(at({ Statement: [{ ...allow, Principal: UNKNOWN.string }] })).toEqual(["undecided it"]);
    expect(at({ Statement: [{ ...allow, Condition: UNKNOWN.object }] })).toEqual(["undecided it"]);
    expect(
      at({ Statement: [{ ...allow, Condition: { StringEquals: { "aws:SourceVpce": UNKNOWN.string } } }] }),
    ).toEqual(["undecided it"]);
  });
});

describe("what is no document", () => {
  const path = (text: unknown) => statements(field("policy", text)).map((one) => `${one.state} ${one.path}`);
  const why = "(cannot be read as a JSON document)";

  it("is as good as unknown, and says why", () => {
    for (const text of ["{", "[]", "null", "Statement: []", 7, [], true])
      expect(path(text)).toEqual([`unknown policy ${why}`]);
    expect(path('{"Statement": "text"}')).toEqual([`unknown policy.Statement ${why}`]);
    expect(path({ Statement: [7, allow] })).toEqual([
      `unknown policy.Statement[0] ${why}`,
      "known policy.Statement[1]",
    ]);
  });

  it("hides no statement that allows everybody", () => {
    expect(judge({ Statement: ["text", allow] })).toBe("violation");
    expect(judge({ Statement: ["text"] })).toBe("undecided");
  });

  it("is none where nothing is written", () => {
    for (const text of ["", " ", undefined, null, {}, '{"Statement": null}', '{"Statement": []}'])
      expect(path(text)).toEqual([]);
  });

  it("overlooks a comma too many, but not one within a text", () => {
    const text = '{"Statement": [{"Action": ["a,]", "b",], "Sid": "x\\",}",},],}';
    const [statement] = statements(field("policy", text));
    expect(statement?.state === "known" && statement.value).toEqual({ Action: ["a,]", "b"], Sid: 'x",}' });
  });
});
