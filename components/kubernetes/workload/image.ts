import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../../core/values.js";

const host = "[A-Za-z0-9.-]+(:\\d+)?";
const path = "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*";
const reference = new RegExp(
  `^(${host}/)?${path}(/${path})*(:(?<tag>\\w[\\w.-]{0,127}))?(@(?<digest>\\w+:[0-9a-f]+))?$`,
);

/** Why a text is no image that can be run again as the same, or nothing. */
export function imageProblem(image: string): string | undefined {
  const found = reference.exec(image);
  if (found === null)
    return `"${image}" is not an image; use the form "registry.example.com/name:1.4.2" or "registry.example.com/name@sha256:<64 digits>"`;
  const { tag, digest } = found.groups as { tag?: string; digest?: string };
  if (digest !== undefined)
    return /^sha256:[0-9a-f]{64}$/.test(digest)
      ? undefined
      : `"${image}" has the digest ${digest}, which is not sha256 with 64 hexadecimal digits; copy it whole`;
  if (tag === undefined) return `"${image}" has no tag, which means latest; add a version or a digest`;
  if (tag === "latest") return `"${image}" means another image each day; use a version or a digest`;
  return undefined;
}

/** The image, looked at as soon as it is known. */
export function checkedImage(image: pulumi.Input<string>): pulumi.Input<string> {
  if (typeof image === "string") return image;
  return mapInput(image, (known) => {
    const problem = imageProblem(known);
    if (problem !== undefined) throw new pulumi.InputPropertyError({ propertyPath: "image", reason: problem });
    return known;
  });
}
