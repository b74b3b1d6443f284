import { certificatePem } from "../certificate.js";
import type { ObjectContext } from "../model.js";

type Write = (c: ObjectContext, path: string) => string;

const host: Write = (c, p) => `${slug(c.name)}-${c.derive.hex(p, 8)}.sandbox.invalid`;
const privateIp: Write = (c, p) =>
  `10.${c.derive.below(p, 256)}.${c.derive.below(`${p}2`, 256)}.${4 + c.derive.below(`${p}3`, 250)}`;

/** How texts look by the names of their properties; the first that fits goes. */
const rules: readonly (readonly [RegExp, Write])[] = [
  [/(certificate|ca_?cert|pem)(body|chain|pem|data)?$|pemcertificate/i, (c, p) => certificatePem(c.derive, p)],
  [/(public|ssh)_?key(_?pem)?$/i, (c, p) => `ssh-ed25519 ${c.derive.base64(p, 51)}`],
  [
    /(password|secret|token|passphrase|credential|connection_?string|(access|private|primary|secondary|shared|auth|mac|api)_?key)$/i,
    (c, p) => `sandbox-${c.derive.hex(p, 24)}`,
  ],
  [
    /(time|timestamp|date|createdat|updatedat|modifiedat|created|modified|updated|expiration|expiry|notbefore|notafter)(utc)?$/i,
    (c, p) => c.derive.time(p),
  ],
  [
    /^(inline|bucket|access|iam|resource|key)?policy(_?document)?$|policyjson/i,
    () => '{"Version":"2012-10-17","Statement":[]}',
  ],
  [/(json|definition|document|manifest|_?spec)$/i, () => "{}"],
  [/ipv6_?cidr(block|range)?$|ipv6_?range$/i, (c, p) => `2001:db8:${c.derive.hex(p, 4).replace(/^0+/, "1")}::/56`],
  [/cidr(block|range)?$|ip_?range$/i, (c, p) => `10.${c.derive.below(p, 256)}.0.0/16`],
  [/ipv6.*address|ipv6$/i, (c, p) => `2001:db8::${c.derive.hex(p, 4).replace(/^0+/, "1")}`],
  [/private_?ip(v4)?(address)?$/i, privateIp],
  [/mac_?address$/i, (c, p) => `02:${[0, 2, 4, 6, 8].map((at) => c.derive.hex(p, 10).slice(at, at + 2)).join(":")}`],
  [/ip(v4)?_?(address)?$/i, (c, p) => c.derive.publicIp(p)],
  [/email(address)?$/i, (c, p) => `${slug(c.name)}-${c.derive.hex(p, 6)}@sandbox.invalid`],
  [/(fqdn|domain|domain_?name|host_?name|dns_?name|dns|host|address|dns_?record)$/i, host],
  [/(url|uri|endpoint|link|href|location_?uri)$/i, (c, p) => `https://${host(c, p)}/`],
  [/(etag|fingerprint|hash|digest|checksum|md5|sha256)$/i, (c, p) => c.derive.hex(p, 32)],
  [
    /(uuid|guid|uid|principal_?id|tenant_?id|object_?id|client_?id|unique_?id|immutable_?id|application_?id)$/i,
    (c, p) => c.derive.uuid(p),
  ],
  [/(region|location)$/i, (c) => c.region],
  [/(owner_?id|account_?id|owner|project|project_?id)$/i, (c) => c.account],
  [/version$/i, () => "1"],
  [/(number|index|size|count|asn|bytes)$/i, (c, p) => c.derive.digits(p, 12)],
  [/(message|reason|description|comment|details?)$/i, () => ""],
];

/** A text that looks like what the property's name says, stable for the object; undefined where it says nothing. */
export function ruledText(c: ObjectContext, name: string, path: string): string | undefined {
  return rules.find(([pattern]) => pattern.test(name))?.[1](c, path);
}

/** A text of no particular form. */
export function freeText(c: ObjectContext, name: string, path: string): string {
  return /name$/i.test(name) ? `${slug(c.name)}-${c.derive.hex(path, 7)}` : `${slug(name)}-${c.derive.hex(path, 12)}`;
}

export function guessNumber(name: string): number {
  if (/port$/i.test(name)) return 443;
  return /version|generation|revision/i.test(name) ? 1 : 0;
}

/** A text as a DNS label of at most 40 characters. */
function slug(words: string): string {
  const plain = words
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 40).replace(/-+$/, "") || "x";
}
