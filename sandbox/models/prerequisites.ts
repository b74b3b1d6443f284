import type { CloudError, WorldObject } from "../types.js";
import { findHere, here } from "./aws/references.js";
import { find } from "./gcp/references.js";
import type { ObjectContext } from "./model.js";
import { at, isSet, records, text, texts } from "./values.js";

type Rule = (c: ObjectContext) => CloudError | undefined;

const balancers = ["aws:lb/", "aws:alb/"];
const listenerTypes = balancers.flatMap((m) => [`${m}listener:Listener`, `${m}listenerRule:ListenerRule`]);

/** What of the types uses an object that the program has made; undefined for one that only exists: nothing is known of it. */
function usersOf(
  c: ObjectContext,
  object: WorldObject | undefined,
  types: readonly string[],
): WorldObject[] | undefined {
  if (object === undefined || object.stack === "") return undefined;
  return c.world.users(object).filter((o) => types.includes(o.type));
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html */
const attachedTargets: Rule = (c) => {
  for (const arn of texts(at(c.inputs, "loadBalancers.targetGroupArn"))) {
    const group = c.world.byIdentity(arn).find((o) => /targetGroup:TargetGroup$/.test(o.type));
    if (usersOf(c, group, listenerTypes)?.length === 0)
      return {
        code: "InvalidParameterException",
        message: `The target group with targetGroupArn ${arn} does not have an associated load balancer.: make the listener or rule that forwards to it first (dependsOn)`,
      };
  }
  return undefined;
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
const allowedNotification: Rule = (c) => {
  for (const arn of texts(at(c.inputs, "lambdaFunctions.lambdaFunctionArn"))) {
    const target = c.world.byIdentity(arn).find((o) => o.type === "aws:lambda/function:Function");
    const grants = usersOf(c, target, ["aws:lambda/permission:Permission"]);
    if (grants !== undefined && !grants.some((o) => o.inputs.principal === "s3.amazonaws.com"))
      return {
        code: "InvalidArgument",
        message: `Unable to validate the following destination configurations: ${arn} does not allow s3.amazonaws.com to call it; make the aws.lambda.Permission first (dependsOn)`,
      };
  }
  return undefined;
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html */
const deployableApi: Rule = (c) => {
  const api = findHere(c, "aws:apigateway/restApi:RestApi", c.inputs.restApi);
  if (api === undefined || isSet(api.inputs.body)) return undefined;
  const parts = ["aws:apigateway/method:Method", "aws:apigateway/restApiPut:RestApiPut"];
  if (usersOf(c, api, parts)?.length !== 0) return undefined;
  return {
    code: "BadRequestException",
    message: `The REST API doesn't contain any methods: ${api.id} (restApi); make its methods and integrations first (dependsOn)`,
  };
};

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html */
const registeredTarget: Rule = (c) => {
  const keys = ["serviceNamespace", "resourceId", "scalableDimension"];
  if (keys.some((key) => typeof c.inputs[key] !== "string")) return undefined;
  const registered = here(c, "aws:appautoscaling/target:Target");
  if (registered.some((o) => keys.every((key) => o.inputs[key] === c.inputs[key]))) return undefined;
  return {
    code: "ObjectNotFoundException",
    message: `No scalable target registered for service namespace: ${c.inputs.serviceNamespace}, resource ID: ${c.inputs.resourceId}, scalable dimension: ${c.inputs.scalableDimension}; make the aws.appautoscaling.Target first, and pass its own outputs`,
  };
};

const connectionType = "gcp:servicenetworking/connection:Connection";

/** Whether a network that the program has made lacks a connection to Google's services. */
function isUnpeered(c: ObjectContext, network: unknown): boolean {
  return usersOf(c, find(c, "gcp:compute/network:Network", network), [connectionType])?.length === 0;
}

/** https://cloud.google.com/sql/docs/mysql/private-ip#network_requirements */
const peeredDatabase: Rule = (c) => {
  if (!isUnpeered(c, at(c.inputs, "settings.ipConfiguration.privateNetwork"))) return undefined;
  return {
    code: "Error",
    message:
      "failed to create instance because the network doesn't have at least 1 private services connection. Please see https://cloud.google.com/sql/docs/mysql/private-ip#network_requirements for how to create this connection; make the gcp.servicenetworking.Connection first (dependsOn)",
  };
};

/** https://cloud.google.com/memorystore/docs/redis/networking#connection_modes */
const peeredCache: Rule = (c) => {
  if (c.inputs.connectMode !== "PRIVATE_SERVICE_ACCESS" || !isUnpeered(c, c.inputs.authorizedNetwork)) return undefined;
  return {
    code: "Error 400",
    message:
      "Google private service access is not enabled. Enable privateservice access and try again., failedPrecondition (authorizedNetwork); make the gcp.servicenetworking.Connection first (dependsOn)",
  };
};

/** https://cloud.google.com/run/docs/configuring/services/secrets */
const filledSecret: Rule = (c) => {
  const container = at(c.inputs, "template.containers");
  for (const { valueSource } of records(container).flatMap((one) => records(one.envs))) {
    const reference = text(at(valueSource, "secretKeyRef.secret"));
    const secret = find(c, "gcp:secretmanager/secret:Secret", reference);
    const versions = ["SecretVersion", "RegionalSecretVersion"].map(
      (name) => `gcp:secretmanager/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
    );
    if (usersOf(c, secret, versions)?.length !== 0) continue;
    return {
      code: "Error code 5",
      message: `Secret ${secret?.id}/versions/${text(at(valueSource, "secretKeyRef.version")) ?? "latest"} was not found; make the gcp.secretmanager.SecretVersion first (dependsOn)`,
    };
  }
  return undefined;
};

const rules: Readonly<Record<string, Rule>> = {
  "aws:apigateway/deployment:Deployment": deployableApi,
  "aws:appautoscaling/policy:Policy": registeredTarget,
  "aws:ecs/service:Service": attachedTargets,
  "aws:s3/bucketNotification:BucketNotification": allowedNotification,
  "gcp:cloudrunv2/service:Service": filledSecret,
  "gcp:redis/instance:Instance": peeredCache,
  "gcp:sql/databaseInstance:DatabaseInstance": peeredDatabase,
};

/** Types that need something which none of their inputs names: what `dependsOn` is for. */
export const prerequisiteTypes: readonly string[] = Object.keys(rules);

/** Why the object cannot be made yet: something that it needs, and does not name, is not there. */
export function notReady(c: ObjectContext): CloudError | undefined {
  return c.self === undefined ? rules[c.schema.token]?.(c) : undefined;
}
