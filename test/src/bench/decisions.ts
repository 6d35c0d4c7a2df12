import {
  contextOf,
  evaluateIdentity,
  policiesOf,
} from 'backstage-plugin-eks-iam-health-common';
import { aSnapshot } from 'backstage-plugin-eks-iam-health-common/testing';
import { measure } from './measure';
import { number, Row } from './row';

const count = (n: number) => [...Array(n).keys()];
const DECISIONS = 20_000;

/** Five statements that all speak of the request; the conditions of four fail at their last key, the fifth decides. */
const statements = (i: number) =>
  count(5).map(n => ({
    Sid: `S${n}`,
    Effect: n === 3 ? 'Deny' : 'Allow',
    Action: ['s3:Get*', 's3:List*'],
    Resource: `arn:aws:s3:::bucket-${i}/*`,
    Condition: {
      Bool: { 'aws:SecureTransport': 'true' },
      IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] },
      StringLike: {
        'aws:PrincipalTag/team': [`team-${n}-*`, n === 4 ? 'payments-*' : 'x'],
      },
    },
  }));

/** How fast identity policies with conditions are evaluated, all of them prepared and none of them twice in a row. */
export async function decisions(): Promise<Row[]> {
  const snapshot = aSnapshot()
    .with(
      'iamRoles',
      count(1_000).map(i => ({
        arn: `arn:aws:iam::111122223333:role/app-${i}`,
        name: `app-${i}`,
        path: '/',
        id: `AROA${i}`,
        createdAt: '2026-01-01T00:00:00Z',
        trustPolicy: {},
        attachedPolicyArns: [],
        inlinePolicies: [
          {
            name: 'own',
            document: { Version: '2012-10-17', Statement: statements(i) },
          },
        ],
        instanceProfileArns: [],
        tags: {},
      })),
    )
    .build();
  const policies = count(1_000).map(i =>
    policiesOf(`arn:aws:iam::111122223333:role/app-${i}`, snapshot),
  );
  const context = contextOf({
    'aws:PrincipalTag/team': 'payments-core',
    'aws:SourceIp': '10.1.2.3',
    'aws:SecureTransport': 'true',
  });
  const answers = new Set<string>();
  const { cpuMs } = await measure(() => {
    for (let i = 0; i < DECISIONS; i += 1) {
      answers.add(
        evaluateIdentity(policies[i % policies.length], {
          action: 's3:GetObject',
          resource: `arn:aws:s3:::bucket-${i % 1000}/key`,
          context,
        }).effect,
      );
    }
  });
  return [
    {
      what: `IAM decisions, five statements with three conditions each, answer ${[
        ...answers,
      ].join(', ')}`,
      measured: `${number(DECISIONS / (cpuMs / 1000))} per second and core`,
      budget: '>= 50,000',
    },
  ];
}
