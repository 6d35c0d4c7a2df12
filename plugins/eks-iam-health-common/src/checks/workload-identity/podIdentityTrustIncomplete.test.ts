import {
  aDocument,
  anAssociation,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { podIdentityTrustIncomplete } from './podIdentityTrustIncomplete';

const pods = (Action: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action,
  ...(Condition === undefined ? {} : { Condition }),
});
const both = ['sts:AssumeRole', 'sts:TagSession'];
const ofAccount = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
const trusting = (...statements: unknown[]) =>
  aSnapshot()
    .with('podIdentityAssociations', [anAssociation('shop', 'cart', 'cart')])
    .with('iamRoles', [
      aRole('cart', { trustPolicy: aDocument(...statements) }),
    ]);
const roleArn = 'arn:aws:iam::111122223333:role/cart';

describeCheck(podIdentityTrustIncomplete, [
  {
    shows: 'sts:TagSession is forgotten',
    given: trusting(pods('sts:AssumeRole', ofAccount)),
    finds: [roleArn],
    message: /does not allow `sts:TagSession` to `pods.eks.amazonaws.com`/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'the role trusts only the provider of IRSA',
    given: trusting(),
    finds: [roleArn],
    message: /`sts:AssumeRole` and `sts:TagSession`/,
    repairs: ['update-trust-policy'],
  },
  {
    shows: 'a condition for another cluster',
    given: trusting(
      pods(both, {
        ArnEquals: {
          'aws:SourceArn': 'arn:aws:eks:eu-west-1:111122223333:cluster/other',
        },
      }),
    ),
    finds: [roleArn],
  },
  {
    shows: 'a condition on the namespace that fits',
    given: trusting(
      pods(both, {
        StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' },
      }),
    ),
    finds: [],
  },
  {
    shows: 'the same condition when session tags are off',
    given: trusting(
      pods(both, {
        StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' },
      }),
    ).with('podIdentityAssociations', [
      anAssociation('shop', 'cart', 'cart', { disableSessionTags: true }),
    ]),
    finds: [roleArn],
  },
  {
    shows: 'session tags are off and only sts:TagSession lacks: open',
    given: trusting(pods('sts:AssumeRole', ofAccount)).with(
      'podIdentityAssociations',
      [anAssociation('shop', 'cart', 'cart', { disableSessionTags: true })],
    ),
    finds: [roleArn],
    verdict: 'unknown',
  },
  {
    shows: 'complete, but open to every association of the account',
    given: trusting(pods(both)),
    finds: [roleArn],
    verdict: 'warn',
    repairs: [],
  },
  {
    shows: 'two roles, one finding each, associations together',
    given: trusting()
      .with('iamRoles', [aRole('cart'), aRole('till')])
      .with('podIdentityAssociations', [
        anAssociation('shop', 'cart', 'cart'),
        anAssociation('shop', 'basket', 'cart'),
        anAssociation('shop', 'till', 'till'),
      ]),
    finds: [roleArn, 'arn:aws:iam::111122223333:role/till'],
    message: /`shop\/cart`, `shop\/basket`/,
  },
  {
    shows: 'an organisation is not known from here',
    given: trusting(pods(both, { StringEquals: { 'aws:SourceOrgID': 'o-1' } })),
    finds: [roleArn],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: trusting().unreadable('iamRoles'),
    verdict: 'unknown',
  },
  {
    shows: 'no associations',
    given: aSnapshot(),
    verdict: 'not-applicable',
  },
]);
