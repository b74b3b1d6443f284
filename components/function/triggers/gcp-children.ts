import * as cloudrunv2 from "@pulumi/gcp/cloudrunv2";
import * as cloudscheduler from "@pulumi/gcp/cloudscheduler";
import * as eventarc from "@pulumi/gcp/eventarc";
import * as projects from "@pulumi/gcp/projects";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import { childKinds, type NameRule } from "../../core/children.js";

/** https://cloud.google.com/iam/docs/service-accounts-create: 6 to 30 characters. */
const accountName: NameRule = { limit: 30, charset: "a-z0-9-", property: "accountId" };
/** https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs */
const jobName: NameRule = { limit: 500, charset: "A-Za-z0-9-" };
/** https://cloud.google.com/eventarc/docs/reference/rest/v1/projects.locations.triggers/create */
const triggerName: NameRule = { limit: 63, charset: "a-z0-9-" };

/** Every kind of child that the triggers of a function make on this cloud, besides those of http. */
export const gcpTriggerChildren = childKinds({
  triggerAccount: { type: () => serviceaccount.Account, name: accountName },
  triggerInvoker: { type: () => cloudrunv2.ServiceIamMember },
  schedule: { type: () => cloudscheduler.Job, name: jobName },
  eventReceiver: { type: () => projects.IAMMember },
  eventTrigger: { type: () => eventarc.Trigger, tags: "labels", name: triggerName },
});
