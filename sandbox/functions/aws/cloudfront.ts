import { text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answer, type Answers, error, result } from "../answer.js";

/** Policies that AWS manages, the same in every account. Published in the CloudFront developer guide. */
const managed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cachePolicy: {
    "Managed-Amplify": "2e54312d-136d-493c-8eb9-b001f22f67d2",
    "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "Managed-CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    "Managed-Elemental-MediaPackage": "08627262-05a9-4f76-9ded-b50ca2e3a84f",
    UseOriginCacheControlHeaders: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
  },
  originRequestPolicy: {
    "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
    "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "Managed-CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
    "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    "Managed-UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
  },
  responseHeadersPolicy: {
    "Managed-CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    "Managed-CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
    "Managed-CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
    "Managed-SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
    "Managed-SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
  },
};

/** One of AWS's own policies or one of the account, by name or by id. */
function policy(kind: string): Answer {
  const type = `aws:cloudfront/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return (r: InvokeRequest): InvokeOutcome => {
    const [name, id] = [text(r.args.name), text(r.args.id)];
    const own = r.world.byType(type).find((o) => (id === undefined ? o.outputs.name === name : o.id === id));
    if (own !== undefined) return result({ ...own.outputs, id: own.id });
    const aws = Object.entries(managed[kind] ?? {}).find(([key, value]) =>
      id === undefined ? key === name : value === id,
    );
    if (aws !== undefined)
      return result({ ...empty(r), name: aws[0], id: aws[1], etag: "E23ZP02F085DFQ", comment: "" });
    return error(
      "NoSuchCachePolicy",
      `no CloudFront policy of that ${id === undefined ? "name" : "id"} exists in the sandbox; AWS's own are ${Object.keys(managed[kind] ?? {}).join(", ")}`,
    );
  };
}

function empty(r: InvokeRequest): Record<string, unknown> {
  return { ...r.args, arn: "", parametersInCacheKeyAndForwardedToOrigins: [] };
}

export const cloudfrontAnswers: Answers = {
  "aws:cloudfront/getCachePolicy:getCachePolicy": policy("cachePolicy"),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": policy("originRequestPolicy"),
  "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": policy("responseHeadersPolicy"),
  "aws:cloudfront/getLogDeliveryCanonicalUserId:getLogDeliveryCanonicalUserId": (r) =>
    result({ ...r.args, id: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0" }),
};
