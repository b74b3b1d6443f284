// Writes sandbox/data/replacement/*.json: which input of which type makes a new object when it changes, and which does not.
//
// Two kinds of sources are joined. What packages state in a form that machines read: CloudFormation's resource schemas in
// cfn-lint, and the models of the azure-mgmt packages (PyPI, by pip; python3 reads the latter). And what the providers' own pages
// and sources state, noted by hand in scripts/replacement/{aws,gcp,azure-types}.json: a row is [page, paths that replace, paths
// that change in place]; "*" is every other input of the installed SDK, "-x" leaves x unsaid; "read" as a fourth says that the page or the provider's source
// was read for it. By hand goes before a package; where a row was not read, what a package says as well is cited from there.
//
// node scripts/replacement.mjs [folder for the packages]; `--check` only says whether the tables are current.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./load-source.mjs";
import { unpack, versions } from "./replacement/packages.mjs";
import { awsTypes, azureTypes, gcpTypes } from "./replacement/tables.mjs";

const terraform = "https://registry.terraform.io/providers/hashicorp";
const generator = "https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen";
/** The day on which the pages were read, and the rows without one were written. */
const day = "2026-11-21";

/** Of a row that was written from knowledge of the provider's schema: the page is where to look it up. */
const unread = "Not read for this table, from knowledge of Terraform's";

const sources = {
  aws: {
    all: { title: `${unread} AWS provider, tags and regions: ${terraform}/aws/latest/docs`, date: day },
    cfn: { title: `CloudFormation's schema of {page}, in cfn-lint ${versions["cfn-lint"]}`, date: "2026-10-20" },
    known: { title: `${unread} AWS provider: ${terraform}/aws/latest/docs/resources/{page}`, date: day },
    tf: { title: `Terraform AWS provider: ${terraform}/aws/latest/docs/resources/{page}`, date: day },
  },
  gcp: {
    all: { title: `${unread} Google provider: ${terraform}/google/latest/docs/guides/provider_reference`, date: day },
    iam: {
      title:
        "Terraform Google provider, IAM resources: https://github.com/hashicorp/terraform-provider-google/tree/main/google/tpgiamresource",
      date: day,
    },
    known: { title: `${unread} Google provider: ${terraform}/google/latest/docs/resources/{page}`, date: day },
    tf: { title: `Terraform Google provider: ${terraform}/google/latest/docs/resources/{page}`, date: day },
  },
  "azure-native": {
    all: {
      title:
        "Not read for this table, from knowledge of Azure: https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources",
      date: day,
    },
    address: { title: `azure-native, parts of the id: ${generator.replace("gen", "provider")}/diff.go`, date: day },
    forced: { title: `azure-native's own list: ${generator}/replacement.go`, date: day },
    provider: {
      title: "azure-native: https://www.pulumi.com/registry/packages/azure-native/api-docs/storage/blob",
      date: day,
    },
    swagger: {
      title: `azure-native's rule (${generator}/properties.go) over https://github.com/Azure/azure-rest-api-specs/blob/main/specification/{page}`,
      date: day,
    },
    spec: { title: `azure-native's rule (${generator}/properties.go) over azure-mgmt-{page} of PyPI`, date: day },
  },
};

const everywhere = {
  aws: { "aws:*": [{ source: "all", replace: ["region"], inPlace: ["tags"] }] },
  gcp: { "gcp:*": [{ source: "all", replace: [], inPlace: ["deletionPolicy"] }] },
  "azure-native": { "azure-native:*": [{ source: "all", replace: [], inPlace: ["tags"] }] },
};

function page(pkg, types) {
  const rows = Object.entries({ ...everywhere[pkg], ...types })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([token, row]) => `    ${JSON.stringify(token)}: ${JSON.stringify(row)}`);
  const known = Object.entries(sources[pkg]).map(
    ([key, source]) => `    ${JSON.stringify(key)}: ${JSON.stringify(source)}`,
  );
  return `{\n  "sources": {\n${known.join(",\n")}\n  },\n  "types": {\n${rows.join(",\n")}\n  }\n}\n`;
}

const [folder = join(tmpdir(), "groundplan-replacement")] = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("-"));
const checking = process.argv.includes("--check");
mkdirSync(folder, { recursive: true });
const unpacked = unpack(folder, (line) => process.stderr.write(`${line}\n`));
const wrong = [];
const tables = { aws: awsTypes(unpacked, wrong), gcp: gcpTypes(wrong), "azure-native": azureTypes(unpacked, wrong) };
if (wrong.length > 0) throw new Error(`these rows name what the installed SDKs do not have:\n  ${wrong.join("\n  ")}`);
for (const [pkg, types] of Object.entries(tables)) {
  const file = join(root, "sandbox", "data", "replacement", `${pkg}.json`);
  const text = page(pkg, types);
  if (!checking) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    process.stderr.write(`error: ${file} is not what scripts/replacement.mjs makes: run it\n`);
    process.exitCode = 1;
  }
}
