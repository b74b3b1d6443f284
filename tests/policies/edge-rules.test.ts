import { describe, expect, it } from "vitest";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { awsCdnHttps } from "../../policies/rules/aws/cdn/https.js";
import { awsCdnTls } from "../../policies/rules/aws/cdn/tls.js";
import { awsLbDropHeaders } from "../../policies/rules/aws/lb/drop-headers.js";
import { awsLbTlsPolicy } from "../../policies/rules/aws/lb/tls-policy.js";
import { findings, resourcesOf, verdicts } from "./support.js";

const one = (type: string, props: Props, refs = {}): ExampleResource => ({ type, name: "it", props, refs });
const edits = (rule: Rule, resource: ExampleResource) =>
  resourcesOf([resource]).flatMap((seen) => rule.remedy?.edits(seen, {}) ?? []);
const wrong = (id: string, resource: ExampleResource): readonly string[] =>
  findings([resource]).flatMap((finding) =>
    finding.rule.id === id && finding.kind === "violation" ? finding.problems.map(({ path }) => path) : [],
  );

const WRONG = ["violation it"];
const OPEN = ["undecided it"];
const BALANCERS = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
const balancer = (props: Props, type = BALANCERS[0] ?? ""): ExampleResource => ({ type, name: "balancer", props });
const listener = (props: Props, refs = {}) => one("aws:lb/listener:Listener", props, refs);

describe("aws-lb-https", () => {
  const at = (...resources: ExampleResource[]) => verdicts("aws-lb-https", ...resources);
  const redirect = (protocol?: unknown) => ({ type: "redirect", redirect: { port: "443", protocol } });

  it("takes TLS, what is passed on as it is, and nothing but a redirect to HTTPS", () => {
    for (const protocol of ["HTTPS", "TLS", "TCP", "UDP", "TCP_UDP", "QUIC"])
      expect(at(listener({ protocol }))).toEqual([]);
    expect(at(listener({ protocol: "HTTP", defaultActions: [redirect("HTTPS")] }))).toEqual([]);
    expect(at(listener({ protocol: "HTTP", defaultActions: [redirect()] }))).toEqual(WRONG);
    expect(at(listener({ protocol: "HTTP", defaultActions: [redirect("#{protocol}")] }))).toEqual(WRONG);
    expect(at(listener({ protocol: "HTTP", defaultActions: [redirect("HTTPS"), { type: "forward" }] }))).toEqual(WRONG);
    expect(at(listener({ protocol: "HTTP", defaultActions: UNKNOWN.array }))).toEqual(OPEN);
    expect(at(listener({ protocol: UNKNOWN.string, defaultActions: [redirect("HTTPS")] }))).toEqual([]);
  });

  it("reads the listeners of a classic balancer", () => {
    const classic = (...protocols: unknown[]) =>
      one("aws:elb/loadBalancer:LoadBalancer", { listeners: protocols.map((lbProtocol) => ({ lbProtocol })) });
    expect(wrong("aws-lb-https", classic("HTTPS", "http", "tcp", "ssl"))).toEqual(["listeners[1].lbProtocol"]);
    expect(at(classic("HTTPS", UNKNOWN.string))).toEqual(OPEN);
  });

  it("counts no protocol as HTTP unless the balancer is a gateway", () => {
    const refs = { loadBalancerArn: ["balancer"] };
    const silent = listener({ loadBalancerArn: UNKNOWN.string, defaultActions: [{ type: "forward" }] }, refs);
    for (const type of BALANCERS) {
      expect(at(balancer({ loadBalancerType: "gateway" }, type), silent)).toEqual([]);
      expect(at(balancer({}, type), silent)).toEqual(WRONG);
      expect(at(balancer({ loadBalancerType: UNKNOWN.string }, type), silent)).toEqual(OPEN);
    }
    const arn = (kind: string) => `arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/${kind}/it/1`;
    expect(at(listener({ loadBalancerArn: arn("gwy") }))).toEqual([]);
    expect(at(listener({ loadBalancerArn: arn("app") }))).toEqual(WRONG);
    expect(at(listener({ loadBalancerArn: UNKNOWN.string }))).toEqual(OPEN);
  });
});

describe("aws-lb-tls-policy", () => {
  const at = (sslPolicy: unknown, protocol = "HTTPS") =>
    verdicts("aws-lb-tls-policy", listener({ protocol, sslPolicy }));

  it.each([
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
    "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
    "ELBSecurityPolicy-FS-1-2-Res-2020-10",
  ])("takes %s", (policy) => expect(at(policy)).toEqual([]));

  it.each([
    "ELBSecurityPolicy-2016-08",
    "ELBSecurityPolicy-TLS13-1-0-2021-06",
    "ELBSecurityPolicy-TLS13-1-1-2021-06",
    "ELBSecurityPolicy-TLS-1-1-2017-01",
    "ELBSecurityPolicy-FS-2018-06",
    "ELBSecurityPolicy-FS-1-1-2019-08",
    undefined,
  ])("finds %s too old", (policy) => expect(at(policy)).toEqual(WRONG));

  it("has no say where there is no TLS, and changes nothing there", () => {
    expect([at(undefined, "HTTP"), at(undefined, "TCP"), at(undefined, "TLS")]).toEqual([[], [], WRONG]);
    expect(edits(awsLbTlsPolicy, listener({ protocol: "HTTP" }))).toEqual([]);
    expect(edits(awsLbTlsPolicy, listener({ protocol: UNKNOWN.string }))).toEqual([]);
  });
});

describe("load balancers", () => {
  it.each(BALANCERS)("%s: is asked for what its kind has", (type) => {
    const at = (rule: string, props: Props) => verdicts(rule, balancer(props, type)).map((v) => v.split(" ")[0]);
    expect(at("aws-lb-drop-headers", {})).toEqual(["violation"]);
    expect(at("aws-lb-drop-headers", { loadBalancerType: "network" })).toEqual([]);
    expect(at("aws-lb-drop-headers", { loadBalancerType: UNKNOWN.string })).toEqual(["undecided"]);
    expect(at("aws-lb-access-log", { loadBalancerType: "network" })).toEqual(["violation"]);
    expect(at("aws-lb-access-log", { loadBalancerType: "gateway" })).toEqual([]);
    expect(at("aws-lb-delete-protection", { loadBalancerType: "network" })).toEqual(["violation"]);
    expect(edits(awsLbDropHeaders, balancer({ loadBalancerType: "network" }, type))).toEqual([]);
  });

  it("of the classic kind log where a bucket is named", () => {
    const at = (props: Props) => verdicts("aws-lb-access-log", one("aws:elb/loadBalancer:LoadBalancer", props));
    expect(at({})).toEqual(WRONG);
    expect(at({ accessLogs: { bucket: "logs" } })).toEqual([]);
    expect(at({ accessLogs: { bucket: "logs", enabled: false } })).toEqual(WRONG);
  });
});

describe("aws-lb-waf", () => {
  const at = (...resources: ExampleResource[]) => verdicts("aws-lb-waf", ...resources);
  const association = (type: string, refs = {}): ExampleResource => ({
    type,
    name: "acl",
    props: { resourceArn: UNKNOWN.string },
    refs,
  });
  const TYPES = [
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "aws:wafregional/webAclAssociation:WebAclAssociation",
  ];

  it.each(TYPES)("takes a %s with the balancer, and no other", (type) => {
    expect(at(balancer({}), association(type, { resourceArn: ["balancer"] }))).toEqual([]);
    expect(at(balancer({}), association(type, { resourceArn: ["other"] }))).toEqual(["violation balancer"]);
    expect(at(balancer({}), association(type))).toEqual(["undecided balancer"]);
  });

  it("asks only what faces the internet and reads requests", () => {
    expect(at(balancer({ internal: true }))).toEqual([]);
    expect(at(balancer({ loadBalancerType: "network" }))).toEqual([]);
    expect(at(balancer({ internal: UNKNOWN.boolean }))).toEqual(["undecided balancer"]);
  });
});

describe("distributions", () => {
  const TYPE = "aws:cloudfront/distribution:Distribution";
  const TENANTS = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
  const behaviour = (viewerProtocolPolicy: string) => ({ viewerProtocolPolicy });
  const custom = (originProtocolPolicy: string) => ({
    domainName: "app.example.com",
    customOriginConfig: { originProtocolPolicy },
  });
  const secure = { defaultCacheBehavior: behaviour("https-only") };

  it("speak HTTPS in every behaviour and to every origin", () => {
    const paths = (props: Props, type = TYPE) => wrong("aws-cdn-https", one(type, { ...secure, ...props }));
    expect(paths({ orderedCacheBehaviors: [behaviour("redirect-to-https"), behaviour("allow-all")] })).toEqual([
      "orderedCacheBehaviors[1].viewerProtocolPolicy",
    ]);
    expect(paths({ origins: [custom("match-viewer"), custom("http-only")] })).toEqual([
      "origins[1].customOriginConfig.originProtocolPolicy",
    ]);
    const matching = { origins: [custom("match-viewer")] };
    expect(paths({ ...matching, orderedCacheBehaviors: [behaviour("allow-all")] })).toEqual([
      "orderedCacheBehaviors[0].viewerProtocolPolicy",
      "origins[0].customOriginConfig.originProtocolPolicy",
    ]);
    expect(paths({ cacheBehaviors: [behaviour("allow-all")] }, TENANTS)).toEqual([
      "cacheBehaviors[0].viewerProtocolPolicy",
    ]);
    expect(paths({ origins: [{ customOriginConfigs: [{ originProtocolPolicy: "http-only" }] }] }, TENANTS)).toEqual([
      "origins[0].customOriginConfigs.originProtocolPolicy",
    ]);
  });

  it("are redirected behaviour by behaviour, unless an origin is spoken to in clear", () => {
    const lists = { orderedCacheBehaviors: [behaviour("https-only"), behaviour("allow-all"), UNKNOWN.object] };
    expect(edits(awsCdnHttps, one(TYPE, { ...secure, ...lists }))).toEqual([
      {
        path: "orderedCacheBehaviors",
        value: [behaviour("https-only"), behaviour("redirect-to-https"), UNKNOWN.object],
      },
    ]);
    expect(edits(awsCdnHttps, one(TYPE, { ...lists, origins: [custom("http-only")] }))).toEqual([]);
  });

  it("take new TLS only, where the version can be chosen", () => {
    const viewer = (viewerCertificate: Props) => one(TYPE, { viewerCertificate });
    const at = (certificate: Props) => verdicts("aws-cdn-tls", viewer(certificate));
    const own = { acmCertificateArn: UNKNOWN.string, sslSupportMethod: "sni-only" };
    expect(at({ cloudfrontDefaultCertificate: true })).toEqual([]);
    expect(at({ cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1" })).toEqual([]);
    expect(at({ minimumProtocolVersion: "TLSv1" })).toEqual(WRONG);
    expect(at({ acmCertificateArn: "", cloudfrontDefaultCertificate: true })).toEqual([]);
    expect(at(own)).toEqual(WRONG);
    expect(at({ iamCertificateId: "c-1", minimumProtocolVersion: "TLSv1.1_2016" })).toEqual(WRONG);
    for (const minimumProtocolVersion of ["TLSv1.2_2018", "TLSv1.2_2021", "TLSv1.3_2025"])
      expect(at({ ...own, minimumProtocolVersion })).toEqual([]);
    expect(edits(awsCdnTls, viewer({ acmCertificateArn: "c-1", sslSupportMethod: "vip" }))).toEqual([]);
  });

  it("never talk SSL 3 to an origin", () => {
    const at = (originSslProtocols: unknown) =>
      wrong("aws-cdn-tls", one(TYPE, { origins: [{ customOriginConfig: { originSslProtocols } }] }));
    expect(at(["TLSv1.2", "SSLv3"])).toEqual(["origins[0].customOriginConfig.originSslProtocols"]);
    expect(at(["TLSv1.2"])).toEqual([]);
  });

  it("read a bucket with access control, in either form", () => {
    const at = (origin: Props, refs = {}) => verdicts("aws-cdn-s3-oac", one(TYPE, { origins: [origin] }, refs));
    const domainName = "assets-1.s3.eu-west-1.amazonaws.com";
    expect(at({ domainName })).toEqual(WRONG);
    expect(at({ domainName: UNKNOWN.string })).toEqual(WRONG);
    expect(at({ domainName, originAccessControlId: "E1" })).toEqual([]);
    expect(
      at({ domainName, s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" } }),
    ).toEqual([]);
    expect(at({ domainName, s3OriginConfig: { originAccessIdentity: "" } })).toEqual(WRONG);
    expect(at({ domainName, customOriginConfig: { httpPort: 80 } })).toEqual(WRONG);
    expect(at({ domainName: "s3.amazonaws.com", customOriginConfig: { httpPort: 80 } })).toEqual(WRONG);
  });

  it("may read a website or a service, whose address a preview need not know", () => {
    const custom = { customOriginConfig: { httpPort: 80 } };
    const at = (origin: Props, refs = {}) => verdicts("aws-cdn-s3-oac", one(TYPE, { origins: [origin] }, refs));
    expect(at({ domainName: "b.s3-website-eu-west-1.amazonaws.com", ...custom })).toEqual([]);
    expect(at({ domainName: "b.s3-website.eu-central-1.amazonaws.com", ...custom })).toEqual([]);
    expect(at({ domainName: "app.example.com", vpcOriginConfig: { vpcOriginId: "vo-1" } })).toEqual([]);
    const bucket: ExampleResource = { type: "aws:s3/bucket:Bucket", name: "assets", props: {} };
    const origins = [{ domainName: UNKNOWN.string, ...custom }];
    expect(verdicts("aws-cdn-s3-oac", bucket, one(TYPE, { origins }, { origins: ["assets"] }))).toEqual(OPEN);
    const service = one(TYPE, { origins }, { origins: ["balancer"] });
    expect(verdicts("aws-cdn-s3-oac", balancer({}), service)).toEqual([]);
    expect(verdicts("aws-cdn-s3-oac", one(TYPE, { origins }))).toEqual(OPEN);
  });
});

describe("aws-apigw-auth", () => {
  const at = (...resources: ExampleResource[]) => verdicts("aws-apigw-auth", ...resources);
  const route = (props: Props, refs = {}) => one("aws:apigatewayv2/route:Route", props, refs);
  const api = (protocolType: unknown): ExampleResource => ({
    type: "aws:apigatewayv2/api:Api",
    name: "api",
    props: { protocolType },
  });

  it("lets a preflight and a method with a key be", () => {
    const method = (props: Props) => at(one("aws:apigateway/method:Method", { authorization: "NONE", ...props }));
    expect(method({ httpMethod: "OPTIONS" })).toEqual([]);
    expect(method({ httpMethod: "GET", apiKeyRequired: true })).toEqual([]);
    expect(method({ httpMethod: "GET" })).toEqual(WRONG);
    expect(method({ httpMethod: "GET", authorization: "COGNITO_USER_POOLS" })).toEqual([]);
    expect(method({ httpMethod: UNKNOWN.string })).toEqual(OPEN);
  });

  it("lets a method of a private API be", () => {
    const method = one(
      "aws:apigateway/method:Method",
      { restApi: UNKNOWN.string, httpMethod: "GET" },
      { restApi: ["api"] },
    );
    const rest = (endpointConfiguration: unknown): ExampleResource => ({
      type: "aws:apigateway/restApi:RestApi",
      name: "api",
      props: { endpointConfiguration },
    });
    expect(at(method, rest({ types: "PRIVATE" }))).toEqual([]);
    expect(at(method, rest({ types: ["PRIVATE"] }))).toEqual([]);
    expect(at(method, rest({ types: "REGIONAL" }))).toEqual(WRONG);
    expect(at(method, rest(undefined))).toEqual(WRONG);
    expect(at(method, rest({ types: UNKNOWN.string }))).toEqual(OPEN);
  });

  it("knows the routes of both kinds of API", () => {
    expect(at(route({ routeKey: "GET /orders" }))).toEqual(WRONG);
    expect(at(route({ routeKey: "OPTIONS /orders" }))).toEqual([]);
    expect(at(route({ routeKey: "GET /orders", authorizationType: "JWT" }))).toEqual([]);
    expect(at(route({ routeKey: "$connect" }))).toEqual(WRONG);
    expect(at(route({ routeKey: "$disconnect" }))).toEqual([]);
    expect(at(route({ routeKey: "sendMessage" }))).toEqual([]);
  });

  it("asks the API what $default is", () => {
    const fallback = route({ routeKey: "$default", apiId: UNKNOWN.string }, { apiId: ["api"] });
    expect(at(fallback, api("HTTP"))).toEqual(WRONG);
    expect(at(fallback, api("WEBSOCKET"))).toEqual([]);
    expect(at(fallback, api(UNKNOWN.string))).toEqual(OPEN);
    expect(at(route({ routeKey: "$default", apiId: UNKNOWN.string }), api("WEBSOCKET"))).toEqual(OPEN);
    expect(at(route({ routeKey: "$default", apiId: "a1b2c3" }))).toEqual(WRONG);
  });
});

describe("aws-apigw-logs", () => {
  it("is about the stages of both kinds of API", () => {
    for (const type of ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"]) {
      expect(verdicts("aws-apigw-logs", one(type, {}))).toEqual(WRONG);
      expect(verdicts("aws-apigw-logs", one(type, { accessLogSettings: { destinationArn: UNKNOWN.string } }))).toEqual(
        [],
      );
    }
  });
});
