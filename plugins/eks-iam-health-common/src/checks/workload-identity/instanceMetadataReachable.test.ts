import { Instance, MetadataOptions } from '../../model';
import { aPod, aSnapshot, describeCheck } from '../../testing';
import { instanceMetadataReachable } from './instanceMetadataReachable';

const closed: MetadataOptions = {
  endpoint: 'enabled',
  tokens: 'required',
  hopLimit: 1,
};
const instance = (
  id: string,
  metadata: Partial<MetadataOptions>,
  nodegroupName?: string,
): Instance => ({ id, nodegroupName, metadata: { ...closed, ...metadata } });
const template = (metadata: Partial<MetadataOptions>) => ({
  id: 'lt-1',
  version: '3',
  metadata,
  nodegroupNames: ['blue'],
});
const group = {
  name: 'blue',
  nodeRoleArn: 'arn:aws:iam::111122223333:role/blue',
  status: 'ACTIVE',
  healthIssues: [],
};
const blue = aSnapshot().with('nodegroups', [group]);
const nodeOf = (computeType: string) => ({
  name: 'node-1',
  providerId: 'aws:///eu-west-1a/i-0a',
  labels: { 'eks.amazonaws.com/compute-type': computeType },
  ready: true,
});

describeCheck(instanceMetadataReachable, [
  {
    shows: 'a node group with version 1, and a lone instance with two hops',
    given: blue.with('instances', [
      instance('i-0a', { tokens: 'optional' }, 'blue'),
      instance('i-0b', { tokens: 'optional' }, 'blue'),
      instance('i-0c', { hopLimit: 2 }),
    ]),
    finds: ['blue', 'i-0c'],
    verdict: 'fail',
    message:
      /^pods reach the instance metadata on 2 instances of `blue`: tokens are optional \(IMDSv1\)$/m,
    repairs: [],
  },
  {
    shows: 'required and one hop, or switched off',
    given: blue.with('instances', [
      instance('i-0a', {}, 'blue'),
      instance('i-0b', { endpoint: 'disabled', tokens: 'optional' }),
    ]),
    finds: [],
  },
  {
    shows: 'closed today, open with the next instance',
    given: blue
      .with('instances', [instance('i-0a', {}, 'blue')])
      .with('launchTemplates', [template({ hopLimit: 2 })]),
    finds: ['blue'],
    verdict: 'warn',
    message:
      /^the next instances of `blue` will be open to pods: the hop limit is 2$/,
  },
  {
    shows: 'a template that says nothing',
    given: blue
      .with('instances', [instance('i-0a', {}, 'blue')])
      .with('launchTemplates', [template({})]),
    finds: [],
  },
  {
    shows: 'a class of Karpenter',
    given: blue.with('nodeClasses', [
      { kind: 'EC2NodeClass', name: 'main', metadata: { tokens: 'optional' } },
      { kind: 'NodeClass', name: 'auto', metadata: { hopLimit: 2 } },
    ]),
    finds: ['EC2NodeClass main'],
    verdict: 'warn',
  },
  {
    shows:
      'pods in the network of the node; those of the platform are expected',
    given: blue.with('pods', [
      aPod('shop', 'cart', { hostNetwork: true }),
      aPod('kube-system', 'kube-proxy', { hostNetwork: true }),
      aPod('agents', 'agent', { hostNetwork: true }),
      aPod('shop', 'job', { hostNetwork: true, phase: 'Succeeded' }),
    ]),
    settings: { nodeAgents: ['agents/*'] },
    finds: ['shop/cart'],
    verdict: 'warn',
  },
  {
    shows: 'pods in the network of nodes that have no metadata service',
    given: blue
      .with('instances', [instance('i-0a', { endpoint: 'disabled' }, 'blue')])
      .with('pods', [aPod('shop', 'cart', { hostNetwork: true })]),
    finds: [],
  },
  {
    shows: 'instances of Auto Mode are the business of EKS',
    given: aSnapshot()
      .with('nodes', [nodeOf('auto')])
      .with('instances', [instance('i-0a', { hopLimit: 2 })]),
    finds: [],
  },
  {
    shows: 'Fargate alone; nobody looked at instances',
    given: aSnapshot()
      .with('nodes', [nodeOf('fargate')])
      .unreadable('instances', 'not-collected')
      .unreadable('launchTemplates', 'not-collected')
      .unreadable('nodeClasses', 'not-collected'),
    verdict: 'not-applicable',
  },
  {
    shows: 'instances were not read',
    given: blue.unreadable('instances'),
    verdict: 'unknown',
  },
]);
