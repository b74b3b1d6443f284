/** A program of each cloud that uses what only that cloud's types have, and what it makes. */
export interface OneCloud {
  readonly cloud: string;
  readonly sdk: string;
  readonly others: readonly string[];
  readonly program: string;
}

const rest = (target: string, override: string, id: string) => `
const target = ${target};
const network = new Network("main", { target, cidr: "10.0.0.0/16" });
const logs = new Bucket("logs", { target, network, ${override} });
export const networkId = network.native.${id};
export const url = logs.url;
// @ts-expect-error the other clouds are unknown to this program
export const other: CloudName = "other";
`;

const neutral = `import { Bucket, type CloudName, Network } from "groundplan";\n`;

export const oneCloud: readonly OneCloud[] = [
  {
    cloud: "aws",
    sdk: "@pulumi/aws",
    others: ["@pulumi/gcp", "@pulumi/azure-native"],
    program: `${neutral}import { aws } from "groundplan/aws";${rest(
      'aws({ region: "eu-west-1" })',
      'aws: { bucket: { accelerationStatus: "Enabled" } }',
      "vpc.arn",
    )}`,
  },
  {
    cloud: "gcp",
    sdk: "@pulumi/gcp",
    others: ["@pulumi/aws", "@pulumi/azure-native"],
    program: `${neutral}import { gcp } from "groundplan/gcp";${rest(
      'gcp({ project: "acme-dev", region: "europe-west1" })',
      "gcp: { bucket: { defaultEventBasedHold: true } }",
      "network.selfLink",
    )}`,
  },
  {
    cloud: "azure",
    sdk: "@pulumi/azure-native",
    others: ["@pulumi/aws", "@pulumi/gcp"],
    program: `${neutral}import { azure } from "groundplan/azure";${rest(
      'azure({ region: "westeurope" })',
      "azure: { account: { allowCrossTenantReplication: false } }",
      "virtualNetwork.id",
    )}`,
  },
];

/** Runs the compiled program against mocks; prints what it registered and which modules were loaded. */
export const recorder = `
const pulumi = require("@pulumi/pulumi");
const seen = [];
const mocks = {
  newResource: ({ type, name, inputs }) => {
    seen.push(type);
    const blob = "https://" + name + ".blob.core.windows.net/";
    const outputs = { name, arn: "arn:aws:s3:::" + name, primaryEndpoints: { blob } };
    return { id: name + "-id", state: { ...outputs, ...inputs } };
  },
  call: ({ inputs }) => ({ ...inputs, names: ["z-a", "z-b", "z-c"] }),
};
(async () => {
  await pulumi.runtime.setMocks(mocks, "shop", "dev", false);
  await pulumi.runtime.runInPulumiStack(async () => void require("./index.js"));
  await pulumi.runtime.disconnect();
  const modules = Object.keys(require.cache).map((file) => file.replace(/^.*\\/node_modules\\//, ""));
  console.log(JSON.stringify({ types: seen.sort(), modules }));
})();
`;
