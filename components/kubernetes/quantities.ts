import type * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../core/values.js";

/** Cores as Kubernetes writes them: thousandths. */
export function cpuQuantity(cores: pulumi.Input<number>): pulumi.Input<string> {
  return mapInput(cores, (value) => `${Math.round(value * 1000)}m`);
}

export function mebibytes(amount: pulumi.Input<number>): pulumi.Input<string> {
  return mapInput(amount, (value) => `${value}Mi`);
}

/** Parts of a GiB are written in MiB: a quantity with a fraction would come back from the server in another spelling. */
export function gibibytes(amount: pulumi.Input<number>): pulumi.Input<string> {
  return mapInput(amount, (value) => (Number.isInteger(value) ? `${value}Gi` : `${Math.round(value * 1024)}Mi`));
}
