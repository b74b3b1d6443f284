import { assertFitsSdk } from "./answers/fits-sdk.js";
import { loadAnswers } from "./answers/load.js";
import type { CheckedCloud } from "./check.js";
import { cloud, missingReference } from "./models/index.js";
import { readProgram } from "./sdks/program.js";
import { SdkFinder } from "./server/sdk.js";
import type { Session, WorldObject } from "./types.js";
import { worldOf } from "./world/view.js";

/** The models as `checkWorld` asks them, for one project: its SDKs, and what its sandbox.yaml says exists. */
export function checkedCloud(projectDir: string): CheckedCloud {
  const sdks = new SdkFinder([...readProgram(projectDir).roots, __dirname]);
  const answers = loadAnswers(projectDir);
  const sessions = new Map<string, Session | undefined>();
  const sessionOf = ({ pkg, account, region, project, stack }: WorldObject): Session | undefined => {
    const key = JSON.stringify([pkg, account, region]);
    if (!sessions.has(key)) {
      const sdk = sdks.find(pkg, undefined);
      const place = { pkg, project, stack, organization: "organization", account, region };
      if (sdk !== undefined) assertFitsSdk(cloud, pkg, sdk, answers);
      sessions.set(key, sdk && { ...place, sdk, config: {}, seed: "", answers });
    }
    return sessions.get(key);
  };
  return {
    identities: cloud.identities,
    dangling: (object, world) => {
      // What is in a cluster refers by name to what other programs may have put there.
      const session = object.pkg === "kubernetes" ? undefined : sessionOf(object);
      if (session === undefined) return undefined;
      return missingReference(session, object, worldOf({ world, cloud }, session))?.message;
    },
  };
}
