import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, isText, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, items, of } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { referents } from "../../../facts/references.js";

const METHOD = "aws:apigateway/method:Method";
const ROUTE = "aws:apigatewayv2/route:Route";
const API = "aws:apigatewayv2/api:Api";
const REST_API = "aws:apigateway/restApi:RestApi";

/** Of a WebSocket API only the way in, $connect, can ask who somebody is. */
function isWithinSocket(route: Resource, stack: Stack): Tri {
  const key = get(route.props, "routeKey");
  if (key.state === "unknown") return { unknown: [key.path] };
  const name = String(key.state === "known" ? key.value : "");
  if (name === "$connect" || /^[A-Z]+ \//.test(name)) return false;
  // Only $default is a route of both kinds.
  if (name !== "$default") return true;
  const apis = referents(stack, route, "apiId", API).filter(({ refers }) => refers === true);
  const id = get(route.props, "apiId");
  if (apis.length === 0) return id.state === "unknown" && { unknown: [id.path] };
  return any(...apis.map(({ target }) => isText(of(target, "protocolType"), "WEBSOCKET")));
}

/** A private REST API answers in its owner's networks alone, and there only whom its policy lets. */
function isPrivate(method: Resource, stack: Stack): Tri {
  const apis = referents(stack, method, "restApi", REST_API).filter(({ refers }) => refers === true);
  const types = apis.flatMap(({ target }) => items(of(target, "endpointConfiguration.types")));
  return types.length > 0 && all(...types.map((type) => isText(type, "PRIVATE")));
}

const isPreflight = ({ props, type }: Resource): Tri =>
  type === METHOD
    ? isText(get(props, "httpMethod"), "OPTIONS")
    : holds(get(props, "routeKey"), (key) => /^OPTIONS /i.test(String(key)));

export const awsApigwAuth: StackRule = {
  id: "aws-apigw-auth",
  title: "API method without authorisation",
  severity: Severity.Medium,
  graph: true,
  judges: {
    [METHOD]: ["authorization", "apiKeyRequired", "httpMethod", "restApi"],
    [ROUTE]: ["authorizationType", "apiKeyRequired", "routeKey", "apiId"],
  },
  consults: { [API]: ["protocolType"], [REST_API]: ["endpointConfiguration.types"] },
  controls: {},
  checkov: ["CKV_AWS_59", "CKV_AWS_309", "CKV2_AWS_70"],
  trivy: ["AWS-0004"],
  why: "A method that asks nobody who they are can be called by everybody, at your cost and with the rights of what is behind it.",
  fix: 'Set `authorization` (`authorizationType` of a route) to "AWS_IAM", "JWT", "CUSTOM" or "COGNITO_USER_POOLS", or `apiKeyRequired` to true.',
  bad: [
    {
      type: METHOD,
      name: "orders",
      props: { restApi: "a1b2c3", resourceId: "d4e5f6", httpMethod: "POST", authorization: "NONE" },
    },
  ],
  good: [
    {
      type: METHOD,
      name: "orders",
      props: { restApi: "a1b2c3", resourceId: "d4e5f6", httpMethod: "POST", authorization: "AWS_IAM" },
    },
  ],
  check(resource, stack) {
    const { props, type } = resource;
    const authorization = get(props, type === METHOD ? "authorization" : "authorizationType");
    const asks = any(not(isText(authorization, "NONE", true)), isTrue(get(props, "apiKeyRequired")));
    const exempt = any(
      isPreflight(resource),
      type === ROUTE ? isWithinSocket(resource, stack) : isPrivate(resource, stack),
    );
    return demand(any(asks, exempt), authorization, "lets everybody call it");
  },
};
