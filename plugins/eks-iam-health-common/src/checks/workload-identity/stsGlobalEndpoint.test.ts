import { EnvironmentVariable } from '../../model';
import {
  anAssociation,
  aPod,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { stsGlobalEndpoint } from './stsGlobalEndpoint';

const podWith = (
  name: string,
  env: EnvironmentVariable[],
  stsArguments: string[] = [],
) =>
  aPod('shop', name, {
    containers: [
      { name: 'app', isInit: false, env, stsArguments, volumeMountNames: [] },
    ],
  });
const literal = (name: string, value: string): EnvironmentVariable => ({
  name,
  value,
  source: 'literal',
});
const explicit = literal('AWS_ENDPOINT_URL_STS', 'https://sts.amazonaws.com');
const withRole = aSnapshot().with('serviceAccounts', [
  aServiceAccount('shop', 'cart', 'cart'),
]);

describeCheck(stsGlobalEndpoint, [
  {
    shows: 'the global endpoint in a variable, of a pod with a role',
    given: withRole.with('pods', [podWith('cart', [explicit])]),
    finds: ['shop/cart'],
    verdict: 'fail',
    message: /Deployment `shop\/cart` are .* `AWS_ENDPOINT_URL_STS`/,
    repairs: ['set-environment', 'annotate-service-account'],
  },
  {
    shows: 'legacy mode, by hand: the annotation would not change it',
    given: withRole.with('pods', [
      podWith('cart', [literal('AWS_STS_REGIONAL_ENDPOINTS', 'legacy')]),
    ]),
    finds: ['shop/cart'],
    repairs: ['set-environment'],
  },
  {
    shows: 'an argument cannot be changed by a command',
    given: withRole.with('pods', [
      podWith('cart', [], ['--sts-endpoint=https://sts.amazonaws.com/']),
    ]),
    finds: ['shop/cart'],
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'a Pod Identity role counts as a role, but has no annotation to set',
    given: aSnapshot()
      .with('podIdentityAssociations', [anAssociation('shop', 'cart', 'cart')])
      .with('pods', [podWith('cart', [explicit])]),
    finds: ['shop/cart'],
    verdict: 'fail',
    repairs: ['set-environment'],
  },
  {
    shows: 'two workloads, one without a role',
    given: withRole.with('pods', [
      podWith('cart', [explicit]),
      podWith('cart', [explicit]),
      podWith('till', [explicit]),
    ]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
  },
  {
    shows: 'without a role it is a warning',
    given: aSnapshot().with('pods', [podWith('till', [explicit])]),
    finds: ['shop/till'],
    verdict: 'warn',
  },
  {
    shows: 'endpoints of Regions, and of China, look alike and are fine',
    given: withRole.with('pods', [
      podWith('cart', [
        literal('AWS_ENDPOINT_URL_STS', 'https://sts.eu-west-1.amazonaws.com'),
        literal('AWS_STS_ENDPOINT', 'https://sts.amazonaws.com.cn'),
        literal('AWS_STS_REGIONAL_ENDPOINTS', 'regional'),
      ]),
    ]),
    finds: [],
  },
  {
    shows: 'a service account that opted out means the global endpoint',
    given: aSnapshot()
      .with('serviceAccounts', [
        aServiceAccount('shop', 'cart', 'cart', {
          'eks.amazonaws.com/sts-regional-endpoints': 'false',
        }),
      ])
      .with('pods', [podWith('cart', [explicit])]),
    finds: [],
  },
  {
    shows: 'the Jobs of a CronJob are one workload, whose template is set',
    given: withRole.with('pods', [
      {
        ...podWith('settle', [explicit]),
        serviceAccountName: 'cart',
        owner: { kind: 'Job', name: 'settle-29390520' },
      },
      {
        ...podWith('settle', [explicit]),
        serviceAccountName: 'cart',
        owner: { kind: 'Job', name: 'settle-29390580' },
      },
    ]),
    finds: ['shop/settle'],
    message: /the pods of CronJob `shop\/settle`/,
    repairs: ['set-environment', 'annotate-service-account'],
  },
  {
    shows: 'a partition without a global endpoint cannot keep it',
    given: withRole
      .withCluster({ partition: 'aws-cn', region: 'cn-north-1' })
      .with('pods', [podWith('cart', [explicit])]),
    finds: ['shop/cart'],
    message: /partition `aws-cn` has no such endpoint$/,
    repairs: ['set-environment'],
  },
  {
    shows: 'pods were not read',
    given: withRole.unreadable('pods'),
    verdict: 'unknown',
  },
]);
