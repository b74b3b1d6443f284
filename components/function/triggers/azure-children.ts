import * as authorization from "@pulumi/azure-native/authorization";
import * as eventgrid from "@pulumi/azure-native/eventgrid";
import * as storage from "@pulumi/azure-native/storage";
import { childKinds, type NameRule } from "../../core/children.js";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventgrid */
const subscriptionName: NameRule = { limit: 64, charset: "A-Za-z0-9-" };

/** Every kind of child that the triggers of a function make on this cloud, besides those of http. */
export const azureTriggerChildren = childKinds({
  eventQueue: { type: () => storage.Queue },
  eventRole: { type: () => authorization.RoleAssignment },
  eventSubscription: { type: () => eventgrid.SystemTopicEventSubscription, name: subscriptionName },
});
