// Runs every example of the SDKs' own documentation through the sandbox's checks: what the providers' authors show must be
// accepted. Prints each refusal and the counts.
//
//   npm run sandbox:examples [-- aws gcp azure-native]
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installed } from "../limits/sdk.mjs";
import { reasonFor } from "./expected.mjs";
import { classNames, examplesOf } from "./extract.mjs";

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { cloud } = require(join(root, "dist", "sandbox", "models", "index.js"));
const { inputRefusal } = require(join(root, "dist", "sandbox", "models", "limits", "index.js"));
const { UNKNOWN } = require(join(root, "dist", "sandbox", "types.js"));
const { noAnswers } = require(join(root, "dist", "sandbox", "answers", "model.js"));

const places = {
  aws: ["123456789012", "us-west-2"],
  gcp: ["my-project", "us-central1"],
  "azure-native": ["5ab5c21b-0000-4000-8000-000000000001", "westeurope"],
};
const asked = process.argv.slice(2);
const packages = Object.keys(places).filter((pkg) => asked.length === 0 || asked.includes(pkg));
const sdks = Object.fromEntries(packages.map((pkg) => [pkg, installed(pkg)]));

/** A world with nothing in it. */
const none = () => [];
const world = { find: () => undefined, byType: none, count: () => 0, byIdentity: none, users: none };

/** What the sandbox says of one example: failures of the check, and the refusal of a creation. */
function judge(session, { token, inputs: news }) {
  const urn = `urn:pulumi:dev::p::${token}::example`;
  const about = { session, type: token, urn, name: "example", world };
  const { inputs, failures } = cloud.check({ ...about, news, olds: undefined, randomSeed: new Uint8Array(32) });
  if (failures.length > 0) return failures.map((f) => `${f.property}: ${f.reason}`);
  const schema = sdks[session.pkg].schema.resource(token);
  // Ids are decided from all inputs: with one unknown only the limits of the others can be judged.
  const error = hasUnknown(inputs)
    ? inputRefusal({ session, schema, inputs, name: "example" })
    : cloud.create({ ...about, inputs, generation: 1, preview: false }).error;
  const refusal = error && `${error.code}: ${error.message}`;
  return refusal === undefined || absent.test(refusal) ? [] : [refusal];
}

/** What an example refers to does not exist here: that is no fault of the example. */
const absent = /NotFound|NoSuch|Error 404|InvalidKeyPair|does not exist|not found|cannot be found/i;

function hasUnknown(value) {
  return value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));
}

let unexpected = 0;
for (const pkg of packages) {
  const { schema, version, tokens } = sdks[pkg];
  const [account, region] = places[pkg];
  const config = pkg === "azure-native" ? { location: region } : { region };
  const sdk = { dir: join(root, "node_modules", "@pulumi", pkg), version };
  const answers = noAnswers;
  const session = {
    pkg,
    project: "p",
    stack: "dev",
    organization: "o",
    sdk,
    config,
    account,
    region,
    seed: "s",
    answers,
  };
  const names = classNames(pkg, tokens);
  const counts = { types: tokens.length, withExamples: 0, examples: 0, refused: 0, unexpected: 0 };
  const seen = new Set();
  for (const token of tokens) {
    const examples = examplesOf(schema.resource(token)?.doc ?? "", names, UNKNOWN);
    if (examples.length > 0) counts.withExamples++;
    for (const example of examples) {
      counts.examples++;
      const problems = judge(session, example);
      if (problems.length === 0) continue;
      counts.refused++;
      const why = problems.map((problem) => reasonFor(example.token, problem));
      const wrong = problems.filter((_, i) => why[i] === undefined);
      const kind = wrong.length > 0 ? "unexpected" : why[0];
      counts[kind] = (counts[kind] ?? 0) + 1;
      for (const line of wrong.map((problem) => `${example.token} ${problem}`)) {
        if (!seen.has(line)) process.stdout.write(`${line}\n`);
        seen.add(line);
      }
    }
  }
  unexpected += counts.unexpected;
  process.stdout.write(`${pkg} ${version}: ${JSON.stringify(counts)}\n`);
}
process.exitCode = unexpected > 0 ? 1 : 0;
