import { EscalationPath } from '../EscalationPath';
import {
  act,
  credentials,
  ec2,
  PassRoleData,
  toPassRolePath,
} from './toPassRolePath';

const tasks = ['ecs-tasks.amazonaws.com'];
const batch = [...tasks, 'batch.amazonaws.com'];
const agentCore = ['bedrock-agentcore.amazonaws.com'];

const data: readonly PassRoleData[] = [
  [
    'apprunner-001',
    'Start an App Runner service with another role',
    ['tasks.apprunner.amazonaws.com'],
    ['apprunner:CreateService'],
    [
      'Create a service with an image or a start command of one’s own and the role as instance role.',
      act,
    ],
  ],
  [
    'batch-001',
    'Run a Batch job with another role',
    batch,
    ['batch:RegisterJobDefinition', 'batch:SubmitJob'],
    [
      'Register a job definition with the role as job role and a command of one’s own.',
      'Submit it to a queue that exists.',
      act,
    ],
  ],
  [
    'batch-003',
    'Build a Batch environment and run a job with another role',
    batch,
    [
      'batch:CreateComputeEnvironment',
      'batch:CreateJobQueue',
      'batch:RegisterJobDefinition',
      'batch:SubmitJob',
    ],
    [
      'Create a compute environment and a queue for it.',
      'Register a job definition with the role as job role and submit it.',
      act,
    ],
  ],
  [
    'bedrock-001',
    'Start a code interpreter with another role',
    agentCore,
    [
      'bedrock-agentcore:CreateCodeInterpreter',
      'bedrock-agentcore:StartCodeInterpreterSession',
      'bedrock-agentcore:InvokeCodeInterpreter',
    ],
    [
      'Create a code interpreter with the role as execution role.',
      'Start a session and run code in it.',
      credentials,
    ],
  ],
  [
    'bedrock-003',
    'Start an agent runtime with another role',
    agentCore,
    [
      'bedrock-agentcore:CreateAgentRuntime',
      'bedrock-agentcore:CreateAgentRuntimeEndpoint',
      'bedrock-agentcore:CreateWorkloadIdentity',
      'bedrock-agentcore:InvokeAgentRuntimeCommand',
    ],
    [
      'Create an agent runtime with the role as execution role; its endpoint and workload identity come with it.',
      'Run a command in the runtime.',
      credentials,
    ],
  ],
  [
    'bedrock-005',
    'Start an agent harness with another role',
    agentCore,
    [
      'bedrock-agentcore:CreateHarness',
      'bedrock-agentcore:CreateAgentRuntime',
      'bedrock-agentcore:CreateAgentRuntimeEndpoint',
      'bedrock-agentcore:CreateWorkloadIdentity',
      'bedrock-agentcore:GetAgentRuntime',
      'bedrock-agentcore:GetHarness',
      'bedrock-agentcore:InvokeAgentRuntimeCommand',
    ],
    [
      'Create a harness with the role as execution role and wait until it is ready.',
      'Run a command in the runtime behind it.',
      credentials,
    ],
  ],
  [
    'bedrock-006',
    'Start a managed browser with another role',
    agentCore,
    [
      'bedrock-agentcore:CreateBrowser',
      'bedrock-agentcore:StartBrowserSession',
      'bedrock-agentcore:ConnectBrowserAutomationStream',
    ],
    [
      'Create a browser with the role as execution role.',
      'Start a session and drive the browser by its automation stream.',
      credentials,
    ],
  ],
  [
    'braket-001',
    'Run a Braket job with another role',
    ['braket.amazonaws.com'],
    ['braket:CreateJob'],
    ['Create a hybrid job with a script of one’s own and the role.', act],
  ],
  [
    'cloudformation-001',
    'Create a stack with another role',
    ['cloudformation.amazonaws.com'],
    ['cloudformation:CreateStack'],
    [
      'Create a stack with the role as service role and a template that makes an administrator.',
      'Use what the template made.',
    ],
  ],
  [
    'cloudformation-003',
    'Create a stack set with another role',
    ['cloudformation.amazonaws.com'],
    ['cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'],
    [
      'Create a stack set with the role as administration or execution role and a template that makes an administrator.',
      'Create an instance of it in an account.',
    ],
  ],
  [
    'cloudformation-004',
    'Change a stack set and its role',
    ['cloudformation.amazonaws.com'],
    ['cloudformation:UpdateStackSet'],
    [
      'Update a stack set with a template that makes an administrator, with the role it runs with.',
      'Its instances carry the change out.',
    ],
  ],
  [
    'codebuild-001',
    'Build with another role',
    ['codebuild.amazonaws.com'],
    ['codebuild:CreateProject', 'codebuild:StartBuild'],
    [
      'Create a build project with the role and commands of one’s own.',
      'Start a build.',
      act,
    ],
  ],
  [
    'codebuild-004',
    'Build a batch with another role',
    ['codebuild.amazonaws.com'],
    ['codebuild:CreateProject', 'codebuild:StartBuildBatch'],
    [
      'Create a build project with the role and commands of one’s own.',
      'Start a batch of builds.',
      act,
    ],
  ],
  [
    'cognitoidentity-001',
    'Bind another role to an identity pool',
    ['cognito-identity.amazonaws.com'],
    ['cognito-identity:SetIdentityPoolRoles'],
    [
      'Make the role the one of unauthenticated identities of a pool that admits them.',
      'Fetch credentials from the pool; nobody has to sign in for it.',
    ],
  ],
  [
    'datapipeline-001',
    'Run a data pipeline with another role',
    ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com', ...ec2],
    [
      'datapipeline:CreatePipeline',
      'datapipeline:PutPipelineDefinition',
      'datapipeline:ActivatePipeline',
    ],
    [
      'Create a pipeline.',
      'Define a shell command in it that runs with the role.',
      'Activate it.',
      act,
    ],
  ],
  [
    'ec2-001',
    'Launch an instance with another role',
    ec2,
    ['ec2:RunInstances'],
    [
      'Launch an instance with the instance profile of the role and user data of one’s own.',
      credentials,
    ],
  ],
  [
    'ec2-003',
    'Request a spot instance with another role',
    ec2,
    ['ec2:RequestSpotInstances'],
    [
      'Request a spot instance with the instance profile of the role and user data of one’s own.',
      credentials,
    ],
  ],
  [
    'ecs-001',
    'Run a service in a new ECS cluster with another role',
    tasks,
    ['ecs:CreateCluster', 'ecs:RegisterTaskDefinition', 'ecs:CreateService'],
    [
      'Create a cluster.',
      'Register a task definition with the role as task role and a command of one’s own.',
      'Create a service of it.',
      act,
    ],
  ],
  [
    'ecs-002',
    'Run a task in a new ECS cluster with another role',
    tasks,
    ['ecs:CreateCluster', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'],
    [
      'Create a cluster.',
      'Register a task definition with the role as task role and a command of one’s own.',
      'Run the task.',
      act,
    ],
  ],
  [
    'ecs-003',
    'Run a service in ECS with another role',
    tasks,
    ['ecs:RegisterTaskDefinition', 'ecs:CreateService'],
    [
      'Register a task definition with the role as task role and a command of one’s own.',
      'Create a service of it in a cluster that exists.',
      act,
    ],
  ],
  [
    'ecs-004',
    'Run a task in ECS with another role',
    tasks,
    ['ecs:RegisterTaskDefinition', 'ecs:RunTask'],
    [
      'Register a task definition with the role as task role and a command of one’s own.',
      'Run the task in a cluster that exists.',
      act,
    ],
  ],
  [
    'ecs-005',
    'Start a task on a container instance with another role',
    tasks,
    ['ecs:RegisterTaskDefinition', 'ecs:StartTask'],
    [
      'Register a task definition with the role as task role and a command of one’s own.',
      'Start it on a container instance of a cluster.',
      act,
    ],
  ],
  [
    'ecs-007',
    'Register the own instance in ECS and start a task with another role',
    tasks,
    ['ecs:StartTask', 'ecs:RegisterContainerInstance'],
    [
      'From an instance that one controls, register it in a cluster.',
      'Start a task definition that exists on it, with the role and the command replaced in the overrides.',
      act,
    ],
  ],
  [
    'ecs-008',
    'Run a task definition that exists with another role',
    tasks,
    ['ecs:RunTask'],
    [
      'Run a task definition that exists, with the role and the command replaced in the overrides.',
      act,
    ],
  ],
  [
    'ecs-009',
    'Start a task definition that exists with another role',
    tasks,
    ['ecs:StartTask'],
    [
      'Start a task definition that exists on a container instance, with the role and the command replaced in the overrides.',
      act,
    ],
  ],
];

/** Paths by handing a role to something new that runs code: instances, containers, stacks. */
export const passRoleToCompute: readonly EscalationPath[] =
  data.map(toPassRolePath);
