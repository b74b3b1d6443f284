import type { Edit } from "../../../core/remedy.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import { sameRegion } from "../../../core/stack.js";
import { all, any, holds, isTrue, type Tri } from "../../../core/tri.js";
import { type Field, get, items, of, within } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const REPOSITORY = "aws:ecr/repository:Repository";
const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const ON_PUSH = "imageScanningConfiguration.scanOnPush";
const AUTOMATIC: ReadonlySet<unknown> = new Set(["SCAN_ON_PUSH", "CONTINUOUS_SCAN"]);

/** Whether a rule of the registry scans what is pushed to the repository. */
function scans(rule: Field, repository: Field): Tri {
  const filters = items(within(rule, "repositoryFilters")).map((filter) => within(filter, "filter"));
  const automatic = holds(within(rule, "scanFrequency"), (frequency) => AUTOMATIC.has(frequency));
  return all(automatic, any(...filters.map((filter) => selects(filter, repository))));
}

/** `*` stands for any characters; a filter without one selects the names that hold it. */
function selects(filter: Field, repository: Field): Tri {
  if (filter.state !== "known" || filter.value === "*") return holds(filter, () => true);
  const parts = String(filter.value)
    .split("*")
    .map((part) => part.replace(/[.+^${}()|[\]\\]/g, "\\$&"));
  const pattern = parts.length > 1 ? new RegExp(`^${parts.join(".*")}$`) : new RegExp(parts.join(""));
  // Without a name of its own the repository gets one that only the update knows.
  if (repository.state === "absent") return { unknown: [repository.path] };
  return holds(repository, (name) => pattern.test(String(name)));
}

export const awsEcrScan: StackRule = {
  id: "aws-ecr-scan",
  title: "No scan on push",
  severity: Severity.Medium,
  graph: true,
  judges: { [REPOSITORY]: [ON_PUSH, "name", "region"] },
  consults: {
    [REGISTRY]: ["rules[].scanFrequency", "rules[].repositoryFilters[].filter", "region"],
  },
  controls: { FSBP: ["ECR.1"], PCI4: ["11.3.1"] },
  checkov: ["CKV_AWS_163"],
  trivy: ["AWS-0030"],
  remedy: {
    replaces: false,
    edits: ({ props }): readonly Edit[] =>
      isTrue(get(props, ON_PUSH)) === false ? [{ path: ON_PUSH, value: true }] : [],
  },
  why: "Images with known holes are deployed without anybody having been told.",
  fix: "Set `imageScanningConfiguration.scanOnPush` to true, or add an aws.ecr.RegistryScanningConfiguration whose rules cover the repository.",
  bad: [{ type: REPOSITORY, name: "shop", props: { name: "shop" } }],
  good: [{ type: REPOSITORY, name: "shop", props: { name: "shop", imageScanningConfiguration: { scanOnPush: true } } }],
  check(repository, stack) {
    const own = get(repository.props, ON_PUSH);
    const registries = stack.ofType(REGISTRY).filter((registry) => sameRegion(registry, repository));
    const rules = registries.flatMap((registry) => items(of(registry, "rules")));
    const name = get(repository.props, "name");
    const scanned = any(isTrue(own), ...rules.map((rule) => scans(rule, name)));
    return demand(scanned, own, "leaves pushed images without a scan");
  },
};
