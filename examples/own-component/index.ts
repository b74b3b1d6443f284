import { aws } from "groundplan/aws";
import { gcp } from "groundplan/gcp";
import { Workspace } from "./workspace";

const billing = new Workspace("billing", {
  target: aws({ region: "eu-central-1", accountId: "123456789012" }),
  cidr: "10.30.0.0/18",
});

const search = new Workspace("search", {
  target: gcp({ project: "acme-search", region: "europe-west3" }),
  cidr: "10.30.64.0/18",
  readers: [{ key: "team", member: "group:search-team@acme.example" }],
});

export const reports = { billing: billing.reports.url, search: search.reports.url };
