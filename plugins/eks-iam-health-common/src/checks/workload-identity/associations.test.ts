import { EnvironmentVariable } from '../../model';
import {
  anAssociation,
  aPod,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { annotationAndAssociation } from './annotationAndAssociation';
import { associationRoleMissing } from './associationRoleMissing';
import { associationWithoutServiceAccount } from './associationWithoutServiceAccount';
import { defaultServiceAccountHasRole } from './defaultServiceAccountHasRole';
import { staticKeysShadowRole } from './staticKeysShadowRole';

const associated = (...names: string[]) =>
  aSnapshot().with(
    'podIdentityAssociations',
    names.map(name => anAssociation('shop', name, name)),
  );
const shop = [{ name: 'shop', labels: {} }];

describeCheck(associationWithoutServiceAccount, [
  {
    shows: 'neither of two service accounts exists, nor the namespace',
    given: associated('cart', 'till'),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'warn',
    message: /namespace `shop` of the association does not exist/,
    repairs: ['delete-pod-identity-association'],
  },
  {
    shows: 'the namespace exists; an add-on owns the association',
    given: aSnapshot()
      .with('namespaces', shop)
      .with('podIdentityAssociations', [
        anAssociation('shop', 'cart', 'cart', { ownerArn: 'arn:aws:eks:x' }),
      ]),
    finds: ['shop/cart'],
    message: /service account `shop\/cart` of the association/,
    repairs: [],
  },
  {
    shows: 'it exists',
    given: associated('cart')
      .with('namespaces', shop)
      .with('serviceAccounts', [aServiceAccount('shop', 'cart')]),
    finds: [],
  },
  {
    shows: 'service accounts were not read',
    given: associated('cart').unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);

describeCheck(associationRoleMissing, [
  {
    shows: 'two roles that do not exist',
    given: associated('cart', 'till'),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'the target role is in an account that is not read',
    given: aSnapshot()
      .with('iamRoles', [aRole('cart')])
      .with('podIdentityAssociations', [
        anAssociation('shop', 'cart', 'cart', {
          targetRoleArn: 'arn:aws:iam::444455556666:role/data',
        }),
      ]),
    finds: ['shop/cart'],
    verdict: 'unknown',
  },
  {
    shows: 'the role exists',
    given: associated('cart').with('iamRoles', [aRole('cart')]),
    finds: [],
  },
  {
    shows: 'roles were not read',
    given: associated('cart').unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);

describeCheck(annotationAndAssociation, [
  {
    shows: 'different roles, and the same role',
    given: associated('cart', 'till').with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'old'),
      aServiceAccount('shop', 'till', 'till'),
    ]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    message: /role\/old`, the association `arn.*role\/cart`/,
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'one of the two',
    given: associated('cart').with('serviceAccounts', [
      aServiceAccount('shop', 'cart'),
      aServiceAccount('shop', 'till', 'till'),
    ]),
    finds: [],
  },
  {
    shows: 'associations were not read',
    given: aSnapshot().unreadable('podIdentityAssociations'),
    verdict: 'unknown',
  },
]);

describeCheck(defaultServiceAccountHasRole, [
  {
    shows: 'by annotation and by association',
    given: aSnapshot()
      .with('serviceAccounts', [aServiceAccount('shop', 'default', 'cart')])
      .with('podIdentityAssociations', [
        anAssociation('ledger', 'default', 'api'),
      ]),
    finds: ['shop/default', 'ledger/default'],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'default without a role, another one with a role',
    given: associated('cart').with('serviceAccounts', [
      aServiceAccount('shop', 'default'),
      aServiceAccount('shop', 'default-app', 'cart'),
    ]),
    finds: [],
  },
  {
    shows: 'service accounts were not read',
    given: aSnapshot().unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);

const pod = (name: string, ...env: EnvironmentVariable[]) =>
  aPod('shop', name, {
    containers: [
      {
        name: 'app',
        isInit: false,
        env,
        stsArguments: [],
        volumeMountNames: [],
      },
    ],
  });
const key: EnvironmentVariable = {
  name: 'AWS_ACCESS_KEY_ID',
  source: 'secret',
};
const hand = (value: string): EnvironmentVariable => ({
  name: 'AWS_ROLE_ARN',
  source: 'literal',
  value,
});
const withRoles = associated('till').with('serviceAccounts', [
  aServiceAccount('shop', 'cart', 'cart'),
]);

describeCheck(staticKeysShadowRole, [
  {
    shows: 'keys beside the role of an annotation and of an association',
    given: withRoles.with('pods', [pod('cart', key), pod('till', key)]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    message: /`AWS_ACCESS_KEY_ID` is set in container `app`/,
    repairs: [],
  },
  {
    shows: 'another role by hand',
    given: withRoles.with('pods', [
      pod('cart', hand('arn:aws:iam::111122223333:role/other')),
    ]),
    finds: ['shop/cart'],
    verdict: 'warn',
  },
  {
    shows: 'what the webhook sets itself, and keys of a pod without a role',
    given: withRoles.with('pods', [
      pod('cart', hand('arn:aws:iam::111122223333:role/cart')),
      pod('plain', key),
    ]),
    finds: [],
  },
  {
    shows: 'a pod that is older than the association of its annotated account',
    given: withRoles
      .with('podIdentityAssociations', [anAssociation('shop', 'cart', 'new')])
      .with('pods', [pod('cart', hand('arn:aws:iam::111122223333:role/cart'))]),
    finds: [],
  },
  {
    shows: 'pods were not read',
    given: withRoles.unreadable('pods'),
    verdict: 'unknown',
  },
]);
