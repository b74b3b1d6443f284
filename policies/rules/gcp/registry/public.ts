import { type ResourceRule, Severity } from "../../../core/rule.js";
import { grants, namesSomebody } from "../../../facts/gcp-everybody.js";

const MEMBER = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember";

const grantTo = (member: string) => ({
  type: MEMBER,
  name: "readers",
  props: { location: "europe-west1", repository: "images", role: "roles/artifactregistry.reader", member },
});

export const gcpRegistryPublic: ResourceRule = {
  id: "gcp-registry-public",
  title: "Image repository open to everybody",
  severity: Severity.High,
  graph: false,
  judges: grants("gcp:artifactregistry/repositoryIam"),
  controls: {},
  checkov: ["CKV_GCP_101"],
  why: "Images carry source code, internal addresses and now and then a credential; everybody who can pull them can read all of it.",
  fix: "Name in `member` or `members` the service accounts and groups that pull or push.",
  bad: [grantTo("allUsers")],
  good: [grantTo("serviceAccount:nodes@acme.iam.gserviceaccount.com")],
  check: (grant) => namesSomebody(grant, "opens the repository to everybody"),
};
