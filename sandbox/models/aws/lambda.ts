import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { at, isRecord, isSet, text, texts } from "../values.js";
import { arn } from "./identifiers.js";
import { lambdaAccessModels } from "./lambda-access.js";
import { findHere } from "./references.js";
import { allows, notTrusted } from "./trust.js";

export const functionType = "aws:lambda/function:Function";

/** Runtimes by their form: versions are added several times a year. */
const runtimes =
  /^(nodejs[\d.]*(x|-edge)?|python\d\.\d+|java\d+(\.al\d+)?|dotnet(core)?[\d.]+|go1\.x|ruby\d\.\d+|provided(\.al\d+)?)$/;

/** Runtimes that no function is made with any more. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const retired =
  /^(nodejs(|4\.3(-edge)?|6\.10|8\.10|1[0246]\.x)|python(2\.7|3\.[678])|java8|dotnet(core.*|[567])|go1\.x|ruby2\.\d|provided)$/;

/** Environment variables that Lambda sets itself and refuses from others. */
const reserved = new Set([
  ...["_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV"],
  ...["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION"],
  ...["AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME"],
  ...["AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
  ...["AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"],
]);

function range(c: CheckContext, path: string, min: number, max: number, unit: string): CheckFailure[] {
  const value = at(c.inputs, path);
  if (typeof value !== "number" || (Number.isInteger(value) && value >= min && value <= max)) return [];
  return [{ property: path, reason: `expected ${path} to be in the range (${min} - ${max}) ${unit}, got ${value}` }];
}

function checkFunction(c: CheckContext): CheckFailure[] {
  const failures = [
    ...range(c, "memorySize", 128, isSet(c.inputs.capacityProviderConfig) ? 32_768 : 10_240, "MiB"),
    ...range(c, "timeout", 1, 900, "seconds"),
    ...range(c, "ephemeralStorage.size", 512, 10_240, "MiB"),
  ];
  const sources = ["code", "imageUri", "s3Bucket"].filter((key) => isSet(c.inputs[key]));
  if (sources.length !== 1)
    failures.push({
      property: "code",
      reason: `exactly one of "code", "imageUri", "s3Bucket" must be set, and ${sources.length === 0 ? "none is" : `${sources.join(" and ")} are`}`,
    });
  const { runtime, name } = c.inputs;
  if (typeof runtime === "string" && !runtimes.test(runtime))
    failures.push({
      property: "runtime",
      reason: `expected runtime to be one of Lambda's, got ${runtime}; use for example nodejs24.x, python3.14, java25 or provided.al2023`,
    });
  if (typeof name === "string" && !/^[\w-]{1,64}$/.test(name))
    failures.push({ property: "name", reason: `"${name}" must have 1 to 64 letters, digits, hyphens and underscores` });
  if (c.inputs.packageType !== "Image")
    for (const key of ["handler", "runtime"])
      if (!isSet(c.inputs[key]))
        failures.push({ property: key, reason: "handler and runtime must be set when packageType is Zip" });
  return failures;
}

function oldRuntime(c: ObjectContext): CloudError | undefined {
  const { runtime } = c.inputs;
  if (typeof runtime !== "string" || !retired.test(runtime)) return undefined;
  return {
    code: "InvalidParameterValueException",
    message: `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.; see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html`,
  };
}

function badEnvironment(c: ObjectContext): CloudError | undefined {
  const variables = at(c.inputs, "environment.variables");
  if (!isRecord(variables)) return undefined;
  const taken = Object.keys(variables).filter((key) => reserved.has(key));
  if (taken.length > 0)
    return {
      code: "InvalidParameterValueException",
      message: `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(", ")}`,
    };
  const size = Buffer.byteLength(JSON.stringify(variables));
  if (size <= 4096) return undefined;
  return {
    code: "InvalidParameterValueException",
    message: `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit: they have ${size} bytes`,
  };
}

function badNetwork(c: ObjectContext): CloudError | undefined {
  const subnets = texts(at(c.inputs, "vpcConfig.subnetIds"));
  if (subnets.length === 0) return undefined;
  const managed = ["AWSLambdaVPCAccessExecutionRole", "AWSLambdaENIManagementAccess"];
  if (!allows(c, c.inputs.role, "ec2:CreateNetworkInterface", managed))
    return {
      code: "InvalidParameterValueException",
      message: `The provided execution role does not have permissions to call CreateNetworkInterface on EC2: attach AWSLambdaVPCAccessExecutionRole to ${String(c.inputs.role)} before the function is made (dependsOn)`,
    };
  const vpcs = new Set(
    [
      ...subnets.map((id) => findHere(c, "aws:ec2/subnet:Subnet", id)),
      ...texts(at(c.inputs, "vpcConfig.securityGroupIds")).map((id) =>
        findHere(c, "aws:ec2/securityGroup:SecurityGroup", id),
      ),
    ].flatMap((o) => text(o?.inputs.vpcId) ?? []),
  );
  if (vpcs.size < 2) return undefined;
  return {
    code: "InvalidParameterValueException",
    message: `Security Groups and subnets of a function must be in one VPC, and lie in ${[...vpcs].join(", ")}`,
  };
}

function noObject(c: ObjectContext): CloudError | undefined {
  const bucket = text(c.inputs.s3Bucket);
  if (bucket === undefined) return undefined;
  const error = (code: string, what: string): CloudError => ({
    code: "InvalidParameterValueException",
    message: `Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${what}; create it first`,
  });
  if (c.world.find("aws:s3/bucket:Bucket", bucket) === undefined)
    return error("NoSuchBucket", `The specified bucket ${bucket} does not exist`);
  const id = `${bucket}/${String(c.inputs.s3Key)}`;
  const kinds = ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"];
  if (kinds.some((type) => c.world.find(type, id) !== undefined)) return undefined;
  return error("NoSuchKey", `The specified key ${String(c.inputs.s3Key)} does not exist`);
}

function refuseFunction(c: ObjectContext): CloudError | undefined {
  const words = "The role defined for the function cannot be assumed by Lambda";
  return (
    notTrusted(c, c.inputs.role, "lambda.amazonaws.com", "InvalidParameterValueException", words) ??
    noObject(c) ??
    oldRuntime(c) ??
    badEnvironment(c) ??
    badNetwork(c)
  );
}

/** The SHA-256 of the code, in base64 as Lambda tells it. */
function codeHash(c: ObjectContext): string {
  const code = c.inputs.code;
  const hash = isRecord(code) ? text(code.__archive ?? code.__asset) : undefined;
  return hash === undefined ? c.derive.base64("code", 32) : Buffer.from(hash, "hex").toString("base64");
}

const arnOf = (c: ObjectContext, id: string) => arn(c, "lambda", `function:${id}`);
const versionOf = (c: ObjectContext) => (c.inputs.publish === true ? "1" : "$LATEST");
const invokeArn = (c: ObjectContext, target: string) =>
  `arn:aws:apigateway:${c.region}:lambda:path/2015-03-31/functions/${target}/invocations`;

/** Lambda functions; who may call them is in `lambdaAccessModels`. */
export const lambdaModels: Models = {
  ...lambdaAccessModels,
  [functionType]: {
    name: { property: "name", limit: 64 },
    defaults: {
      memorySize: 128,
      packageType: "Zip",
      publish: false,
      reservedConcurrentExecutions: -1,
      skipDestroy: false,
      timeout: 3,
    },
    check: checkFunction,
    refuse: refuseFunction,
    id: (c) => String(c.inputs.name),
    outputs: {
      architectures: () => ["x86_64"],
      arn: arnOf,
      codeSha256: codeHash,
      ephemeralStorage: () => ({ size: 512 }),
      invokeArn: (c, id) => invokeArn(c, arnOf(c, id)),
      lastModified: (c) => c.derive.time(`code ${codeHash(c)}`).replace("Z", ".000+0000"),
      loggingConfig: (_, id) => ({
        applicationLogLevel: "",
        logFormat: "Text",
        logGroup: `/aws/lambda/${id}`,
        systemLogLevel: "",
      }),
      qualifiedArn: (c, id) => `${arnOf(c, id)}:${versionOf(c)}`,
      qualifiedInvokeArn: (c, id) => invokeArn(c, `${arnOf(c, id)}:${versionOf(c)}`),
      responseStreamingInvokeArn: (c, id) =>
        invokeArn(c, arnOf(c, id))
          .replace("2015-03-31", "2021-11-15")
          .replace(/invocations$/, "response-streaming-invocations"),
      signingJobArn: () => "",
      signingProfileVersionArn: () => "",
      sourceCodeHash: codeHash,
      sourceCodeSize: (c) => 1_000 + c.derive.below(`size ${codeHash(c)}`, 100_000),
      tracingConfig: () => ({ mode: "PassThrough" }),
      version: versionOf,
    },
    unsettled: ["lastModified", "sourceCodeSize"],
    notReferences: ["environment", "code"],
    identities: (o) => texts([o.outputs.qualifiedArn, o.outputs.invokeArn]),
  },
};
