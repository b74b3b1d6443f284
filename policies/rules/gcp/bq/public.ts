import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isSet, not } from "../../../core/tri.js";
import { type Field, field, get, items, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { grants, isEverybody, namesSomebody } from "../../../facts/gcp-everybody.js";

const DATASET = "gcp:bigquery/dataset:Dataset";
const ACCESS = "gcp:bigquery/datasetAccess:DatasetAccess";
const WORDS = ["specialGroup", "iamMember"] as const;
/** The other ways to say who may read: people by name, and what is shared with them in place of the dataset. */
const NAMES = ["userByEmail", "groupByEmail", "domain", "view", "routine"] as const;
const OPEN = "opens the data to everybody";

/**
 * An entry of a dataset's access list, inline or by itself. The provider once had no word for allUsers: an entry with a role
 * and nobody to get it is how such a grant was read.
 */
function judge(entry: Field): Verdict {
  const [role, words] = [within(entry, "role"), WORDS.map((name) => within(entry, name))];
  const named = any(...[...WORDS, ...NAMES, "dataset", "authorizedDataset"].map((name) => isSet(within(entry, name))));
  return every([
    ...words.map((word) => forbid(holds(word, isEverybody), word, OPEN)),
    forbid(all(isSet(role), not(named)), role, "is granted to nobody by name, which stands for everybody"),
  ]);
}

export const gcpBqPublic: ResourceRule = {
  id: "gcp-bq-public",
  title: "Dataset or table open to everybody",
  severity: Severity.Critical,
  graph: false,
  judges: {
    [DATASET]: ["role", ...WORDS, ...NAMES, "dataset"].map((name) => `accesses[].${name}`),
    [ACCESS]: ["role", ...WORDS, ...NAMES, "authorizedDataset"],
    ...grants("gcp:bigquery/datasetIam"),
    ...grants("gcp:bigquery/iam"),
  },
  controls: {
    "CIS GCP 4.0": ["7.1"],
    PCI4: [
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "1.5.1",
      "10.2.1",
      "10.2.2",
      "10.3.1",
      "10.3.2",
      "10.6.3",
      "2.2.7",
      "3.5.1",
      "5.3.4",
      "8.3.2",
      "A1.1.2",
      "A1.1.3",
      "A1.2.1",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_GCP_15", "CKV_GCP_100"],
  why: "allUsers is the whole internet, and allAuthenticatedUsers is everybody with a Google account: each can read or copy the data.",
  fix: "Grant the role to the groups or service accounts that need it, in place of `specialGroup` allAuthenticatedUsers, `iamMember` allUsers or the same member of a role.",
  bad: [
    {
      type: DATASET,
      name: "sales",
      props: { datasetId: "sales", accesses: [{ role: "READER", specialGroup: "allAuthenticatedUsers" }] },
    },
  ],
  good: [
    {
      type: DATASET,
      name: "sales",
      props: { datasetId: "sales", accesses: [{ role: "READER", groupByEmail: "analysts@example.com" }] },
    },
  ],
  check(resource) {
    if (resource.type === DATASET) return every(items(get(resource.props, "accesses")).map(judge));
    if (resource.type === ACCESS) return judge(field("", resource.props));
    return namesSomebody(resource, OPEN);
  },
};
