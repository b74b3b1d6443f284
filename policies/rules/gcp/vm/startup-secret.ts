import { type ResourceRule, Severity } from "../../../core/rule.js";
import { entries, type Field, get } from "../../../core/value.js";
import { every, nowhere, pass, type Verdict, violation } from "../../../core/verdict.js";
import { credentialIn } from "../../../facts/credentials.js";
import { METADATA_ITEM, machines, SHARED_METADATA, ZONE_METADATA } from "../../../facts/gcp-machines.js";

/** Tokens that are recognised by how they begin: of GCP, GitHub, GitLab, Slack and Stripe. */
const TOKEN =
  /(?<![\w-])(AIza[\w-]{35}|ya29\.[\w-]{20,}|gh[opsur]_\w{36}|github_pat_\w{22,}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10,}|sk_live_\w{16,})/;

function judge(text: Field): Verdict {
  if (text.state === "absent") return pass;
  if (text.state === "unknown") return { result: "undecided", unknown: [text.path] };
  const found = credentialIn(String(text.value)) ?? (TOKEN.test(String(text.value)) ? "a token" : undefined);
  // The text is not printed: whoever reads the report would read the credential.
  return found === undefined ? pass : violation(nowhere, `${text.path} holds ${found}`);
}

export const gcpVmStartupSecret: ResourceRule = {
  id: "gcp-vm-startup-secret",
  title: "Credential in a startup script",
  severity: Severity.Critical,
  graph: false,
  judges: { ...machines("metadata", "metadataStartupScript"), ...SHARED_METADATA },
  controls: {},
  why: "Metadata is plain text for everything that runs on the machine and for everybody who may view the project, and it stays in the project for as long as the machine does.",
  fix: "Take the credential out of `metadata` and `metadataStartupScript`, make a new one, and let the machine read it from Secret Manager with its service account.",
  bad: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        metadataStartupScript: "#!/bin/sh\nexport DB_PASSWORD=correct-horse\n",
      },
    },
  ],
  good: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        metadataStartupScript: "#!/bin/sh\nexport DB_PASSWORD=$(gcloud secrets versions access latest --secret=db)\n",
      },
    },
  ],
  check({ type, props }) {
    if (type === METADATA_ITEM) return judge(get(props, "value"));
    const metadata = get(props, type === ZONE_METADATA ? "metadata.items" : "metadata");
    return every([judge(get(props, "metadataStartupScript")), ...entries(metadata).map(([, entry]) => judge(entry))]);
  },
};
