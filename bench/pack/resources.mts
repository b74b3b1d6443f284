/** One resource as the engine sends it to a pack. */
export interface Sent {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** Property -> position of the resource in the list that it was made from. */
  readonly refs: Record<string, number>;
}

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::assets", "arn:aws:s3:::assets/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});
const switches = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const tags = { owner: "platform", environment: "bench", purpose: "measured" };

/** Ten resources: eight of types that rules judge or consult, two that none reads. */
const group: readonly Omit<Sent, "name">[] = [
  { type: "aws:s3/bucket:Bucket", inputs: { tags }, refs: {} },
  {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs: { bucket: UNKNOWN, ...switches },
    refs: { bucket: 0 },
  },
  { type: "aws:s3/bucketPolicy:BucketPolicy", inputs: { bucket: UNKNOWN, policy }, refs: { bucket: 0 } },
  {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    inputs: { bucket: UNKNOWN, versioningConfiguration: { status: "Enabled" } },
    refs: { bucket: 0 },
  },
  { type: "aws:ec2/subnet:Subnet", inputs: { cidrBlock: "10.0.0.0/24", vpcId: UNKNOWN, tags }, refs: {} },
  {
    type: "aws:ec2/securityGroup:SecurityGroup",
    inputs: {
      ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8", "172.16.0.0/12"] }],
      tags,
    },
    refs: {},
  },
  {
    type: "gcp:compute/firewall:Firewall",
    inputs: { allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: ["0.0.0.0/0"] },
    refs: {},
  },
  {
    type: "azure-native:storage:StorageAccount",
    inputs: { kind: "StorageV2", allowBlobPublicAccess: false, minimumTlsVersion: "TLS1_2", tags },
    refs: {},
  },
  { type: "aws:ec2/route:Route", inputs: { routeTableId: UNKNOWN, destinationCidrBlock: "0.0.0.0/0" }, refs: {} },
  { type: "kubernetes:core/v1:ConfigMap", inputs: { metadata: { labels: tags }, data: { a: "1", b: "2" } }, refs: {} },
];

/** A stack of this many resources, in groups of ten that refer to each other. */
export function resources(count: number): readonly Sent[] {
  return Array.from({ length: count }, (_, i) => {
    const of = group[i % group.length] as Omit<Sent, "name">;
    const first = i - (i % group.length);
    const refs = Object.fromEntries(Object.entries(of.refs).map(([property, at]) => [property, first + at]));
    return { ...of, name: `resource-${i}`, refs };
  });
}
