// The program's entry, named in Pulumi.yaml. Plain JavaScript, so that a Node too old to run TypeScript can still say so.
import pulumi from "@pulumi/pulumi";
import { installStackFormatter, nodeProblem } from "./entry.js";

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) throw new pulumi.RunError(problem);

installStackFormatter();

export default (await import("./index.ts")).default;
