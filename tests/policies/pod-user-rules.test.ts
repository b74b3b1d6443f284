import { describe, expect, it } from "vitest";
import { severityOf } from "../../policies/core/evaluate.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { findings } from "./support.js";

/** What the rule finds on a pod with one container, each with the severity that counts. */
function at(spec: Props, securityContext?: Props): readonly string[] {
  const container = { name: "web", image: "registry.example/web:1.4", securityContext };
  const props = { metadata: { namespace: "shop" }, spec: { containers: [container], ...spec } };
  return findings([{ type: "kubernetes:core/v1:Pod", name: "web", props }])
    .filter((finding) => finding.rule.id === "k8s-run-as-non-root")
    .map((finding) => `${finding.kind} ${severityOf(finding)}`);
}

describe("k8s-run-as-non-root", () => {
  it("takes the setting of the container or of its pod", () => {
    expect(at({}, { runAsNonRoot: true })).toEqual([]);
    expect(at({ securityContext: { runAsNonRoot: true } })).toEqual([]);
    expect(at({ securityContext: { runAsNonRoot: true } }, { runAsNonRoot: false })).toEqual(["violation medium"]);
    expect(at({})).toEqual(["violation medium"]);
  });

  it("finds root by its number whatever else is said", () => {
    expect(at({}, { runAsNonRoot: true, runAsUser: 0 })).toEqual(["violation medium"]);
    expect(at({ securityContext: { runAsUser: 0 } })).toEqual(["violation medium"]);
  });

  it("minds less that another user is named and root not refused, which admission does not take", () => {
    expect(at({}, { runAsUser: 10001 })).toEqual(["violation low"]);
    expect(at({}, { runAsUser: 10001, runAsNonRoot: true })).toEqual([]);
    expect(at({}, { runAsUser: 10001, runAsNonRoot: UNKNOWN.boolean })).toEqual(["undecided medium"]);
  });

  it("lets root be root in a user namespace of its own", () => {
    expect(at({ hostUsers: false })).toEqual([]);
    expect(at({ hostUsers: false }, { runAsUser: 0 })).toEqual([]);
    expect(at({ hostUsers: true }, { runAsUser: 0 })).toEqual(["violation medium"]);
    expect(at({ hostUsers: UNKNOWN.boolean }, { runAsUser: 0 })).toEqual(["undecided medium"]);
  });
});
