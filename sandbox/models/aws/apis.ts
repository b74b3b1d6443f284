import { dnsSuffixOf } from "../arn.js";
import { known, type Models, need, type ObjectContext } from "../model.js";
import { text } from "../values.js";
import { endpoint, lastOf, short } from "./hosts.js";
import { arn } from "./identifiers.js";

/** `https://a1b2c3.execute-api.eu-west-1.amazonaws.com`, the address of every API. */
function host(c: ObjectContext, api: string): string {
  return `${api}.execute-api.${c.region}.${dnsSuffixOf(c.region)}`;
}

function execution(c: ObjectContext, api: string): string {
  return arn(c, "execute-api", api);
}

function apiArn(c: ObjectContext, path: string): string {
  return arn(c, "apigateway", path).replace(`:${c.account}:`, "::");
}

/** Parts of an API have a short id of their own; the provider writes them behind the API's. */
const v2: Models = {
  "aws:apigatewayv2/api:Api": {
    id: (c) => short(c, 10),
    unique: false,
    outputs: {
      arn: (c, id) => apiArn(c, `/apis/${known(id)}`),
      apiEndpoint: (c, id) =>
        `${text(c.inputs.protocolType) === "WEBSOCKET" ? "wss" : "https"}://${host(c, known(id))}`,
      executionArn: (c, id) => execution(c, known(id)),
      apiKeySelectionExpression: () => "$request.header.x-api-key",
      ipAddressType: () => "ipv4",
    },
  },
  "aws:apigatewayv2/integration:Integration": {
    id: (c) => short(c, 7),
    outputs: {
      integrationResponseSelectionExpression: () => "",
      timeoutMilliseconds: () => 30_000,
    },
  },
  "aws:apigatewayv2/route:Route": { id: (c) => short(c, 7) },
  "aws:apigatewayv2/authorizer:Authorizer": { id: (c) => short(c, 6) },
  "aws:apigatewayv2/deployment:Deployment": { id: (c) => short(c, 6), outputs: { autoDeployed: () => false } },
  "aws:apigatewayv2/stage:Stage": {
    id: (c) => need(c, "name"),
    unique: false,
    outputs: {
      arn: (c) => apiArn(c, `/apis/${need(c, "apiId")}/stages/${need(c, "name")}`),
      executionArn: (c) => `${execution(c, need(c, "apiId"))}/${need(c, "name")}`,
      invokeUrl: (c) => `https://${host(c, need(c, "apiId"))}/${need(c, "name") === "$default" ? "" : need(c, "name")}`,
      deploymentId: (c) => (c.inputs.autoDeploy === true ? short(c, 6, "deployment") : ""),
    },
  },
};

const v1: Models = {
  "aws:apigateway/restApi:RestApi": {
    id: (c) => short(c, 10),
    unique: false,
    outputs: {
      arn: (c, id) => apiArn(c, `/restapis/${known(id)}`),
      executionArn: (c, id) => execution(c, known(id)),
      rootResourceId: (c) => short(c, 10, "root"),
      createdDate: (c) => c.derive.time(),
      apiKeySource: () => "HEADER",
      policy: () => "",
      minimumCompressionSize: () => "",
    },
    identities: (o) => [text(o.outputs.rootResourceId) ?? ""],
  },
  "aws:apigateway/resource:Resource": {
    id: (c) => short(c, 6),
    outputs: { path: (c) => `${parentPath(c)}/${need(c, "pathPart")}` },
  },
  "aws:apigateway/method:Method": {
    id: (c) => `agm-${restId(c)}-${need(c, "resourceId")}-${need(c, "httpMethod")}`,
  },
  "aws:apigateway/integration:Integration": {
    id: (c) => `agi-${restId(c)}-${need(c, "resourceId")}-${need(c, "httpMethod")}`,
    outputs: { cacheNamespace: (c) => need(c, "resourceId"), passthroughBehavior: () => "WHEN_NO_MATCH" },
  },
  "aws:apigateway/deployment:Deployment": {
    id: (c) => short(c, 6),
    outputs: {
      createdDate: (c) => c.derive.time(),
      executionArn: (c) => `${execution(c, restId(c))}/`,
      invokeUrl: (c) => `https://${host(c, restId(c))}/`,
    },
  },
  "aws:apigateway/stage:Stage": {
    id: (c) => `ags-${restId(c)}-${need(c, "stageName")}`,
    unique: false,
    outputs: {
      arn: (c) => apiArn(c, `/restapis/${restId(c)}/stages/${need(c, "stageName")}`),
      executionArn: (c) => `${execution(c, restId(c))}/${need(c, "stageName")}`,
      invokeUrl: (c) => `https://${host(c, restId(c))}/${need(c, "stageName")}`,
      webAclArn: () => "",
    },
  },
  "aws:apigateway/apiKey:ApiKey": {
    id: (c) => short(c, 10),
    outputs: {
      value: (c) => c.derive.draw("value", 40, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
    },
  },
};

function restId(c: ObjectContext): string {
  return lastOf(need(c, "restApi"));
}

function parentPath(c: ObjectContext): string {
  const parent = c.world.byIdentity(need(c, "parentId")).find((o) => o.type === "aws:apigateway/resource:Resource");
  return text(parent?.outputs.path) ?? "";
}

const cognito: Models = {
  "aws:cognito/userPool:UserPool": {
    id: (c) =>
      `${c.region}_${c.derive.draw("id", 9, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")}`,
    unique: false,
    outputs: {
      arn: (c, id) => arn(c, "cognito-idp", `userpool/${known(id)}`),
      endpoint: (c, id) => `${endpoint(c, "cognito-idp")}/${known(id)}`,
      domain: () => "",
      customDomain: () => "",
      estimatedNumberOfUsers: () => 0,
      smsConfiguration: () => undefined,
      usernameConfiguration: () => ({ caseSensitive: false }),
      userPoolTier: () => "ESSENTIALS",
      emailVerificationMessage: () => "",
      emailVerificationSubject: () => "",
      smsVerificationMessage: () => "",
      verificationMessageTemplate: () => ({ defaultEmailOption: "CONFIRM_WITH_CODE" }),
    },
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    id: (c) => c.derive.draw("id", 26, "abcdefghijklmnopqrstuvwxyz0123456789"),
    unique: false,
    outputs: {
      clientSecret: (c) =>
        c.inputs.generateSecret === true ? c.derive.draw("secret", 51, "abcdefghijklmnopqrstuvwxyz0123456789") : "",
      allowedOauthFlows: () => [],
      allowedOauthScopes: () => [],
      allowedOauthFlowsUserPoolClient: () => false,
      callbackUrls: () => [],
      logoutUrls: () => [],
      defaultRedirectUri: () => "",
      explicitAuthFlows: () => [],
      readAttributes: () => [],
      writeAttributes: () => [],
      supportedIdentityProviders: () => [],
      refreshTokenValidity: () => 30,
      preventUserExistenceErrors: () => "LEGACY",
      enableTokenRevocation: () => true,
      authSessionValidity: () => 3,
      accessTokenValidity: () => 0,
      idTokenValidity: () => 0,
    },
  },
  "aws:cognito/userPoolDomain:UserPoolDomain": {
    id: (c) => need(c, "domain"),
    outputs: {
      awsAccountId: (c) => c.account,
      cloudfrontDistribution: (c) => `d${short(c, 13, "cdn")}.cloudfront.net`,
      cloudfrontDistributionArn: (c) => `d${short(c, 13, "cdn")}.cloudfront.net`,
      cloudfrontDistributionZoneId: () => "Z2FDTNDATAQYW2",
      s3Bucket: (c) => `aws-cognito-prod-${c.region}-assets`,
      version: () => "20260101000000",
    },
  },
};

export const apiModels: Models = { ...v2, ...v1, ...cognito };
