import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { clusterReliesOnAwsAuth } from './clusterReliesOnAwsAuth';

const { arn } = aCluster();
const person =
  '- rolearn: arn:aws:iam::111122223333:role/Dev\n  username: dev\n  groups: [g]\n';
const node = `- rolearn: arn:aws:iam::111122223333:role/n
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:nodes]\n`;
const inMode = (authenticationMode?: 'API' | 'CONFIG_MAP') =>
  aSnapshot().withCluster({ authenticationMode });

describeCheck(clusterReliesOnAwsAuth, [
  {
    shows: 'aws-auth alone fails, read or not',
    given: inMode('CONFIG_MAP').unreadable('awsAuth'),
    finds: [arn],
    verdict: 'fail',
    repairs: ['set-authentication-mode'],
  },
  {
    shows: 'lines of people beside entries are a warning',
    given: aSnapshot().withAwsAuth({ mapRoles: node + person }),
    finds: [arn],
    verdict: 'warn',
    message: 'aws-auth still has 1 line for people',
  },
  {
    shows: 'lines of nodes alone are fine',
    given: aSnapshot().withAwsAuth({ mapRoles: node }),
    finds: [],
  },
  {
    shows: 'mode API is fine, whatever the ConfigMap',
    given: inMode('API').unreadable('awsAuth'),
    finds: [],
  },
  {
    shows: 'a mode that EKS does not tell is unknown',
    given: inMode(undefined),
    finds: [arn],
    verdict: 'unknown',
  },
  {
    shows: 'an unread aws-auth leaves the mixed mode open',
    given: aSnapshot().unreadable('awsAuth'),
    finds: [arn],
    verdict: 'unknown',
  },
  {
    shows: 'in mode API a broken section does not matter',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .withAwsAuth({ mapRoles: 'a: b' }),
    finds: [],
  },
  {
    shows: 'lines of a section that does not parse are not judged',
    given: aSnapshot().withAwsAuth({ mapRoles: 'a: b' }),
    finds: ['mapRoles'],
    verdict: 'unknown',
    message: 'the lines of `mapRoles` could not be judged',
    repairs: [],
  },
]);
