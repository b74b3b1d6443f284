import type * as pulumi from "@pulumi/pulumi";
import type { BucketLike } from "../bucket/types.js";
import type { CloudName, CloudOverrides, Target } from "../core/clouds.js";
import type { NetworkLike } from "../network/types.js";

/** What runs the code. `components/function/runtimes.ts` says until when each cloud keeps each of them. */
export const Runtime = {
  Node22: "node22",
  Node24: "node24",
  Python313: "python3.13",
  /** An executable of your own. AWS: `provided.al2023`. Azure: a custom handler. GCP: UnsupportedError. */
  Custom: "custom",
} as const;
export type Runtime = (typeof Runtime)[keyof typeof Runtime];

/** The processor that the code runs on. */
export const FunctionArch = { X86: "x86_64", Arm64: "arm64" } as const;
export type FunctionArch = (typeof FunctionArch)[keyof typeof FunctionArch];

/** Who may call an address. */
export const HttpAuth = {
  /** Only whom `grantInvoke` names. On Azure whoever knows a function key, which only its administrators can read. */
  Iam: "iam",
  /** Anybody on the internet. */
  None: "none",
} as const;
export type HttpAuth = (typeof HttpAuth)[keyof typeof HttpAuth];

/** What happened to an object of a bucket. */
export const BucketEvent = { Created: "created", Deleted: "deleted" } as const;
export type BucketEvent = (typeof BucketEvent)[keyof typeof BucketEvent];

/** A folder. Paths are relative to the working directory of the program; symbolic links are followed. */
export interface CodeFolder {
  readonly dir: string;
  /**
   * Leaves files and folders out, by path in the folder: `docs` leaves out the folder, `*` stands for anything but `/`,
   * `**` for anything. `.git`, `.groundplan`, `.DS_Store` and `Thumbs.db` are always left out.
   * @default - nothing else is left out
   */
  readonly exclude?: readonly string[];
}

/** An archive that something else has built. It is packed again, so that when and where it was built does not matter. */
export interface CodeArchive {
  readonly zip: string;
}

/**
 * A TypeScript (or JavaScript) file, bundled by esbuild with everything that it imports into one `index.js`. Needs the
 * package `esbuild` in the program's own dependencies; its version is part of what decides the archive's bytes.
 */
export interface CodeTypeScript {
  readonly typescript: string;
  /**
   * Packages that stay out of the bundle. AWS: those that are there at run time, such as `@aws-sdk/*`. GCP: the build installs
   * them, at the versions that are installed here. Azure: none are there.
   *
   * @default - none; on GCP `@google-cloud/functions-framework`, on Azure `@azure/functions-core`, which its host brings
   */
  readonly external?: readonly string[];
}

/** Where the code comes from. */
export type Code = CodeFolder | CodeArchive | CodeTypeScript;

/**
 * Calls the function at an address of its own, which the internet reaches: who may call it is what `auth` says. On GCP it
 * breaks the rule gcp-fn-ingress.
 */
export interface HttpTrigger {
  readonly http: {
    /** `none` breaks the rules aws-lambda-url-auth, aws-lambda-public-permission and gcp-run-public. @default "iam" */
    readonly auth?: HttpAuth;
    /** From which web pages browsers may call it. On GCP the code has to answer such requests. @default - from none */
    readonly cors?: {
      /** As in `https://www.example.com`; `*` for any page, which breaks the rule az-web-cors. */
      readonly origins: readonly string[];
    };
  };
}

/** Calls the function by the clock. */
export interface ScheduleTrigger {
  readonly schedule: {
    /** Five fields: minute, hour, day of month, month, day of week; as in `30 4 * * MON-FRI`. */
    readonly cron: string;
    /** Of the IANA time zone database, such as `Europe/Stockholm`. @default "UTC" */
    readonly timezone?: string;
  };
}

/** Calls the function when objects of a bucket come or go, at least once for each, some seconds later. */
export interface BucketTrigger<C extends CloudName = CloudName> {
  readonly bucket: BucketLike<C>;
  /** What happened. At least one. */
  readonly on: readonly BucketEvent[];
  /** Only objects whose name begins with this. @default - all objects */
  readonly prefix?: string;
  /** Only objects whose name ends with this. @default - all objects */
  readonly suffix?: string;
}

/** What can call a function that is there already. */
export type LateTrigger<C extends CloudName = CloudName> = ScheduleTrigger | BucketTrigger<C>;

/** What calls the function. */
export type Trigger<C extends CloudName = CloudName> = HttpTrigger | ScheduleTrigger | BucketTrigger<C>;

/** Everything about a function that means the same on every cloud. */
export interface FunctionOptions {
  /** A folder, an archive or a TypeScript file. The archive made of it has the same bytes on every machine. */
  readonly code: Code;
  /** What runs the code. */
  readonly runtime: Runtime;
  /**
   * What is called: file without extension, a dot, and what it exports; for `custom` the executable's path in the code.
   * `src/api.handler` is `handler` of `src/api.js` (or `.cjs`, `.mjs`, `.py`). On GCP `main` of a `package.json` has to say
   * the same file.
   *
   * @default "index.handler"; for Python "main.handler", for custom "bootstrap"
   */
  readonly entry?: string;
  /** Clouds other than AWS have x86_64 only. On AWS arm64 costs a fifth less. @default "x86_64" */
  readonly arch?: FunctionArch;
  /**
   * Memory of an instance, in MiB; processor time grows with it. AWS: any number from 128 to 10240. GCP: 128, 256, 512,
   * 1024, 2048, 4096, 8192, 16384 or 32768. Azure: 512, 2048 or 4096.
   *
   * Cost: what is charged is memory times time.
   *
   * @default 512
   */
  readonly memoryMiB?: number;
  /**
   * How long one call may take, in seconds. AWS: up to 900. GCP: up to 3600, with a schedule 1800, with a bucket 540.
   * Azure: up to 3600 (an HTTP answer has to be there after 230).
   *
   * @default 30
   */
  readonly timeoutSeconds?: number;
  /**
   * Environment variables. Secret values stay secret in Pulumi's state; whoever may read the function's configuration in
   * the cloud can read them, so keep passwords in a secret store and pass the store's name.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Instances that are kept ready, so that calls find one warm. Cost: each is charged all the time. On AWS this is
   * provisioned concurrency of the alias `live`.
   *
   * @default 0
   */
  readonly minInstances?: number;
  /**
   * Calls, or instances where an instance takes several, that run at a time at most. AWS: reserved concurrency. GCP:
   * instances, each with one call. Azure: instances, 40 to 1000.
   *
   * @default - the limit of the account; on GCP and Azure 100 instances
   */
  readonly maxConcurrency?: number;
  /** What happens to an event that the code fails on. An HTTP call is never tried again. */
  readonly retry?: {
    /**
     * How often a scheduled call or an event is tried in all. AWS: 1 to 3. GCP: 1 to 6, of a bucket's events 1 or a day long.
     * Azure: 1 to 30.
     *
     * @default 2; a bucket's events on GCP: for a day
     */
    readonly maxAttempts?: number;
  };
  /**
   * Days that logs are kept. AWS: one of the periods of CloudWatch (1, 3, 5, 7, 14, 30, ...). Azure: 30 to 730. GCP:
   * UnsupportedError, the project's log bucket decides (30 days unless changed).
   *
   * Fewer than 90 breaks the rule az-law-retention on Azure, which charges nothing for the first 90 days of them.
   *
   * @default 30; on Azure 90
   */
  readonly logRetentionDays?: number;
}

/** The arguments of a {@link Function}. */
export type FunctionArgs<C extends CloudName = CloudName> = FunctionOptions & {
  /** Where the function is built. */
  readonly target: Target<C>;
  /**
   * What calls it, by name.
   *
   * @default - nothing; whom `grantInvoke` names can call it through the cloud's API, on GCP from inside of the project
   */
  readonly triggers?: Readonly<Record<string, Trigger<NoInfer<C>>>>;
  /**
   * A network that the function's own connections go through. On Azure the tier needs
   * `serviceDelegation: "Microsoft.App/environments"`.
   *
   * @default - no network; it reaches the internet and public services
   */
  readonly network?: {
    readonly network: NetworkLike<NoInfer<C>>;
    /** The tier whose subnets it uses. @default "private" */
    readonly tier?: string;
  };
} & CloudOverrides<C, "function">;

/** An existing function that this program did not make. */
export interface ExistingFunctionArgs<C extends CloudName = CloudName> {
  readonly target: Target<C>;
  /** AWS: ARN of the function or of an alias. GCP: name of the function. Azure: resource id of the function app. */
  readonly id: pulumi.Input<string>;
}
