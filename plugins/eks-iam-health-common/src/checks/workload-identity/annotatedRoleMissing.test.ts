import {
  anAssociation,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { annotatedRoleMissing } from './annotatedRoleMissing';

const annotated = aSnapshot().with('serviceAccounts', [
  aServiceAccount('shop', 'cart', 'cart'),
  aServiceAccount('shop', 'till', 'till'),
]);

describeCheck(annotatedRoleMissing, [
  {
    shows: 'two roles that do not exist',
    given: annotated,
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    message: /`arn:aws:iam::111122223333:role\/cart` of the annotation/,
  },
  {
    shows: 'both roles exist',
    given: annotated.with('iamRoles', [aRole('cart'), aRole('till')]),
    finds: [],
  },
  {
    shows: 'the role exists under a path: STS wants the path',
    given: annotated.with('iamRoles', [
      aRole('till'),
      aRole('cart', {
        arn: 'arn:aws:iam::111122223333:role/shop/cart',
        path: '/shop/',
      }),
    ]),
    finds: ['shop/cart'],
    message: /`arn:aws:iam::111122223333:role\/shop\/cart` does/,
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'an association makes the annotation idle',
    given: annotated
      .with('iamRoles', [aRole('till')])
      .with('podIdentityAssociations', [anAssociation('shop', 'cart', 'x')]),
    finds: ['shop/cart'],
    verdict: 'warn',
  },
  {
    shows: 'a role of an account that is not read',
    given: aSnapshot().with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'arn:aws:iam::444455556666:role/cart'),
    ]),
    finds: ['shop/cart'],
    verdict: 'unknown',
  },
  {
    shows: 'of a role of another partition nobody can say that it is missing',
    given: aSnapshot().with('serviceAccounts', [
      aServiceAccount('shop', 'cart', 'arn:aws-cn:iam::111122223333:role/cart'),
    ]),
    finds: [],
  },
  {
    shows: 'roles were not read',
    given: annotated.unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
