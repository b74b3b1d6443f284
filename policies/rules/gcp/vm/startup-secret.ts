import { type ResourceRule, Severity } from "../../../core/rule.js";
import { entries, get } from "../../../core/value.js";
import { every } from "../../../core/verdict.js";
import { holdsNoCredential } from "../../../facts/credentials.js";
import { METADATA_ITEM, machines, SHARED_METADATA, ZONE_METADATA } from "../../../facts/gcp-machines.js";

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
    if (type === METADATA_ITEM) return holdsNoCredential(get(props, "value"));
    const metadata = get(props, type === ZONE_METADATA ? "metadata.items" : "metadata");
    return every([
      holdsNoCredential(get(props, "metadataStartupScript")),
      ...entries(metadata).map(([, entry]) => holdsNoCredential(entry)),
    ]);
  },
};
