/** The API server's rules of names. Each returns what is wrong with a name, in its words; nothing where it is right. */
export type NameCheck = (name: string) => string[];

const labelForm = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomainForm = `${labelForm}(\\.${labelForm})*`;
const label1035Form = "[a-z]([-a-z0-9]*[a-z0-9])?";
const valueForm = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
const qualifiedForm = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

const whole = (form: string): RegExp => new RegExp(`^${form}$`);
const [labelIs, subdomainIs, label1035Is, valueIs, qualifiedIs] = [
  whole(labelForm),
  whole(subdomainForm),
  whole(label1035Form),
  whole(valueForm),
  whole(qualifiedForm),
];
const atMost = (count: number, what = "characters"): string => `must be no more than ${count} ${what}`;
const used = (form: string): string => `regex used for validation is '${form}'`;

const subdomainWords = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', ${used(subdomainForm)})`;
const labelWords = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', ${used(labelForm)})`;
const label1035Words = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', ${used(label1035Form)})`;
const valueWords = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', ${used(valueForm)})`;
const qualifiedWords = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', ${used(qualifiedForm)})`;

export const subdomain: NameCheck = (name) => [
  ...(name.length > 253 ? [atMost(253)] : []),
  ...(subdomainIs.test(name) ? [] : [subdomainWords]),
];
export const label: NameCheck = (name) => [
  ...(name.length > 63 ? [atMost(63)] : []),
  ...(labelIs.test(name) ? [] : [name.includes(".") && subdomainIs.test(name) ? "must not contain dots" : labelWords]),
];
export const label1035: NameCheck = (name) => [
  ...(name.length > 63 ? [atMost(63)] : []),
  ...(label1035Is.test(name) ? [] : [label1035Words]),
];
export const labelValue: NameCheck = (value) => [
  ...(value.length > 63 ? [atMost(63, "bytes")] : []),
  ...(valueIs.test(value) ? [] : [valueWords]),
];

/** `name` or `prefix.example.com/name`: keys of labels and annotations, resources, finalizers. */
export const qualified: NameCheck = (key) => {
  const parts = key.split("/");
  if (parts.length > 2)
    return [
      `a valid label key ${qualifiedWords} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const [prefix, name = ""] = parts.length === 2 ? [parts[0], parts[1]] : [undefined, parts[0]];
  return [
    ...(prefix === "" ? ["prefix part must be non-empty"] : []),
    ...(prefix === undefined || prefix === "" ? [] : subdomain(prefix).map((words) => `prefix part ${words}`)),
    ...(name === "" ? ["name part must be non-empty"] : []),
    ...(name.length > 63 ? [`name part ${atMost(63, "bytes")}`] : []),
    ...(qualifiedIs.test(name) ? [] : [`name part ${qualifiedWords}`]),
  ];
};

export const portName: NameCheck = (name) => [
  ...(name.length > 15 ? [atMost(15)] : []),
  ...(/^[-a-z0-9]+$/.test(name) ? [] : ["must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"]),
  ...(/[a-z]/.test(name) ? [] : ["must contain at least one letter (a-z)"]),
  ...(name.includes("--") ? ["must not contain consecutive hyphens"] : []),
  ...(/^-|-$/.test(name) ? ["must not begin or end with a hyphen"] : []),
];

const dataKeyForm = "[-._a-zA-Z0-9]+";
const dataKeyIs = whole(dataKeyForm);
/** A key of a ConfigMap or a Secret. */
export const dataKey: NameCheck = (key) => [
  ...(key.length > 253 ? [atMost(253)] : []),
  ...(dataKeyIs.test(key)
    ? key === "."
      ? ["must not be '.'"]
      : key === ".."
        ? ["must not be '..'"]
        : key.startsWith("..")
          ? ["must not start with '..'"]
          : []
    : [
        `a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', ${used(dataKeyForm)})`,
      ]),
];

/** The name of a role is a segment of a path. */
export const pathSegment: NameCheck = (name) => {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return ["/", "%"].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`);
};

const wildcardForm = `\\*\\.${subdomainForm}`;
const wildcardIs = whole(wildcardForm);
export const wildcard: NameCheck = (host) =>
  wildcardIs.test(host)
    ? []
    : [
        `a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', ${used(wildcardForm)})`,
      ];

export const portNumber = "must be between 1 and 65535, inclusive";
export function isPort(value: unknown): boolean {
  return typeof value !== "number" || (Number.isInteger(value) && value >= 1 && value <= 65535);
}
