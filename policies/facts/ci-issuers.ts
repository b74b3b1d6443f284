/**
 * Issuers of identity tokens for pipelines that serve everybody: a token says whose pipeline it is only in its claims.
 * Issuers with an address for each customer are not listed, since their tokens are all the customer's own.
 *
 * Sources: the OpenID Connect pages of GitHub Actions, GitLab, HCP Terraform, Buildkite, Codefresh and Pulumi Cloud; for the
 * claims that AWS lets a condition name, IAM user guide, "Available keys for AWS OIDC federation"; as of November 2026.
 */
export interface Issuer {
  /** What the ARN of the provider ends with, and the keys of conditions begin with. */
  readonly host: string;
  /** The claims that tell the owner, each with the patterns that name one. A subject may be made of several claims. */
  readonly claims: Readonly<Record<string, RegExp>>;
}

/** A name that is written out, up to the separator that ends it: what follows may be a pattern. */
const NAME = "[^*?:/]+";

export const CI_ISSUERS: readonly Issuer[] = [
  {
    host: "token.actions.githubusercontent.com",
    claims: {
      // A subject that begins with a claim which anybody can choose, such as the name of a workflow, names no owner.
      sub: new RegExp(
        `^(repo:${NAME}/|repository:${NAME}/|job_workflow_ref:${NAME}/|(repository_owner|repository_id|repository_owner_id|enterprise|enterprise_id):${NAME}(:|$))`,
        "i",
      ),
      repository: new RegExp(`^${NAME}/`),
      repository_id: new RegExp(`^${NAME}$`),
      repository_owner: new RegExp(`^${NAME}$`),
      repository_owner_id: new RegExp(`^${NAME}$`),
      enterprise_id: new RegExp(`^${NAME}$`),
      job_workflow_ref: new RegExp(`^${NAME}/`),
    },
  },
  { host: "gitlab.com", claims: { sub: new RegExp(`^project_path:${NAME}/`) } },
  { host: "app.terraform.io", claims: { sub: new RegExp(`^organization:${NAME}:`) } },
  { host: "agent.buildkite.com", claims: { sub: new RegExp(`^organization:${NAME}:`) } },
  { host: "oidc.codefresh.io", claims: { sub: new RegExp(`^account:${NAME}:`) } },
  {
    host: "api.pulumi.com/oidc",
    // The audience is the organisation.
    claims: { sub: /^pulumi:[^*?]*\borg(anization)?:[^*?:/]+(:|$)/, aud: /^(aws:)?[^*?:/]+$/ },
  },
];
