import * as pulumi from "@pulumi/pulumi";
import { given } from "../../core/values.js";
import { HttpAuth } from "../args.js";
import type { AwsFunctionContext } from "../aws/children.js";
import type { HttpTriggerPlan, TriggerKind, TriggerParts } from "../types.js";

/** A function URL. Callers sign their requests, unless everybody may call. */
export const httpOnAws: TriggerKind<"http", AwsFunctionContext> = {
  create({ scope, name, qualifier }: AwsFunctionContext, trigger: HttpTriggerPlan): TriggerParts {
    const open = trigger.auth === HttpAuth.None;
    const at = given({ functionName: name, qualifier });
    const url = scope.child("url", trigger.key, {
      ...at,
      authorizationType: open ? "NONE" : "AWS_IAM",
      ...(trigger.origins.length === 0
        ? {}
        : { cors: { allowOrigins: [...trigger.origins], allowMethods: ["*"], allowHeaders: ["*"], maxAge: 3600 } }),
    });
    if (!open) return { resources: [url], url: url.functionUrl };
    // Both are needed: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    const who = given({ function: name, qualifier, principal: "*" });
    const permissions = [
      scope.child("publicInvoke", `${trigger.key}-url`, {
        ...who,
        action: "lambda:InvokeFunctionUrl",
        functionUrlAuthType: "NONE",
      }),
      scope.child("publicInvoke", `${trigger.key}-function`, {
        ...who,
        action: "lambda:InvokeFunction",
        invokedViaFunctionUrl: true,
      }),
    ];
    return { resources: [url, ...permissions], url: pulumi.output(url.functionUrl) };
  },
};
