import { childKinds } from "../../core/children.js";

/** Every kind of child that the triggers of a function make on this cloud, besides those of http. */
export const gcpTriggerChildren = childKinds({});
