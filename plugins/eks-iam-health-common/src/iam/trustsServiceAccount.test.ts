import cases from './__cases__/trustsServiceAccount.json';
import { Answer } from './answer';
import {
  oidcProviderArn,
  TrustElement,
  trustsServiceAccount,
} from './trustsServiceAccount';

interface Case {
  shows: string;
  statements: unknown[];
  answer: Answer;
  element?: TrustElement;
  statement?: number;
}

const issuer = 'https://oidc.eks.eu-west-1.amazonaws.com/id/AAAA1111';
const roleArn = 'arn:aws:iam::111122223333:role/cart';
const names: Record<string, string> = {
  PROVIDER: oidcProviderArn(roleArn, issuer),
  OTHER: oidcProviderArn(roleArn, issuer.replace('AAAA', 'BBBB')),
  FOREIGN: oidcProviderArn(roleArn, issuer).replace('1111222', '4444555'),
  'issuer:': 'oidc.eks.eu-west-1.amazonaws.com/id/aaaa1111:',
  'ISSUER:': 'oidc.eks.eu-west-1.amazonaws.com/id/AAAA1111:',
  'OLD:': 'oidc.eks.eu-west-1.amazonaws.com/id/BBBB1111:',
};

function withNames(statements: unknown[]): unknown {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return JSON.parse(
    Object.entries(names).reduce(
      (result, [name, value]) => result.split(`"${name}`).join(`"${value}`),
      text,
    ),
  );
}

describe('trustsServiceAccount', () => {
  it.each((cases as Case[]).map(c => [c.shows, c] as const))('%s', (_, c) => {
    const { answer, by, failure, reasons } = trustsServiceAccount(
      withNames(c.statements),
      {
        providerArn: names.PROVIDER,
        issuer,
        sub: 'system:serviceaccount:shop:cart',
        aud: 'sts.amazonaws.com',
      },
    );
    expect({
      answer,
      element: failure?.element,
      statement: failure?.statementIndex ?? by?.index,
    }).toEqual({
      answer: c.answer,
      element: c.element,
      statement: c.statement,
    });
    expect(reasons.length > 0).toBe(c.answer === 'unknown');
  });

  it('takes the provider from the account of the role and the whole issuer', () => {
    expect(
      oidcProviderArn(
        'arn:aws-cn:iam::444455556666:role/x',
        'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/AB',
      ),
    ).toBe(
      'arn:aws-cn:iam::444455556666:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/AB',
    );
  });
});
