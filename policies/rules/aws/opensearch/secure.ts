import type { Edit, Remedy } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, holds, isSet, isTrue, not, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

const [DOMAIN, OLDER] = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"] as const;

const NETWORK = "vpcOptions.subnetIds";
const POLICY = "domainEndpointOptions.tlsSecurityPolicy";
const HTTPS = "domainEndpointOptions.enforceHttps";

interface Demand {
  readonly path: string;
  readonly wrong: string;
  /** What puts it right; missing where only the owner can say. */
  readonly value?: unknown;
  readonly good: (field: Field, domain: Resource) => Tri;
}

const isOn = (field: Field): Tri => isTrue(field);

/** Whether the domain has more than the one node that it has where nothing is said. */
function hasNodes({ props }: Resource): Tri {
  const read = (name: string): Field => get(props, `clusterConfig.${name}`);
  const several = holds(read("instanceCount"), (count) => Number(count) > 1);
  return any(several, isTrue(read("dedicatedMasterEnabled")), isTrue(read("warmEnabled")));
}

const DEMANDS: readonly Demand[] = [
  { path: "encryptAtRest.enabled", value: true, good: isOn, wrong: "leaves indexes and snapshots unencrypted" },
  {
    path: "nodeToNodeEncryption.enabled",
    value: true,
    good: (field, domain) => any(isTrue(field), not(hasNodes(domain))),
    wrong: "lets the nodes talk in clear",
  },
  {
    path: HTTPS,
    value: true,
    // The provider's default holds within the block only; without the block the service accepts plain HTTP.
    good: (field, domain) => all(isSet(get(domain.props, "domainEndpointOptions")), isTrue(field, true)),
    wrong: "accepts plain HTTP",
  },
  {
    path: POLICY,
    value: "Policy-Min-TLS-1-2-PFS-2023-10",
    good: (field) => holds(field, (policy) => /^Policy-Min-TLS-1-[23]-/i.test(String(policy))),
    wrong: "accepts TLS older than 1.2",
  },
  {
    path: NETWORK,
    // A block for the network puts the domain there, whichever subnets it will name.
    good: (field) => (field.state === "unknown" && field.path === NETWORK) || isSet(field),
    wrong: "puts the domain on the internet instead of into a network",
  },
];

/** Encryption can be turned on in place by OpenSearch, and by no early Elasticsearch. */
function changesInPlace({ type, props }: Resource, path: string): boolean {
  if (path === HTTPS || path === POLICY) return true;
  return type === DOMAIN && holds(get(props, "engineVersion"), (v) => /^OpenSearch_/i.test(String(v)), true) === true;
}

/** None where the domain is on the internet: its owner must name the network. */
const remedy: Remedy = {
  replaces: true,
  edits(domain) {
    if (isSet(get(domain.props, NETWORK)) === false) return [];
    return DEMANDS.filter(({ path, good }) => good(get(domain.props, path), domain) === false).flatMap(
      ({ path, value }): Edit[] =>
        value === undefined ? [] : [{ path, value, inPlace: changesInPlace(domain, path) }],
    );
  },
};

const NODES = ["instanceCount", "dedicatedMasterEnabled", "warmEnabled"].map((name) => `clusterConfig.${name}`);
const PATHS = [...DEMANDS.map(({ path }) => path), ...NODES];

export const awsOpensearchSecure: ResourceRule = {
  id: "aws-opensearch-secure",
  title: "Search domain open or unencrypted",
  severity: Severity.High,
  graph: false,
  judges: { [DOMAIN]: PATHS, [OLDER]: PATHS },
  controls: {
    FSBP: ["ES.1", "OpenSearch.1"],
    NIST: ["AU-9", "CP-9", "SC-13", "SC-28", "SC-8", "SI-19"],
    PCI4: ["1.2.5", "2.2.5", "2.2.7", "3.5.1", "4.2.1", "8.3.2"],
  },
  checkov: ["CKV_AWS_5", "CKV_AWS_6", "CKV_AWS_83", "CKV_AWS_137", "CKV_AWS_228"],
  trivy: ["AWS-0043", "AWS-0046", "AWS-0048", "AWS-0126"],
  aspects: {
    CKV_AWS_5: ["encryptAtRest"],
    CKV_AWS_6: ["nodeToNodeEncryption"],
    CKV_AWS_83: ["domainEndpointOptions.enforceHttps"],
    CKV_AWS_137: ["vpcOptions"],
    CKV_AWS_228: ["domainEndpointOptions.tlsSecurityPolicy"],
    "AWS-0043": ["nodeToNodeEncryption"],
    "AWS-0046": ["domainEndpointOptions.enforceHttps"],
    "AWS-0048": ["encryptAtRest"],
    "AWS-0126": ["domainEndpointOptions.tlsSecurityPolicy"],
  },
  remedy,
  why: "A search domain copies the data of other stores; on the internet or in clear it is where they leak from.",
  fix: 'Set `encryptAtRest.enabled`, `nodeToNodeEncryption.enabled` and `domainEndpointOptions.enforceHttps` to true and `domainEndpointOptions.tlsSecurityPolicy` to "Policy-Min-TLS-1-2-PFS-2023-10", and name the subnets in `vpcOptions.subnetIds`.',
  bad: [
    {
      type: DOMAIN,
      name: "products",
      props: { engineVersion: "OpenSearch_2.17", vpcOptions: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
    },
  ],
  good: [
    {
      type: DOMAIN,
      name: "products",
      props: {
        engineVersion: "OpenSearch_2.17",
        vpcOptions: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
        encryptAtRest: { enabled: true },
        nodeToNodeEncryption: { enabled: true },
        domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
      },
    },
  ],
  check: (domain) =>
    every(
      DEMANDS.map(({ path, good, wrong }) => {
        const field = get(domain.props, path);
        return demand(good(field, domain), field, wrong);
      }),
    ),
};
