/** Credentials in texts that are no place for them: what a text holds is named, never shown. */

import type { Field } from "../core/value.js";
import { nowhere, pass, type Verdict, violation } from "../core/verdict.js";

/** An id of an access key. Those of temporary credentials begin with ASIA. */
const ACCESS_KEY_ID = /(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/;
const SECRET_KEY = /secret_?(access_?)?key["']?\s*[=:]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/i;
const PRIVATE_KEY = /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----/;

/** Tokens that are recognised by how they begin: of GCP, GitHub, GitLab, Slack and Stripe. */
const TOKEN =
  /(?<![\w-])(AIza[\w-]{35}|ya29\.[\w-]{20,}|gh[opsur]_\w{36}|github_pat_\w{22,}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10,}|sk_live_\w{16,})/;

/** How names of passwords end. */
const NAME = "(?:password|passwd|passphrase)";

/**
 * A password with its value: in quotes, which may be escaped, bare behind a shell's `=`, or on a YAML line of its own. What a program puts
 * together when it runs, from variables, commands or templates, is no value.
 */
const PASSWORDS = [
  new RegExp(String.raw`${NAME}["']?\s*[=:]\s*(\\?["'])(?<value>[^"'$<{%\x60\\]{3,})\1`, "gi"),
  new RegExp(String.raw`${NAME}=(?<value>[^\s"'$<{(%\[\x60;&|][^\s"'$<{(%\[\x60;&|]{2,})(?=[\s;&|]|$)`, "gi"),
  new RegExp(String.raw`^\s*(?:-\s+)?[\w-]*${NAME}:[ \t]+(?<value>[^\s"'$<{(%\[\x60|>!&*#][^\s]{2,})[ \t]*$`, "gim"),
];

/** What follows such a name without being a password: switches, and commands of PowerShell. */
const NO_PASSWORD = /^(true|false|yes|none|null|undefined|[A-Z][a-z]+-[A-Z]\w+|arn:.*)$/;

/** Names the first credential that the text holds. */
export function credentialIn(text: string): string | undefined {
  if (ACCESS_KEY_ID.test(text)) return "the id of an access key";
  if (SECRET_KEY.test(text)) return "a secret access key";
  if (PRIVATE_KEY.test(text)) return "a private key";
  if (TOKEN.test(text)) return "a token";
  return PASSWORDS.some((pattern) => hasPassword(text, pattern)) ? "a password" : undefined;
}

/** Whether a script that a machine runs holds no credential, as it is or in Base64. */
export function holdsNoCredential(script: Field): Verdict {
  if (script.state === "absent") return pass;
  if (script.state === "unknown") return { result: "undecided", unknown: [script.path] };
  const text = String(script.value);
  const found = credentialIn(text) ?? credentialIn(decoded(text) ?? "");
  // The text is not printed: whoever reads the report would read the credential.
  return found === undefined ? pass : violation(nowhere, `${script.path} holds ${found}`);
}

/** The text that a Base64 text stands for, or undefined where it is none. */
function decoded(text: string): string | undefined {
  const compact = text.replace(/\s/g, "");
  if (compact.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, "base64").toString("utf8");
}

function hasPassword(text: string, pattern: RegExp): boolean {
  return [...text.matchAll(pattern)].some(({ groups }) => !NO_PASSWORD.test(groups?.value ?? ""));
}

const CREDENTIAL = /^(passwords?|passwd|pwd|passphrase|secrets?|tokens?|credentials?|apikeys?)$/;
const OF_KEY = /^(api|access|account|auth|client|encryption|master|private|secret|shared|signing|storage)$/;

/** Words before a credential's name that make a number of it: `MAX_TOKENS`. */
const NUMBER = /^(max|min|num)$/;

/** Words that make of a credential's name one of something about it: its ARN, where it is, how long it lives. */
const ABOUT =
  /^(arns?|names?|ids?|urls?|uris?|endpoints?|hosts?|paths?|files?|polic(y|ies)|lengths?|ttl|expiry|expiration|rotation|versions?|lifetime|timeout|days|hours|minutes|seconds|types?|issuer|audience|enabled|count|limit|min|max)$/;

/** Whether a name is one for a credential: `db/password`, `API_KEY`, `ConnectionStrings__Orders`, but not `token-url`. */
export function namesCredential(name: string): boolean {
  const last = name.split("/").filter(Boolean).at(-1) ?? "";
  const words = last
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const at = words.findIndex((word, i) => isCredential(word, words[i - 1] ?? ""));
  return at >= 0 && !words.slice(at + 1).some((word) => ABOUT.test(word));
}

function isCredential(word: string, before: string): boolean {
  if (/^keys?$/.test(word)) return OF_KEY.test(before);
  return /^strings?$/.test(word) ? before === "connection" : CREDENTIAL.test(word) && !NUMBER.test(before);
}
