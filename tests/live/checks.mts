import type { Cloud } from "./options.mts";
import type { Step } from "./settings.mts";

/** An assumption of the docs that a run decides: a sentence of docs/live.md, and the step that it holds by. */
export interface Tried {
  readonly cloud: Cloud;
  /** The page that has it. */
  readonly page: string;
  /** Words by which the sentence is found on the page. */
  readonly words: string;
  /** It holds when the cloud has accepted this step. */
  readonly step: Step;
  /** Only with a cluster. */
  readonly cluster?: true;
}

export const tried: readonly Tried[] = [
  { cloud: "aws", page: "network.md", words: "a regional NAT gateway accepts addresses", step: "changed" },
  {
    cloud: "gcp",
    page: "function.md",
    words: "the build account's rights are enough for the first build",
    step: "first",
  },
  { cloud: "gcp", page: "function.md", words: "the first Eventarc trigger in a project waits", step: "first" },
  { cloud: "gcp", page: "virtual-machine.md", words: "the provider grows a system's disk in place", step: "changed" },
  { cloud: "azure", page: "network.md", words: "the flow log's identity may write right after", step: "first" },
  { cloud: "azure", page: "bucket.md", words: "an immutability policy and blob versioning", step: "first" },
  { cloud: "azure", page: "virtual-machine.md", words: "the subscription has the feature", step: "first" },
  ...onCluster("gcp", "the key's grant reaches the agent of GKE", "the whole range of the network may be among"),
  ...onCluster("azure", "the subscription has the feature", "the roles of the control plane's identity"),
];

function onCluster(cloud: Cloud, ...sentences: string[]): Tried[] {
  return sentences.map((words) => ({ cloud, page: "kubernetes-cluster.md", words, step: "first", cluster: true }));
}

/** Whether a run decides a marked sentence of a page. */
export function isTried(page: string, sentence: string): boolean {
  return tried.some((one) => one.page === page && sentence.includes(one.words));
}

export type Outcome = "held" | "failed" | "not tried";

/** What came of one thing that a run looks at. */
export interface Result {
  readonly what: string;
  readonly outcome: Outcome;
  /** What happened instead. */
  readonly detail?: string;
}
