import { beforeEach, describe, expect, it } from "vitest";
import { cloud } from "../../../sandbox/models/index.js";
import type { Props, WorldObject } from "../../../sandbox/types.js";
import { sessionOf, TestWorld, urnOf } from "../models-world.js";
import { madeObject } from "./place.js";

const aws = sessionOf("aws");
const gcp = sessionOf("gcp");
let world: TestWorld;

beforeEach(() => {
  world = new TestWorld();
});

function have(session: typeof aws, type: string, name: string, more: Partial<WorldObject> = {}): WorldObject {
  const object = madeObject(session, type, name, { created: world.objects.length + 1, ...more });
  world.objects.push(object);
  return object;
}

function codeOf(session: typeof aws, type: string, inputs: Props): string | undefined {
  const outcome = cloud.create({
    session,
    type,
    urn: urnOf(session, type, "new"),
    name: "new",
    inputs,
    generation: 1,
    preview: false,
    world,
  });
  return "error" in outcome ? outcome.error.code : undefined;
}

describe("what no input names must be there first", () => {
  it("a listener of the target group of an ECS service", () => {
    const arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1";
    have(aws, "aws:lb/targetGroup:TargetGroup", "web", { id: arn, outputs: { arn } });
    have(aws, "aws:ecs/cluster:Cluster", "main");
    have(aws, "aws:ecs/taskDefinition:TaskDefinition", "web");
    const service = {
      name: "web",
      cluster: "main",
      taskDefinition: "web",
      loadBalancers: [{ targetGroupArn: arn, containerName: "web", containerPort: 80 }],
    };
    expect(codeOf(aws, "aws:ecs/service:Service", service)).toBe("InvalidParameterException");
    have(aws, "aws:lb/listener:Listener", "web", {
      inputs: { defaultActions: [{ type: "forward", targetGroupArn: arn }] },
    });
    expect(codeOf(aws, "aws:ecs/service:Service", service)).toBe(undefined);
  });

  it("the permission of a function that a bucket calls", () => {
    const arn = "arn:aws:lambda:eu-west-1:123456789012:function:resize";
    have(aws, "aws:s3/bucket:Bucket", "photos");
    have(aws, "aws:lambda/function:Function", "resize", { outputs: { arn } });
    const notification = {
      bucket: "photos",
      lambdaFunctions: [{ lambdaFunctionArn: arn, events: ["s3:ObjectCreated:*"] }],
    };
    expect(codeOf(aws, "aws:s3/bucketNotification:BucketNotification", notification)).toBe("InvalidArgument");
    have(aws, "aws:lambda/permission:Permission", "p", {
      inputs: { function: "resize", principal: "s3.amazonaws.com" },
    });
    expect(codeOf(aws, "aws:s3/bucketNotification:BucketNotification", notification)).toBe(undefined);
  });

  it("a method of the API that is deployed", () => {
    have(aws, "aws:apigateway/restApi:RestApi", "abc123");
    expect(codeOf(aws, "aws:apigateway/deployment:Deployment", { restApi: "abc123" })).toBe("BadRequestException");
    have(aws, "aws:apigateway/method:Method", "get", { inputs: { restApi: "abc123" } });
    expect(codeOf(aws, "aws:apigateway/deployment:Deployment", { restApi: "abc123" })).toBe(undefined);
  });

  it("the scalable target of a scaling policy", () => {
    const place = {
      serviceNamespace: "ecs",
      resourceId: "service/main/web",
      scalableDimension: "ecs:service:DesiredCount",
    };
    const policy = { ...place, policyType: "TargetTrackingScaling" };
    expect(codeOf(aws, "aws:appautoscaling/policy:Policy", policy)).toBe("ObjectNotFoundException");
    have(aws, "aws:appautoscaling/target:Target", "t", { inputs: place });
    expect(codeOf(aws, "aws:appautoscaling/policy:Policy", policy)).toBe(undefined);
  });

  it("the connection of a network that a database or a cache lies in", () => {
    const id = "projects/groundplan-sandbox/global/networks/main";
    have(gcp, "gcp:compute/network:Network", "main", { id });
    const database = {
      name: "db",
      databaseVersion: "POSTGRES_16",
      settings: { tier: "db-f1-micro", ipConfiguration: { privateNetwork: id } },
    };
    const redis = { name: "r", memorySizeGb: 1, connectMode: "PRIVATE_SERVICE_ACCESS", authorizedNetwork: id };
    expect(codeOf(gcp, "gcp:sql/databaseInstance:DatabaseInstance", database)).toBe("Error");
    expect(codeOf(gcp, "gcp:redis/instance:Instance", redis)).toBe("Error 400");
    have(gcp, "gcp:servicenetworking/connection:Connection", "c", { inputs: { network: id } });
    expect(codeOf(gcp, "gcp:sql/databaseInstance:DatabaseInstance", database)).toBe(undefined);
    expect(codeOf(gcp, "gcp:redis/instance:Instance", redis)).toBe(undefined);
  });

  it("a version of the secret that a service reads", () => {
    const id = "projects/groundplan-sandbox/secrets/db";
    have(gcp, "gcp:secretmanager/secret:Secret", "db", { id });
    const service = {
      name: "web",
      location: "europe-west1",
      template: { containers: [{ image: "i", envs: [{ name: "P", valueSource: { secretKeyRef: { secret: id } } }] }] },
    };
    expect(codeOf(gcp, "gcp:cloudrunv2/service:Service", service)).toBe("Error code 5");
    have(gcp, "gcp:secretmanager/secretVersion:SecretVersion", "v", { inputs: { secret: id } });
    expect(codeOf(gcp, "gcp:cloudrunv2/service:Service", service)).toBe(undefined);
  });

  it("nothing is asked of what only exists", () => {
    const declared = { id: "projects/groundplan-sandbox/global/networks/shared", stack: "" };
    have(gcp, "gcp:compute/network:Network", "shared", declared);
    const settings = { tier: "db-f1-micro", ipConfiguration: { privateNetwork: declared.id } };
    expect(
      codeOf(gcp, "gcp:sql/databaseInstance:DatabaseInstance", {
        name: "db",
        databaseVersion: "POSTGRES_16",
        settings,
      }),
    ).toBe(undefined);
  });
});
