import { EscalationPath } from '../EscalationPath';
import {
  act,
  credentials,
  ec2,
  PassRoleData,
  toPassRolePath,
} from './toPassRolePath';

const glue = ['glue.amazonaws.com'];
const sageMaker = ['sagemaker.amazonaws.com'];

const data: readonly PassRoleData[] = [
  [
    'emr-001',
    'Start an EMR cluster with another role',
    ['elasticmapreduce.amazonaws.com', ...ec2],
    ['elasticmapreduce:RunJobFlow'],
    [
      'Start a cluster with the instance profile of the role and a step of one’s own.',
      act,
    ],
  ],
  [
    'emrserverless-001',
    'Run an EMR Serverless job with another role',
    ['emr-serverless.amazonaws.com'],
    ['emr-serverless:CreateApplication', 'emr-serverless:StartJobRun'],
    [
      'Create an application.',
      'Start a job run with a script of one’s own and the role as execution role.',
      act,
    ],
  ],
  [
    'gamelift-001',
    'Start a GameLift fleet with another role',
    ['gamelift.amazonaws.com', ...ec2],
    [
      'gamelift:CreateBuild',
      'gamelift:CreateFleet',
      'gamelift:RequestUploadCredentials',
    ],
    [
      'Create a build and upload a server of one’s own for it.',
      'Create a fleet of it with the role as instance role.',
      act,
    ],
  ],
  [
    'glue-001',
    'Create a Glue development endpoint with another role',
    glue,
    ['glue:CreateDevEndpoint'],
    [
      'Create a development endpoint with the role and an SSH key of one’s own.',
      'Sign in to it over SSH.',
      act,
    ],
  ],
  [
    'glue-003',
    'Run a new Glue job with another role',
    glue,
    ['glue:CreateJob', 'glue:StartJobRun'],
    ['Create a job with the role and a script of one’s own.', 'Start it.', act],
  ],
  [
    'glue-004',
    'Schedule a new Glue job with another role',
    glue,
    ['glue:CreateJob', 'glue:CreateTrigger'],
    [
      'Create a job with the role and a script of one’s own.',
      'Create a trigger that starts it.',
      act,
    ],
  ],
  [
    'glue-005',
    'Change a Glue job and its role',
    glue,
    ['glue:UpdateJob', 'glue:StartJobRun'],
    [
      'Give a job that exists the role and a script of one’s own.',
      'Start it.',
      act,
    ],
  ],
  [
    'glue-006',
    'Change a Glue job and its role, and schedule it',
    glue,
    ['glue:UpdateJob', 'glue:CreateTrigger'],
    [
      'Give a job that exists the role and a script of one’s own.',
      'Create a trigger that starts it.',
      act,
    ],
  ],
  [
    'glue-007',
    'Run statements in a Glue session with another role',
    glue,
    ['glue:CreateSession', 'glue:RunStatement'],
    [
      'Create an interactive session with the role.',
      'Run a statement in it.',
      act,
    ],
  ],
  [
    'imagebuilder-001',
    'Build an image with another role',
    ec2,
    [
      'imagebuilder:CreateComponent',
      'imagebuilder:CreateImageRecipe',
      'imagebuilder:CreateInfrastructureConfiguration',
      'imagebuilder:CreateImage',
    ],
    [
      'Create a component with commands of one’s own and a recipe that uses it.',
      'Create an infrastructure configuration with the instance profile of the role.',
      'Build the image: the commands run on the build instance.',
      credentials,
    ],
  ],
  [
    'kinesisanalytics-001',
    'Run a Flink application with another role',
    ['kinesisanalytics.amazonaws.com'],
    ['kinesisanalytics:CreateApplication', 'kinesisanalytics:StartApplication'],
    [
      'Create an application with code of one’s own and the role as execution role.',
      'Start it.',
      act,
    ],
  ],
  [
    'lambda-001',
    'Run a new function with another role',
    ['lambda.amazonaws.com'],
    ['lambda:CreateFunction', 'lambda:InvokeFunction'],
    [
      'Create a function with the role and code of one’s own.',
      'Invoke it.',
      act,
    ],
  ],
  [
    'lambda-002',
    'Run a new function with another role by an event source',
    ['lambda.amazonaws.com'],
    ['lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
    [
      'Create a function with the role and code of one’s own.',
      'Map a table or queue to it; the next record there invokes it.',
      act,
    ],
  ],
  [
    'lambda-006',
    'Run a new function with another role by its resource policy',
    ['lambda.amazonaws.com'],
    ['lambda:CreateFunction', 'lambda:AddPermission'],
    [
      'Create a function with the role and code of one’s own.',
      'Allow oneself or an event to invoke it, in its resource policy.',
      act,
    ],
  ],
  [
    'omics-001',
    'Run a HealthOmics workflow with another role',
    ['omics.amazonaws.com'],
    ['omics:CreateWorkflow', 'omics:StartRun', 's3:GetObject'],
    [
      'Create a workflow with a task of one’s own.',
      'Start a run with the role; the task writes its credentials into a bucket.',
      'Read them from there.',
    ],
  ],
  [
    'sagemaker-001',
    'Open a notebook with another role',
    sageMaker,
    ['sagemaker:CreateNotebookInstance'],
    ['Create a notebook instance with the role.', 'Open its terminal.', act],
  ],
  [
    'sagemaker-002',
    'Run a training job with another role',
    sageMaker,
    ['sagemaker:CreateTrainingJob'],
    [
      'Create a training job with an image or script of one’s own and the role.',
      act,
    ],
  ],
  [
    'sagemaker-003',
    'Run a processing job with another role',
    sageMaker,
    ['sagemaker:CreateProcessingJob'],
    [
      'Create a processing job with an image or script of one’s own and the role.',
      act,
    ],
  ],
  [
    'scheduler-001',
    'Schedule any API call with another role',
    ['scheduler.amazonaws.com'],
    ['scheduler:CreateSchedule'],
    [
      'Create a schedule whose target is an API call, such as `iam:AttachUserPolicy`, with the role.',
      'Wait for its time.',
    ],
  ],
  [
    'ssm-003',
    'Run an automation document with another role',
    ['ssm.amazonaws.com'],
    ['ssm:CreateDocument', 'ssm:StartAutomationExecution'],
    [
      'Create an automation document with a script of one’s own.',
      'Start it with the role as the one it assumes.',
      act,
    ],
  ],
  [
    'stepfunctions-001',
    'Run a new state machine with another role',
    ['states.amazonaws.com'],
    ['states:CreateStateMachine', 'states:StartExecution'],
    [
      'Create a state machine with the role whose states are API calls of one’s own.',
      'Start it.',
    ],
  ],
];

/** Paths by handing a role to a job, a function, a notebook or a schedule. */
export const passRoleToServices: readonly EscalationPath[] =
  data.map(toPassRolePath);
