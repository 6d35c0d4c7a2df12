import { EscalationPath } from '../EscalationPath';

type Data = readonly [
  id: string,
  title: string,
  actions: readonly string[],
  steps: readonly string[],
];

const act = 'Act with the role that it has.';
const credentials =
  'Read the credentials of its role from the metadata service there.';

const data: readonly Data[] = [
  [
    'apprunner-002',
    'Change an App Runner service',
    ['apprunner:UpdateService'],
    [
      'Give a service that exists an image or a start command of one’s own.',
      act,
    ],
  ],
  [
    'batch-002',
    'Submit a Batch job that has a role',
    ['batch:SubmitJob'],
    [
      'Submit a job of a definition that exists, with a command of one’s own.',
      act,
    ],
  ],
  [
    'bedrock-002',
    'Use a code interpreter that has a role',
    [
      'bedrock-agentcore:StartCodeInterpreterSession',
      'bedrock-agentcore:InvokeCodeInterpreter',
    ],
    [
      'Start a session of a code interpreter that exists and run code in it.',
      credentials,
    ],
  ],
  [
    'bedrock-004',
    'Run a command in an agent runtime that has a role',
    ['bedrock-agentcore:InvokeAgentRuntimeCommand'],
    ['Run a command in an agent runtime that exists.', credentials],
  ],
  [
    'bedrock-007',
    'Drive a managed browser that has a role',
    [
      'bedrock-agentcore:StartBrowserSession',
      'bedrock-agentcore:ConnectBrowserAutomationStream',
    ],
    [
      'Start a session of a browser that exists and drive it by its automation stream.',
      credentials,
    ],
  ],
  [
    'cloudformation-002',
    'Change a stack that has a role',
    ['cloudformation:UpdateStack'],
    [
      'Update a stack that has a service role with a template that makes an administrator.',
      'Use what the template made.',
    ],
  ],
  [
    'cloudformation-005',
    'Change a stack that has a role by a change set',
    ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
    [
      'Create a change set, with a template that makes an administrator, for a stack that has a service role.',
      'Execute it.',
    ],
  ],
  [
    'codebuild-002',
    'Start a build that has a role',
    ['codebuild:StartBuild'],
    [
      'Start a build of a project that exists with commands of one’s own in place of its build specification.',
      act,
    ],
  ],
  [
    'codebuild-003',
    'Start a batch of builds that has a role',
    ['codebuild:StartBuildBatch'],
    [
      'Start a batch of a project that exists with commands of one’s own in place of its build specification.',
      act,
    ],
  ],
  [
    'codedeploy-001',
    'Deploy to instances that have a role',
    [
      'codedeploy:CreateDeployment',
      'codedeploy:RegisterApplicationRevision',
      'codedeploy:GetDeploymentConfig',
    ],
    [
      'Register a revision with a hook of one’s own for an application that exists.',
      'Deploy it: the hook runs on the instances of the deployment group.',
      credentials,
    ],
  ],
  [
    'ec2-002',
    'Change the user data of an instance that has a role',
    ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'],
    [
      'Stop an instance that has a role.',
      'Put commands of one’s own into its user data and start it again.',
      credentials,
    ],
  ],
  [
    'ec2-004',
    'Change a launch template that has a role',
    ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
    [
      'Create a version of a launch template with user data of one’s own; it keeps the instance profile.',
      'Make it the default and wait for the next launch.',
      credentials,
    ],
  ],
  [
    'ec2-005',
    'Change the launch template of a group that scales',
    ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
    [
      'Create a version, from the one that holds the instance profile, with user data of one’s own.',
      'Make it the default: the next instance of the group or fleet runs it.',
      credentials,
    ],
  ],
  [
    'ec2instanceconnect-003',
    'Sign in to an instance that has a role',
    ['ec2-instance-connect:SendSSHPublicKey', 'ec2:DescribeInstances'],
    [
      'Push an SSH key of one’s own to an instance that has a role and can be reached.',
      'Sign in within a minute.',
      credentials,
    ],
  ],
  [
    'ecs-006',
    'Open a shell in a task that has a role',
    ['ecs:ExecuteCommand', 'ecs:DescribeTasks'],
    [
      'Open a shell in a running task for which commands are switched on.',
      'Read the credentials of its task role there.',
    ],
  ],
  [
    'glue-002',
    'Put the own key on a Glue development endpoint',
    ['glue:UpdateDevEndpoint'],
    [
      'Add an SSH key of one’s own to a development endpoint that exists.',
      'Sign in to it over SSH.',
      act,
    ],
  ],
  [
    'lambda-003',
    'Change the code of a function',
    ['lambda:UpdateFunctionCode'],
    [
      'Replace the code of a function that has a role.',
      'Wait until something invokes it.',
      act,
    ],
  ],
  [
    'lambda-004',
    'Change the code of a function and invoke it',
    ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'],
    ['Replace the code of a function that has a role.', 'Invoke it.', act],
  ],
  [
    'lambda-005',
    'Change the code of a function and its resource policy',
    ['lambda:UpdateFunctionCode', 'lambda:AddPermission'],
    [
      'Replace the code of a function that has a role.',
      'Allow oneself to invoke it, in its resource policy.',
      act,
    ],
  ],
  [
    'sagemaker-004',
    'Open a notebook that has a role',
    ['sagemaker:CreatePresignedNotebookInstanceUrl'],
    [
      'Make a link to a notebook instance that exists and open its terminal.',
      act,
    ],
  ],
  [
    'sagemaker-005',
    'Change what a notebook runs at its start',
    [
      'sagemaker:CreateNotebookInstanceLifecycleConfig',
      'sagemaker:StopNotebookInstance',
      'sagemaker:UpdateNotebookInstance',
      'sagemaker:StartNotebookInstance',
    ],
    [
      'Create a lifecycle configuration with commands of one’s own.',
      'Stop a notebook instance, give it the configuration and start it.',
      act,
    ],
  ],
  [
    'ssm-001',
    'Open a session on an instance that has a role',
    ['ssm:StartSession'],
    ['Start a session on an instance that has a role.', credentials],
  ],
  [
    'ssm-002',
    'Send a command to an instance that has a role',
    ['ssm:SendCommand'],
    ['Send a shell command to an instance that has a role.', credentials],
  ],
  [
    'stepfunctions-002',
    'Change a state machine that has a role',
    ['states:UpdateStateMachine', 'states:StartExecution'],
    [
      'Replace the states of a state machine that has a role by API calls of one’s own.',
      'Start it.',
    ],
  ],
];

/** Paths into something that has a role already: what exists decides how far they lead. */
export const existingRolePaths: readonly EscalationPath[] = [
  ...data.map(
    ([id, title, actions, steps]): EscalationPath => ({
      id,
      title,
      kind: 'existing-role',
      actions,
      steps,
    }),
  ),
  {
    id: 'sts-001',
    title: 'Assume a role that may do more',
    kind: 'assume-role',
    actions: ['sts:AssumeRole'],
    steps: [
      'Choose a role that may do more and whose trust policy names the caller or its account.',
      'Assume it.',
    ],
  },
];
