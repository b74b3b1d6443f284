import { portable } from "./portable.ts";

/** Called when objects of a bucket come or go: writes down what the cloud told, which each cloud does in its own words. */
export const handler = portable(async (event) => {
  console.log(JSON.stringify({ message: "object changed", event }));
});
