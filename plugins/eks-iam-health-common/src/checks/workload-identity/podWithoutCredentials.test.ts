import { Container, Pod } from '../../model';
import {
  anAssociation,
  aPod,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { podWithoutCredentials } from './podWithoutCredentials';

const container = (name: string, ...env: string[]): Container => ({
  name,
  isInit: false,
  env: env.map(variable => ({ name: variable, source: 'literal' })),
  stsArguments: [],
  volumeMountNames: [],
});
const webIdentity = (name: string, change: Partial<Pod> = {}) =>
  aPod('shop', name, {
    containers: [
      container('app', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'),
    ],
    volumeNames: ['aws-iam-token'],
    ...change,
  });
const podIdentity = (name: string) =>
  aPod('shop', name, {
    containers: [
      container(
        'app',
        'AWS_CONTAINER_CREDENTIALS_FULL_URI',
        'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
      ),
    ],
    volumeNames: ['eks-pod-identity-token'],
  });
const annotated = aSnapshot().with('serviceAccounts', [
  aServiceAccount('shop', 'cart', 'cart'),
  aServiceAccount('shop', 'till', 'till'),
]);
const associated = (createdAt?: string) =>
  aSnapshot()
    .with('serviceAccounts', [aServiceAccount('shop', 'cart')])
    .with('podIdentityAssociations', [
      anAssociation('shop', 'cart', 'cart', { createdAt }),
    ]);

describeCheck(podWithoutCredentials, [
  {
    shows: 'pods of two annotated accounts that the webhook has not seen',
    given: annotated.with('pods', [aPod('shop', 'cart'), aPod('shop', 'till')]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    message:
      /^a pod of Deployment `shop\/cart` was created without the role of service account `shop\/cart`$/m,
    repairs: ['restart-workload'],
  },
  {
    shows: 'pods that the webhook has seen, by either way',
    given: annotated
      .with('podIdentityAssociations', [anAssociation('shop', 'till', 'till')])
      .with('pods', [webIdentity('cart'), podIdentity('till')]),
    finds: [],
  },
  {
    shows: 'pods that are not to have any: left out, skipped, ended, of others',
    given: annotated.with('pods', [
      aPod('shop', 'cart', {
        labels: { 'eks.amazonaws.com/skip-pod-identity-webhook': '' },
      }),
      aPod('shop', 'cart', {
        annotations: { 'eks.amazonaws.com/skip-containers': 'app' },
      }),
      aPod('shop', 'cart', { phase: 'Succeeded' }),
      aPod('shop', 'other'),
      aPod('elsewhere', 'cart'),
    ]),
    finds: [],
  },
  {
    shows: 'a blank in the list of skipped containers: it is not skipped',
    given: annotated.with('pods', [
      aPod('shop', 'cart', {
        annotations: { 'eks.amazonaws.com/skip-containers': 'proxy, app' },
      }),
    ]),
    finds: ['shop/cart'],
    verdict: 'fail',
  },
  {
    shows: 'a role that is set by hand',
    given: annotated.with('pods', [
      aPod('shop', 'cart', {
        containers: [container('app', 'AWS_WEB_IDENTITY_TOKEN_FILE')],
      }),
    ]),
    finds: [],
  },
  {
    shows: 'a sidecar that another webhook added afterwards',
    given: annotated.with('pods', [
      webIdentity('cart', {
        containers: [
          container('app', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'),
          container('proxy'),
        ],
      }),
    ]),
    finds: [],
  },
  {
    shows: 'the association is younger than the pod',
    given: associated('2026-11-21T15:00:00Z').with('pods', [
      aPod('shop', 'cart'),
    ]),
    finds: ['shop/cart'],
    verdict: 'warn',
    message: /is older than the association of `shop\/cart`/,
    repairs: ['restart-workload'],
  },
  {
    shows: 'the association is older than the pod',
    given: associated('2026-11-20T15:00:00Z').with('pods', [
      aPod('shop', 'cart'),
    ]),
    finds: ['shop/cart'],
    verdict: 'fail',
  },
  {
    shows: 'the service account was made again after the pod',
    given: aSnapshot()
      .with('serviceAccounts', [
        {
          ...aServiceAccount('shop', 'cart', 'cart'),
          createdAt: '2026-11-21T15:00:00Z',
        },
      ])
      .with('pods', [aPod('shop', 'cart')]),
    finds: ['shop/cart'],
    verdict: 'warn',
  },
  {
    shows: 'a pod that still has the role of the annotation',
    given: annotated
      .with('podIdentityAssociations', [anAssociation('shop', 'cart', 'cart')])
      .with('pods', [webIdentity('cart')]),
    finds: ['shop/cart'],
    verdict: 'warn',
    message: /still has the role of the annotation/,
  },
  {
    shows: 'a pod whose association is gone',
    given: annotated.with('pods', [podIdentity('cart')]),
    finds: ['shop/cart'],
    verdict: 'warn',
    message: /an association that `shop\/cart` has no more/,
  },
  {
    shows: 'a bare pod',
    given: annotated.with('pods', [aPod('shop', 'cart', { owner: undefined })]),
    finds: ['shop/cart-5d4f8-abcde'],
    repairs: [],
  },
  {
    shows: 'no service account has a role',
    given: aSnapshot().with('pods', [aPod('shop', 'cart')]),
    verdict: 'not-applicable',
  },
  {
    shows: 'pods were not read',
    given: annotated.unreadable('pods'),
    verdict: 'unknown',
  },
  {
    shows: 'what is proven without the associations',
    given: annotated
      .with('pods', [aPod('shop', 'cart')])
      .unreadable('podIdentityAssociations'),
    finds: ['shop/cart'],
    verdict: 'fail',
  },
]);
