// What the installed Pulumi SDKs accept, read by the sandbox's own reader.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const require = createRequire(import.meta.url);

/** The schema of an installed SDK, its version and its tokens. */
export function installed(pkg) {
  const { schemaOf } = require(join(root, "dist", "sandbox", "schema", "index.js"));
  const dir = join(root, "node_modules", "@pulumi", pkg);
  const { version } = require(join(dir, "package.json"));
  const schema = schemaOf(pkg, { dir, version });
  return { schema, version, tokens: schema.tokens() };
}

/** Names without case, separators and plural: what two spellings of one property have in common. */
export function norm(name) {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return plain.replace(/ies$/, "y").replace(/(?<=[^s])s$/, "");
}

/** A type without its lists: a list and its element have one path. */
export function element(type) {
  let current = type;
  let lists = 0;
  for (; current.kind === "list"; lists++) current = current.of;
  return { type: current, lists };
}

/** The plain kind of a type: what remains of a union with an enumeration is its string. */
export function plainKind(type) {
  if (type.kind !== "union") return type.kind;
  const kinds = new Set(type.of.filter((t) => t.kind !== "named" || t.space !== "enums").map((t) => t.kind));
  return kinds.size === 1 ? [...kinds][0] : "union";
}
