/** Called by the clock: says that it was. A place to begin: check what must always be true, and throw where it is not. */
export async function handler(): Promise<void> {
  console.log(JSON.stringify({ message: "alive", environment: process.env.ENVIRONMENT ?? "unknown" }));
}
