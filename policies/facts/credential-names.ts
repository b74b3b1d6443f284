/** Whether a variable's name says that its value is a credential: `DB_PASSWORD`, `apiKey`, `ConnectionStrings__Orders`. */
export function namesCredential(name: string): boolean {
  const plain = words(name);
  return CREDENTIAL.test(plain) || CONNECTION.test(plain);
}

const WORDS = "password|passwd|pwd|passphrase|secrets?|token|credentials?|secret_key_base";
const KEYS = "api|access|account|auth|private|secret|shared|storage|encryption|master|client|signing";

/** Words for a credential, at the end: `password_file` and `token_url` name places. A number may follow. */
const CREDENTIAL = new RegExp(String.raw`(^|_)(${WORDS}|(${KEYS})_?key)(_\d+)?$`);

const CONNECTION = /(^|_)connection_?strings?(_|$)/;

/** The words of a name, in lower case and with `_` between them. */
function words(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z\d]+/g, "_")
    .toLowerCase();
}
