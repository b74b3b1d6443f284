// Refusals of documented examples that are right: the example is shortened, has placeholders, or is wrong itself.

/** What the SDK's own declarations refuse: a program of this example does not compile. */
const declared = /: (Missing required property|"[^"]+" is not a property of|expected (an?|a) )/;

/** Names of test runs whose random part is cut off: `tf-test-network-_87786`, `%s-peer`, `svc-acc-`. */
const cutNames = /"?'?(name|account_id|resource\.name|bucket name).*("|')([\w-]*_\d+|%s[\w-]*|[\w-]+-)("|')/;

/** By type: a part of the refusal, and why the clouds refuse the example too. */
const known = {
  "aws:amp/scraper:Scraper": ["ACCOUNT-ID", "a placeholder"],
  "aws:appstream/directoryConfig:DirectoryConfig": ["ARN OF CERTIFICATE AUTHORITY", "a placeholder"],
  "aws:appstream/stack:Stack": ["tack", "a placeholder with a space"],
  "aws:cloudwatch/eventRule:EventRule": ["must be specified", "the example leaves its arguments out"],
  "aws:ec2/instance:Instance": ["must be specified", "the example leaves its arguments out"],
  "aws:ec2/route:Route": ["10.0.1.0/22", "the provider refuses host bits"],
  "aws:ec2/vpc:Vpc": ["cidrBlock", "the example leaves its arguments out"],
  "aws:emrserverless/application:Application": ["remoteWriteUrl", "only a workspace of Prometheus is taken"],
  "aws:iam/policy:Policy": ["invalid JSON policy: Expected property name", "a placeholder"],
  "aws:kendra/dataSource:DataSource": ["REPLACE_WITH_YOUR_URL", "a placeholder"],
  "aws:lambda/function:Function": ["handler and runtime", "the example leaves its runtime out"],
  "aws:lex/intent:Intent": ["$$LATEST", "escaped for another language"],
  "aws:odb/cloudAutonomousVmCluster:CloudAutonomousVmCluster": ["<aws_odb", "a placeholder"],
  "aws:odb/cloudVmCluster:CloudVmCluster": ["<aws_odb", "a placeholder"],
  "aws:redshift/partner:Partner": ["1234567910", "an account number has twelve digits"],
  "aws:securitylake/subscriber:Subscriber": ["1234567890", "an account number has twelve digits"],
  "aws:sesv2/emailIdentity:EmailIdentity": ["domainSigningPrivateKey", "a key that is cut short"],
  "aws:sns/topic:Topic": ["deliveryPolicy", "escaped once too often"],
  "aws:sns/topicSubscription:TopicSubscription": ["deliveryPolicy", "escaped once too often"],
  "aws:ssoadmin/applicationAccessScope:ApplicationAccessScope": ["apl-123456789012", "ids have sixteen characters"],
  "aws:synthetics/canary:Canary": ["some-role", "a placeholder"],
  "aws:timestreaminfluxdb/dbCluster:DbCluster": ["password", "letters and digits only"],
  "aws:timestreaminfluxdb/dbInstance:DbInstance": ["password", "letters and digits only"],
  "aws:transfer/connector:Connector": ["AWS128_CBC", "misspelt: AES128_CBC"],
  "aws:vpclattice/resourceConfiguration:ResourceConfiguration": ["Example", "small letters only"],
  "aws:vpclattice/resourceGateway:ResourceGateway": ["Example", "small letters only"],
  "gcp:compute/snapshot:Snapshot": ["snapDisk", "small letters only"],
  "gcp:container/cluster:Cluster": ["my-project-name", "a placeholder for the project"],
  "gcp:serviceaccount/account:Account": ["account_id", "six to thirty characters"],
};

/** Why a refusal of an example is right: "declared", "cut name" or "known"; undefined where it is a defect of the sandbox. */
export function reasonFor(token, refusal) {
  if (declared.test(refusal)) return "declared";
  const [part] = known[token] ?? [];
  if (part !== undefined && refusal.includes(part)) return "known";
  return cutNames.test(refusal) ? "cut name" : undefined;
}
