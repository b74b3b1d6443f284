import * as pulumi from "@pulumi/pulumi";
import { Bucket, type CloudName, type Identity, Network, type Target } from "groundplan";

/** What a workspace is made from. */
export interface WorkspaceArgs<C extends CloudName = CloudName> {
  readonly target: Target<C>;
  /** The range of its network. Two workspaces that are ever to be connected need two ranges. */
  readonly cidr: string;
  /** Who may read the reports. @default - nobody */
  readonly readers?: readonly Identity<NoInfer<C>>[];
}

/** What each of our teams gets: a network of its own, and a place for its reports that is reached from there. */
export class Workspace<C extends CloudName = CloudName> extends pulumi.ComponentResource {
  readonly network: Network<C>;
  readonly reports: Bucket<C>;

  constructor(name: string, args: WorkspaceArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    super("acme:index:Workspace", name, { cidr: args.cidr }, opts);
    const { target, cidr, readers = [] } = args;
    this.network = new Network(name, { target, cidr, zones: 2 }, { parent: this });
    this.reports = new Bucket(
      `${name}-reports`,
      { target, network: this.network, softDeleteDays: 30, deletionProtection: false },
      { parent: this },
    );
    for (const reader of readers) this.reports.grantRead(reader);
    this.registerOutputs({ networkId: this.network.id, reports: this.reports.url });
  }
}
