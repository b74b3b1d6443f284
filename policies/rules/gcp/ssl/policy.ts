import type { Edit, Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isText, type Tri } from "../../../core/tri.js";
import { type Field, get, items, type Props } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

const READ = ["minTlsVersion", "profile", "customFeatures"];
const STRONG: ReadonlySet<string> = new Set(["MODERN", "RESTRICTED", "FIPS_202205"]);

const modern = (version: Field): Tri => holds(version, (v) => v === "TLS_1_2" || v === "TLS_1_3");
const strong = (profile: Field): Tri => holds(profile, (p) => STRONG.has(String(p)));

/** Whether a suite agrees on keys that are thrown away. Those that only encrypt the key with RSA have weak ciphers too. */
const secret = (suite: Field): Tri => holds(suite, (name) => !/^TLS_RSA_/.test(String(name)));

const remedy: Remedy = { replaces: false, edits: ({ props }) => [...versionEdits(props), ...cipherEdits(props)] };

function versionEdits(props: Props): readonly Edit[] {
  return modern(get(props, "minTlsVersion")) === false ? [{ path: "minTlsVersion", value: "TLS_1_2" }] : [];
}

function cipherEdits(props: Props): readonly Edit[] {
  const profile = get(props, "profile");
  if (strong(profile) !== false) return [];
  if (isText(profile, "CUSTOM") !== true) return [{ path: "profile", value: "MODERN" }];
  const suites = items(get(props, "customFeatures"));
  const kept = suites.filter((suite) => secret(suite) !== false);
  if (kept.length === 0 || kept.length === suites.length || kept.some(({ state }) => state !== "known")) return [];
  return [{ path: "customFeatures", value: kept.map((suite) => suite.state === "known" && suite.value) }];
}

export const gcpSslPolicy: ResourceRule = {
  id: "gcp-ssl-policy",
  title: "Weak TLS policy",
  severity: Severity.High,
  graph: false,
  judges: { "gcp:compute/sSLPolicy:SSLPolicy": READ, "gcp:compute/regionSslPolicy:RegionSslPolicy": READ },
  controls: {},
  checkov: ["CKV_GCP_4"],
  trivy: ["GCP-0039"],
  remedy,
  why: "A load balancer with a weak policy still takes TLS 1.0, or ciphers without forward secrecy: traffic that is recorded today can be read by whoever gets the key later.",
  fix: 'Set `minTlsVersion` to "TLS_1_2" and `profile` to "MODERN" or "RESTRICTED"; keep suites that begin with TLS_RSA_ out of `customFeatures`.',
  bad: [{ type: "gcp:compute/sSLPolicy:SSLPolicy", name: "web", props: { profile: "MODERN" } }],
  good: [
    { type: "gcp:compute/sSLPolicy:SSLPolicy", name: "web", props: { profile: "MODERN", minTlsVersion: "TLS_1_2" } },
  ],
  check({ props }) {
    const [version, profile, features] = [
      get(props, "minTlsVersion"),
      get(props, "profile"),
      get(props, "customFeatures"),
    ];
    return every([
      demand(modern(version), version, "lets clients use TLS older than 1.2"),
      demand(any(strong(profile), isText(profile, "CUSTOM")), profile, "allows weak ciphers"),
      demand(
        any(strong(profile), all(...items(features).map(secret))),
        features,
        "allows ciphers without forward secrecy",
      ),
    ]);
  },
};
