import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

const SERVICE = "aws:ecs/service:Service";
const PUBLIC = "networkConfiguration.assignPublicIp";
const off = sets({ [PUBLIC]: false });

const service = (assignPublicIp: boolean) => ({
  cluster: "main",
  taskDefinition: "orders:7",
  launchType: "FARGATE",
  networkConfiguration: { subnets: ["subnet-1", "subnet-2"], assignPublicIp },
});

export const awsEcsPublicIp: ResourceRule = {
  id: "aws-ecs-public-ip",
  title: "Service with public addresses",
  severity: Severity.High,
  graph: false,
  judges: { [SERVICE]: [PUBLIC], "aws:ecs/taskSet:TaskSet": [PUBLIC] },
  controls: { FSBP: ["ECS.2"] },
  checkov: ["CKV_AWS_333"],
  remedy: {
    replaces: false,
    // A task set is replaced by the change, and a service without the setting is right as it is.
    edits: (resource, settings) =>
      resource.type === SERVICE && isTrue(get(resource.props, PUBLIC)) === true ? off.edits(resource, settings) : [],
  },
  why: "Each task can be reached from the internet on every port that its security group lets through, past the load balancer.",
  fix: "Set `networkConfiguration.assignPublicIp` to false, and give the subnets a NAT gateway or endpoints to pull images through.",
  bad: [{ type: SERVICE, name: "orders", props: service(true) }],
  good: [{ type: SERVICE, name: "orders", props: service(false) }],
  check({ props }) {
    const at = get(props, PUBLIC);
    return forbid(isTrue(at), at, "gives every task a public address");
  },
};
