/** Where a question is asked. */
export interface Place {
  partition: string;
  region: string;
  accountId: string;
}

/** A name that no policy holds: who may do something to it may do it to any. */
export const ANY_NAME = 'Q7-any-name-that-no-policy-holds-Z4';

/** What the resource part of an ARN starts with, for actions whose resources are not called like the service. */
const resourceTypes: ReadonlyArray<readonly [RegExp, string]> = [
  [/^iam:PassRole$|^iam:.*Role(Policy|PermissionsBoundary)$/, 'role/'],
  [/^sts:/, 'role/'],
  [
    /^iam:.*(AccessKey|LoginProfile|UserPolicy|UserPermissionsBoundary)$/,
    'user/',
  ],
  [/^iam:(.*GroupPolicy|AddUserToGroup)$/, 'group/'],
  [/^iam:.*PolicyVersion$/, 'policy/'],
  [/^lambda:CreateEventSourceMapping$/, 'event-source-mapping:'],
  [/^lambda:/, 'function:'],
  [/^ec2:.*LaunchTemplate/, 'launch-template/'],
  [/^ec2:RequestSpotInstances$/, 'spot-instances-request/'],
  [/^ec2/, 'instance/'],
  [/^ssm:(StartSession|SendCommand)$/, 'instance/'],
  [/^ssm:StartAutomationExecution$/, 'automation-definition/'],
  [/^ssm:/, 'document/'],
  [/^ecs:RegisterTaskDefinition$|^ecs:(Run|Start)Task$/, 'task-definition/'],
  [/^ecs:CreateService$/, 'service/'],
  [/^ecs:(ExecuteCommand|DescribeTasks)$/, 'task/'],
  [/^ecs:/, 'cluster/'],
  [/^glue:.*DevEndpoint$/, 'devEndpoint/'],
  [/^glue:CreateTrigger$/, 'trigger/'],
  [/^glue:(CreateSession|RunStatement)$/, 'session/'],
  [/^glue:/, 'job/'],
  [/^cloudformation:.*StackSet|StackInstances$/, 'stackset/'],
  [/^cloudformation:/, 'stack/'],
  [/^codebuild:/, 'project/'],
  [/^sagemaker:.*LifecycleConfig$/, 'notebook-instance-lifecycle-config/'],
  [/^sagemaker:.*Notebook/, 'notebook-instance/'],
  [/^sagemaker:CreateTrainingJob$/, 'training-job/'],
  [/^sagemaker:/, 'processing-job/'],
  [/^states:StartExecution$|^states:/, 'stateMachine:'],
  [/^eks:(Associate|Update)Access/, 'access-entry/'],
  [/^eks:UpdateAddon$/, 'addon/'],
  [/^eks:UpdatePodIdentityAssociation$/, 'podidentityassociation/'],
  [/^eks:/, 'cluster/'],
  [/^batch:SubmitJob$/, 'job-definition/'],
  [/^apprunner:/, 'service/'],
  [/^codedeploy:/, 'deploymentgroup:'],
];

/** Services whose ARNs are called otherwise than their actions. */
const arnServices: Record<string, string> = {
  'ec2-instance-connect': 'ec2',
  sts: 'iam',
};

const withoutRegion = new Set(['iam', 'sso', 's3']);

/** An ARN of the kind that an action is about, of something with a certain name. */
export function resourceOf(
  action: string,
  { partition, region, accountId }: Place,
  name: string = ANY_NAME,
): string {
  const [prefix] = action.split(':', 1);
  const type = resourceTypes.find(([pattern]) => pattern.test(action))?.[1];
  const ofInstances = prefix === 'ssm' && type === 'instance/';
  const service = ofInstances ? 'ec2' : arnServices[prefix] ?? prefix;
  if (service === 's3') return `arn:${partition}:s3:::${name}/${name}`;
  const where = withoutRegion.has(service) ? '' : region;
  const account = service === 'sso' ? '' : accountId;
  return `arn:${partition}:${service}:${where}:${account}:${
    type ?? 'any/'
  }${name}`;
}

/** Whether a resource in a policy leaves the name open: `*`, `arn:aws:iam::*:role/*`, not `role/eng/*`. */
export function isUnlimited(pattern: string): boolean {
  const resource = pattern.split(':').slice(5).join(':');
  return /^(arn(:.*)?)?\*$/.test(pattern)
    ? resource === '' || /^([\w-]+[/:])?\*+$/.test(resource)
    : /^([\w-]+[/:])?\*+([/:]\*+)*$/.test(resource);
}

/** One ARN that a pattern stands for. */
export function instanceOf(pattern: string, place: Place): string | undefined {
  if (!pattern.startsWith('arn:')) return undefined;
  const fields = pattern.split(':');
  const defaults = ['arn', place.partition, '', place.region, place.accountId];
  const open = (text: string, value: string) =>
    text.replace(/\*+/g, value).replace(/\?/g, 'x');
  const head = fields
    .slice(0, 5)
    .map((field, i) => (field === '*' ? defaults[i] : open(field, 'x')));
  const tail = open(fields.slice(5).join(':') || ANY_NAME, ANY_NAME);
  return [...head, ...defaults.slice(head.length), tail].join(':');
}
