/**
 * Actions that let their holder take more rights than they were given.
 *
 * Source: Rhino Security Labs, "AWS IAM Privilege Escalation - Methods and Mitigation"; the sets of Cloudsplaining
 * (salesforce/cloudsplaining, glossary "Privilege Escalation") for CodeBuild; Datadog's pathfinding.cloud for apprunner-001,
 * ecs-003 to 005, glue-003 to 005, sagemaker-002 and 003, scheduler-001 and stepfunctions-001; as of November 2026. Every
 * action is in the Service Authorization Reference. CodeStar projects and Data Pipeline are left out: AWS no longer takes new
 * customers for them.
 */
export interface Escalation {
  /** What must be granted on every resource: whose rights are taken must not be limited. */
  readonly everywhere: readonly string[];
  /** What must be granted on some resource, whichever. */
  readonly somewhere?: readonly string[];
}

const alone = (action: string): Escalation => ({ everywhere: [action] });
const passing = (...somewhere: readonly string[]): Escalation => ({ everywhere: ["iam:PassRole"], somewhere });

export const ESCALATIONS: readonly Escalation[] = [
  alone("iam:CreatePolicyVersion"),
  alone("iam:SetDefaultPolicyVersion"),
  alone("iam:CreateAccessKey"),
  alone("iam:CreateLoginProfile"),
  alone("iam:UpdateLoginProfile"),
  alone("iam:AttachUserPolicy"),
  alone("iam:AttachGroupPolicy"),
  alone("iam:AttachRolePolicy"),
  alone("iam:PutUserPolicy"),
  alone("iam:PutGroupPolicy"),
  alone("iam:PutRolePolicy"),
  alone("iam:AddUserToGroup"),
  alone("iam:UpdateAssumeRolePolicy"),
  alone("lambda:UpdateFunctionCode"),
  alone("glue:UpdateDevEndpoint"),
  passing("ec2:RunInstances"),
  passing("lambda:CreateFunction", "lambda:InvokeFunction"),
  passing("lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
  passing("lambda:CreateFunction", "lambda:AddPermission"),
  passing("cloudformation:CreateStack"),
  passing("glue:CreateDevEndpoint"),
  passing("sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"),
  passing("ecs:RegisterTaskDefinition", "ecs:RunTask"),
  passing("ecs:RegisterTaskDefinition", "ecs:StartTask"),
  passing("ecs:RegisterTaskDefinition", "ecs:CreateService"),
  passing("codebuild:CreateProject", "codebuild:StartBuild"),
  passing("apprunner:CreateService"),
  passing("glue:CreateJob", "glue:StartJobRun"),
  passing("glue:CreateJob", "glue:CreateTrigger"),
  passing("glue:UpdateJob", "glue:StartJobRun"),
  passing("sagemaker:CreateTrainingJob"),
  passing("sagemaker:CreateProcessingJob"),
  passing("scheduler:CreateSchedule"),
  passing("states:CreateStateMachine", "states:StartExecution"),
];
