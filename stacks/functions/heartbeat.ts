import { portable } from "./portable.ts";

/** Called by the clock: says that it was. A place to begin: check what must always be true, and throw where it is not. */
export const handler = portable(async () => {
  console.log(JSON.stringify({ message: "alive", environment: process.env.ENVIRONMENT ?? "unknown" }));
});
