import { ports } from "../../../core/parameter.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { INGRESS, tcpPortsClosed } from "../../../facts/aws-traffic.js";

const PORTS = ports(
  "ports",
  [1433, 1521, 3306, 5432, 5601, 6379, 9092, 9200, 11211, 27017],
  "TCP ports of databases and caches, which must not be open to the world",
);

export const awsNetDataPortsOpen: ResourceRule = {
  id: "aws-net-data-ports-open",
  title: "Database or cache port open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: INGRESS,
  parameters: [PORTS],
  controls: {},
  why: "Databases and caches are made to be reached by applications: many have weak passwords or none, and one that the internet reaches is copied or held to ransom within days.",
  fix: "Let the port in only from the security group of the application, with `referencedSecurityGroupId` or `securityGroups` in place of an address range.",
  bad: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "database",
      props: { ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  good: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "database",
      props: { ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["10.20.0.0/16"] }] },
    },
  ],
  check: (resource, settings) => tcpPortsClosed(resource, PORTS.of(settings)),
};
