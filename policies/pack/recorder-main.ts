/**
 * The process that the engine takes for a pack while `groundplan policy check` previews: it names the port at which the
 * command itself listens (GROUNDPLAN_POLICY_RECORDER), so that nothing the program registers is written down anywhere.
 */

import { endWithParent } from "./orphan.js";
import { RECORDER_VARIABLE } from "./recorder-variable.js";

const port = process.env[RECORDER_VARIABLE];
if (port === undefined) {
  console.error(
    `this is no policy pack of its own: \`groundplan policy check\` starts it, and sets ${RECORDER_VARIABLE}`,
  );
  process.exit(1);
}
endWithParent();
// The engine takes its end for that of the pack.
setInterval(() => {}, 60_000);
console.log(port);
