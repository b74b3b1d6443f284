/** Called when objects of a bucket come or go: writes down what the cloud told, which each cloud does in its own words. */
export async function handler(...told: readonly unknown[]): Promise<void> {
  // Azure calls a function with its context first; AWS and GCP with the event.
  const event = told.find((one) => typeof one === "object" && one !== null && !("invocationId" in one));
  console.log(JSON.stringify({ message: "object changed", event }));
}
