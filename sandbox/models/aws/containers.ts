import { dnsSuffixOf } from "../arn.js";
import { known, type Models, need } from "../model.js";
import { text } from "../values.js";
import { lastOf } from "./hosts.js";
import { arn } from "./identifiers.js";

/** Registries and the services that run what is in them. */
export const containerModels: Models = {
  "aws:ecr/repository:Repository": {
    outputs: {
      arn: (c) => arn(c, "ecr", `repository/${need(c, "name")}`),
      registryId: (c) => c.account,
      repositoryUrl: (c) => `${c.account}.dkr.ecr.${c.region}.${dnsSuffixOf(c.region)}/${need(c, "name")}`,
    },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    id: (c) => need(c, "repository"),
    outputs: { registryId: (c) => c.account },
    unique: false,
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    id: (c) => need(c, "repository"),
    outputs: { registryId: (c) => c.account },
    unique: false,
  },
  "aws:ecs/cluster:Cluster": {
    id: (c) => arn(c, "ecs", `cluster/${need(c, "name")}`),
    outputs: { arn: (_, id) => known(id), settings: () => [{ name: "containerInsights", value: "disabled" }] },
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    id: (c) => need(c, "family"),
    unique: false,
    outputs: {
      arn: (c) => `${arn(c, "ecs", `task-definition/${need(c, "family")}`)}:${c.generation}`,
      arnWithoutRevision: (c) => arn(c, "ecs", `task-definition/${need(c, "family")}`),
      revision: (c) => c.generation,
      networkMode: () => "bridge",
      enableFaultInjection: () => false,
    },
  },
  "aws:ecs/service:Service": {
    id: (c) => arn(c, "ecs", `service/${lastOf(c.inputs.cluster) || "default"}/${need(c, "name")}`),
    outputs: {
      arn: (_, id) => known(id),
      cluster: (c) => arn(c, "ecs", "cluster/default"),
      iamRole: (c) => `/aws-service-role/ecs.${dnsSuffixOf(c.region)}/AWSServiceRoleForECS`,
      launchType: () => "EC2",
      platformVersion: (c) => (text(c.inputs.launchType) === "FARGATE" ? "LATEST" : ""),
      deploymentConfiguration: () => undefined,
      triggers: () => ({}),
    },
  },
};
