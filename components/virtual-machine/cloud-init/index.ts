import * as pulumi from "@pulumi/pulumi";
import type { CloudInit } from "./args.js";
import { type Additions, type KnownCloudInit, renderCloudConfig } from "./render.js";

/** A value in its parts may be known later. */
type Added = { readonly defaultUser: string | undefined; readonly first: readonly pulumi.Input<string>[] };

/**
 * The document as an input: plain text when every part is plain, so that a preview shows it. Nothing when there is nothing
 * to say.
 */
export function cloudConfig(init: CloudInit | undefined, added: Added): pulumi.Input<string> | undefined {
  if (!mentionsLater([init, added]))
    return renderCloudConfig(init as KnownCloudInit | undefined, added as unknown as Additions);
  return pulumi
    .output([init, added] as unknown as [KnownCloudInit | undefined, Additions])
    .apply(([parts, additions]) => renderCloudConfig(parts as KnownCloudInit, additions as Additions) ?? "");
}

function mentionsLater(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return Object.values(value).some(mentionsLater);
}
