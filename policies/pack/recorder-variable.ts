/** Names the port at which `groundplan policy check` takes down what a preview registers. */
export const RECORDER_VARIABLE = "GROUNDPLAN_POLICY_RECORDER";
