import { OidcProvider } from '../../model';
import {
  aDocument,
  anOidcProvider,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { orphanOidcProvider } from './orphanOidcProvider';

const of = (id: string, host = 'oidc.eks.eu-west-1.amazonaws.com') =>
  anOidcProvider({
    arn: `arn:aws:iam::111122223333:oidc-provider/${host}/id/${id}`,
    url: `${host}/id/${id}`,
  });
const providers = (...list: OidcProvider[]) =>
  aSnapshot().with('oidcProviders', [anOidcProvider(), ...list]);
const living = (...ids: string[]) => ({
  clusters: ids.map(id => ({
    arn: `arn:aws:eks:eu-west-1:111122223333:cluster/${id}`,
    issuer: `https://oidc.eks.eu-west-1.amazonaws.com/id/${id}`,
  })),
  unread: [],
});
const unread = (region: string) => ({
  clusters: [],
  unread: [{ accountId: '111122223333', region, detail: 'denied' }],
});

describeCheck(orphanOidcProvider, [
  {
    shows: 'two providers without a cluster, one of which a role trusts',
    given: providers(of('AAAA'), of('BBBB', 'oidc-eks.eu-west-1.api.aws'))
      .with('iamRoles', [
        aRole('cart', {
          trustPolicy: aDocument({
            Effect: 'Allow',
            Principal: { Federated: of('AAAA').arn },
            Action: 'sts:AssumeRoleWithWebIdentity',
          }),
        }),
      ])
      .with('issuers', living('CCCC')),
    finds: [of('AAAA').arn, of('BBBB', 'oidc-eks.eu-west-1.api.aws').arn],
    verdict: 'warn',
    message: /any more; 1 role trusts it in vain$/m,
    repairs: [],
  },
  {
    shows: 'the cluster lives, or it is no cluster',
    given: providers(
      of('AAAA'),
      anOidcProvider({ arn: 'x', url: 'token.actions.githubusercontent.com' }),
    ).with('issuers', living('AAAA')),
    finds: [],
  },
  {
    shows: 'the Region of the issuer was not read',
    given: providers(of('AAAA')).with('issuers', unread('eu-west-1')),
    finds: [of('AAAA').arn],
    verdict: 'unknown',
  },
  {
    shows: 'another Region was not read',
    given: providers(of('AAAA')).with('issuers', unread('us-east-1')),
    finds: [of('AAAA').arn],
    verdict: 'warn',
  },
  {
    shows: 'issuers were not read, and nobody needs them',
    given: providers().unreadable('issuers', 'not-collected'),
    finds: [],
  },
  {
    shows: 'issuers were not read, and one provider is of another cluster',
    given: providers(of('AAAA')).unreadable('issuers', 'not-collected'),
    verdict: 'unknown',
    finds: [],
  },
]);
