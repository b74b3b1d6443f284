/** What the engine does about a policy's violations. */
export const Level = {
  Advisory: "advisory",
  Mandatory: "mandatory",
  Disabled: "disabled",
  Remediate: "remediate",
} as const;
export type Level = (typeof Level)[keyof typeof Level];
