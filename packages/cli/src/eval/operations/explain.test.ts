import { InputError } from '../operation';
import { explain } from './explain';

const user = 'arn:aws:iam::111122223333:user/jane';
const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';
const sentence = (action: string) =>
  `User: ${user} is not authorized to perform: ${action} on resource: ${cluster}`;

describe('explain', () => {
  it('takes every error of a text apart, in its order', () => {
    const text = [
      `${sentence(
        'eks:DescribeCluster',
      )} with an explicit deny in a service control policy`,
      'error: You must be logged in to the server (Unauthorized)',
    ].join('\n');
    expect(explain({ text })).toEqual({
      errors: [
        {
          pattern: 'access-denied',
          principal: user,
          action: 'eks:DescribeCluster',
          resource: cluster,
          denial: 'explicit',
          policyType: 'service control policy',
          clusterName: 'prod',
          region: 'eu-west-1',
          accountId: '111122223333',
        },
        { pattern: 'kubectl-unauthorized' },
      ],
    });
  });

  it('finds no error in a text that holds none', () => {
    expect(explain({ text: 'NAME READY\ncart 1/1' })).toEqual({ errors: [] });
    expect(explain({ text: '' })).toEqual({ errors: [] });
  });

  it('wants a text', () => {
    expect(() => explain({})).toThrow(InputError);
    expect(() => explain({ text: 7 })).toThrow(InputError);
  });
});
