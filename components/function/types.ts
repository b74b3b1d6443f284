import type * as pulumi from "@pulumi/pulumi";
import type { BucketLike } from "../bucket/types.js";
import type { ChildTable } from "../core/children.js";
import type {
  CloudName,
  Identity,
  Implementation,
  NativeOf,
  NetworkSource,
  ScopeContext,
  Target,
} from "../core/clouds.js";
import type { Problems } from "../core/errors.js";
import type { PrincipalRule } from "../core/principals.js";
import type { NetworkLike } from "../network/types.js";
import type { BucketEvent, FunctionArch, HttpAuth, Runtime } from "./args.js";
import type { PackageFile } from "./code/files.js";
import type { RuntimeTable } from "./runtimes.js";

/** What others need to know of a function: a {@link Function} of this program, or one that exists already. */
export interface FunctionLike<C extends CloudName = CloudName> {
  /** Begins the names of children that are made for it later. */
  readonly functionName: string;
  readonly target: Target<C>;
  /** AWS: ARN. GCP: full name (`projects/.../functions/...`). Azure: resource id of the function app. */
  readonly id: pulumi.Output<string>;
  /** The name in the cloud. */
  readonly name: pulumi.Output<string>;
}

/** What is called, in parts. */
export interface EntryPlan {
  /** As given: `src/api.handler`; for a custom runtime the path of the executable. */
  readonly text: string;
  /** The file with its extension, as it is in the package. */
  readonly file: string;
  /** What the file exports; empty for a custom runtime. */
  readonly symbol: string;
}

export interface HttpTriggerPlan {
  readonly kind: "http";
  readonly key: string;
  readonly auth: HttpAuth;
  /** Pages that may call it; empty for none. */
  readonly origins: readonly string[];
}

export interface ScheduleTriggerPlan {
  readonly kind: "schedule";
  readonly key: string;
  readonly cron: string;
  readonly timezone: string;
}

export interface BucketTriggerPlan<C extends CloudName = CloudName> {
  readonly kind: "bucket";
  readonly key: string;
  readonly bucket: BucketLike<C>;
  readonly on: readonly BucketEvent[];
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
}

/** A trigger under its name, with everything decided. */
export type TriggerPlan = HttpTriggerPlan | ScheduleTriggerPlan | BucketTriggerPlan;
export type TriggerKindName = TriggerPlan["kind"];
export type TriggerPlanOf<K extends TriggerKindName> = Extract<TriggerPlan, { readonly kind: K }>;

/** A function with everything decided that can be decided without the engine. */
export interface FunctionPlan {
  readonly runtime: Runtime;
  readonly arch: FunctionArch;
  readonly entry: EntryPlan;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly env: Readonly<Record<string, pulumi.Input<string>>>;
  readonly network: { readonly network: NetworkLike; readonly tier: string } | undefined;
  readonly minInstances: number;
  readonly maxConcurrency: number | undefined;
  /** Tries in all, the first included. */
  readonly maxAttempts: number;
  readonly logRetentionDays: number;
  /** In the order of their names. */
  readonly triggers: readonly TriggerPlan[];
  /** The code, sorted by path, without what a cloud adds to it. */
  readonly files: readonly PackageFile[];
}

/**
 * One kind of trigger on one cloud. `Context` is what the cloud's builder knows of the function that it has made:
 * `AwsFunctionContext`, `GcpFunctionContext`, `AzureFunctionContext`.
 */
export interface TriggerKind<K extends TriggerKindName, Context> {
  /**
   * Adds what is wrong with this trigger on this cloud; `path` is `triggers.<key>`, `target` the function's own. Reads no
   * engine value.
   */
  check?(problems: Problems, path: string, trigger: TriggerPlanOf<K>, plan: FunctionPlan, target: Target): void;
  /** Files that the trigger adds to the package: Azure finds its triggers there. */
  files?(trigger: TriggerPlanOf<K>, plan: FunctionPlan): readonly PackageFile[];
  /** Settings (environment variables) that the trigger needs on the function. Azure only. */
  settings?(trigger: TriggerPlanOf<K>, plan: FunctionPlan): Readonly<Record<string, pulumi.Input<string>>>;
  /** Registers what calls the function. Returns the main resources, which go into `native.triggers[key]`. */
  create(context: Context, trigger: TriggerPlanOf<K>): TriggerParts;
}

/** The kinds of triggers of one cloud. */
export type TriggerKinds<Context> = { readonly [K in TriggerKindName]: TriggerKind<K, Context> };

export interface TriggerParts {
  readonly resources: readonly pulumi.Resource[];
  /** The address, of an http trigger. */
  readonly url?: pulumi.Output<string>;
}

/** One right to call that is to be given. */
export interface InvokeRequest<C extends CloudName = CloudName> {
  readonly identity: Identity<C>;
  /** Ends the logical name of the grant. */
  readonly suffix: string;
}

/** What is known of a function whoever made it, and how the right to call it is given. */
export interface FunctionAccess<C extends CloudName = CloudName> {
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  grantInvoke(request: InvokeRequest<C>): pulumi.Resource;
}

/** What a cloud's builder hands back. */
export interface FunctionParts<C extends CloudName = CloudName> extends FunctionAccess<C> {
  /** The address of the first http trigger. */
  readonly url: pulumi.Output<string> | undefined;
  /** Who the function is when it uses other things. */
  readonly identity: Identity<C>;
  /** What a network rule lets in; nothing without a network, and where the cloud cannot say it. */
  readonly source: NetworkSource<C> | undefined;
  readonly native: NativeOf<C, "function">;
  /** Registers one more trigger, which has been checked. */
  addTrigger(trigger: TriggerPlan): TriggerParts;
}

/** What a cloud allows, as data that the synchronous checks read. */
export interface FunctionRules {
  readonly runtimes: RuntimeTable;
  /** Packages that a bundle must not contain: they are there at run time, or the build installs them. */
  readonly external: readonly string[];
  /** Does the cloud build the code, and install what its `package.json` names? */
  readonly installsPackages: boolean;
  /** Packages that code must not load, with why and what to do. */
  readonly refusedPackages: Readonly<Record<string, string>>;
  /** Megabytes of memory: a list of steps, or a range. */
  readonly memoryMiB: readonly number[] | { readonly least: number; readonly most: number };
  /** Longest call in seconds, by what calls. */
  readonly timeoutSeconds: Readonly<Record<TriggerKindName | "direct", number>>;
  readonly maxAttempts: number;
  readonly maxConcurrency: { readonly least: number; readonly most: number };
  readonly minInstances: number;
  /** Days that logs can be kept: a list, or a range. */
  readonly logRetentionDays: readonly number[] | { readonly least: number; readonly most: number };
  /** Days that logs are kept when nobody says. */
  readonly usualLogRetentionDays: number;
  /** Names of environment variables that the cloud keeps for itself. */
  readonly reservedEnv: RegExp;
  /** Bytes that all plain variables may have together; `undefined` for no limit worth checking. */
  readonly envBytes: number | undefined;
  /** Bytes that the archive may have; `undefined` for no limit worth checking. */
  readonly archiveBytes: number | undefined;
  /** What a tier must be delegated to; `undefined` for any tier. */
  readonly delegation: string | undefined;
  /** The property of an identity that says who it is, and how it looks when it is plain text. */
  readonly principal: PrincipalRule;
}

/** A function on one cloud. */
export interface FunctionImplementation<C extends CloudName = CloudName>
  extends Implementation<FunctionPlan, FunctionParts<C>> {
  readonly children: ChildTable;
  readonly rules: FunctionRules;
  /** The checks of each kind of trigger. */
  readonly triggers: { readonly [K in TriggerKindName]: Pick<TriggerKind<K, never>, "check"> };
  /** Adds what is wrong with the code on this cloud, and with what the cloud's builder would add to it. */
  checkPackage(problems: Problems, plan: FunctionPlan): void;
  /** Outputs and grants of a function that exists already; registers nothing by itself. */
  existing(context: ScopeContext, id: pulumi.Input<string>): FunctionAccess<C>;
}

declare module "../core/clouds.js" {
  interface Implementations<C extends CloudName> {
    readonly function: FunctionImplementation<C>;
  }
}
