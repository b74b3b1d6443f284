import { join } from "node:path";
import { Bucket, Function as CloudFunction, Network } from "groundplan";
import { aws } from "groundplan/aws";

const target = aws({ region: "eu-west-1", accountId: "123456789012", tags: { team: "core" } });

const network = new Network("edge", {
  target,
  cidr: "10.0.0.0/16",
  zones: 3,
  aws: { vpc: { enableNetworkAddressUsageMetrics: true } }, // `gcp:` here does not compile
});

const assets = new Bucket("assets", {
  target,
  network,
  softDeleteDays: 7,
  deletionProtection: false, // with data in it, leave this out: protected is the default
});

const index = new CloudFunction("index", {
  target,
  runtime: "node24",
  code: { dir: join(__dirname, "index-uploads") },
  triggers: { uploads: { bucket: assets, on: ["created"], prefix: "uploads/" } },
});
assets.grantRead(index.identity, { prefix: "uploads/" }); // its own role, and nothing else

/** Statically AWS: the native resources are typed. */
export const vpcArn = network.native.vpc.arn;
export const bucketName = assets.name;
