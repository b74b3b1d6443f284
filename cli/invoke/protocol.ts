/** The clouds whose way of calling a function is imitated. */
export const cloudNames = ["aws", "gcp", "azure"] as const;
export type InvokeCloud = (typeof cloudNames)[number];

/** One call, as the command hands it to the process that runs the code. */
export interface CallRequest {
  readonly cloud: InvokeCloud;
  /** Directory of the unpacked package. */
  readonly dir: string;
  /** The file with the handler, relative to `dir`. */
  readonly file: string;
  /** What the file exports. */
  readonly symbol: string;
  /** `node22` or `node24`. */
  readonly runtime: string;
  /** Name of the function in the program. */
  readonly name: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly event: unknown;
  /** Azure: the trigger, which is the function's name there, and its function.json. */
  readonly trigger?: { readonly key: string; readonly functionJson: FunctionJson };
}

/** What a function.json says. */
export interface FunctionJson {
  readonly scriptFile?: string;
  readonly entryPoint?: string;
  readonly bindings: readonly Binding[];
}
export interface Binding {
  readonly type: string;
  readonly direction: "in" | "out";
  readonly name: string;
}

/** What became of the call. */
export type CallReply = (
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: CallError }
) & {
  /** Packages that were found in the project and not in the function's own package. */
  readonly outside: readonly string[];
};

export interface CallError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
}
