import { partitionOf } from "../arn.js";
import { Derive, fixedUuid } from "../derive.js";
import { zonesOf } from "./zones.js";

/** What every account has in every region without making it: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html */
export interface DefaultNetwork {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly subnets: readonly { readonly id: string; readonly zone: string; readonly cidrBlock: string }[];
  readonly securityGroupId: string;
  readonly routeTableId: string;
  readonly networkAclId: string;
  readonly dhcpOptionsId: string;
  readonly internetGatewayId: string;
}

/** The place of a session: its world, account and region. */
interface Place {
  readonly session: { readonly seed: string };
  readonly account: string;
  readonly region: string;
}

/** The default VPC of an account and region. The same in every run of a world. */
export function defaultNetwork({ session, account, region }: Place): DefaultNetwork {
  const derive = new Derive(session.seed, `default network of ${account} in ${region}`, 1);
  const id = (prefix: string, label = prefix) => `${prefix}-0${derive.hex(label, 16)}`;
  return {
    vpcId: id("vpc"),
    cidrBlock: "172.31.0.0/16",
    subnets: zonesOf(region).map((zone, i) => ({
      id: id("subnet", zone),
      zone,
      cidrBlock: `172.31.${16 * i}.0/20`,
    })),
    securityGroupId: id("sg"),
    routeTableId: id("rtb"),
    networkAclId: id("acl"),
    dhcpOptionsId: id("dopt"),
    internetGatewayId: id("igw"),
  };
}

/** Services with a key of their own in every account: https://docs.aws.amazon.com/kms/latest/developerguide/overview.html */
const keyedServices =
  "acm backup cassandra cloud9 codecommit connect dms dynamodb ebs elasticfilesystem es fsx glue imagebuilder kafka kinesis kinesisvideo lambda lightsail memorydb mq neptune rds redshift s3 secretsmanager ses sns sqs ssm timestream transfer workspaces xray".split(
    " ",
  );

/** The key behind `alias/aws/<service>`, the same in every world. */
export function managedKey({ account, region }: Omit<Place, "session">, alias: string): { id: string; arn: string } {
  const base = `arn:${partitionOf(region)}:kms:${region}:${account}`;
  const id = fixedUuid(`${base} ${alias}`);
  return { id, arn: `${base}:key/${id}` };
}

const known = new Map<string, ReadonlySet<string>>();

/** The ids of the default network, and ids and ARNs of the keys that AWS keeps for its services. */
export function alwaysThere(place: Place): ReadonlySet<string> {
  const key = `${place.session.seed} ${place.account} ${place.region}`;
  let ids = known.get(key);
  if (ids === undefined) {
    const { subnets, cidrBlock: _, ...single } = defaultNetwork(place);
    const keys = keyedServices.flatMap((name) => Object.values(managedKey(place, `alias/aws/${name}`)));
    ids = new Set([...Object.values(single), ...subnets.map((s) => s.id), ...keys]);
    known.set(key, ids);
  }
  return ids;
}
