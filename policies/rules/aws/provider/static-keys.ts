import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, holds, isSet, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

/** What keys of AWS look like. Emulators take any word, such as "test". */
const KEYS = { accessKey: /^(AKIA|ASIA)[A-Z0-9]{16}$/, secretKey: /^[A-Za-z0-9/+]{40}$/ } as const;

export const awsProviderStaticKeys: ResourceRule = {
  id: "aws-provider-static-keys",
  title: "Static credentials in a provider",
  severity: Severity.Critical,
  graph: false,
  judges: { "pulumi:providers:aws": ["accessKey", "secretKey", "token"] },
  controls: {},
  checkov: ["CKV_AWS_41"],
  why: "A key that is written into the program or its configuration is in every copy of the repository and of the state, and stays good until somebody changes it.",
  fix: "Remove `accessKey` and `secretKey`, and let the provider take credentials from its environment or from `assumeRoles`.",
  bad: [
    {
      type: "pulumi:providers:aws",
      name: "production",
      props: {
        region: "eu-west-1",
        accessKey: "AKIAIOSFODNN7EXAMPLE",
        secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      },
    },
  ],
  good: [
    {
      type: "pulumi:providers:aws",
      name: "production",
      props: { region: "eu-west-1", assumeRoles: [{ roleArn: "arn:aws:iam::123456789012:role/deploy" }] },
    },
  ],
  check({ props }) {
    // The SDK makes secrets of both, so nothing tells a literal from a secret of the configuration: each is one fixed key.
    const temporary = isSet(get(props, "token"));
    return every(
      Object.entries(KEYS).map(([name, form]) => {
        const key = get(props, name);
        const real = holds(key, (value) => form.test(String(value)));
        return forbid(all(real, not(temporary)), key, "gives the provider one fixed key");
      }),
    );
  },
};
