import { findRole, findUser } from '../../iam/policiesOf';
import { awsAuthOf } from '../../access/principals';
import { arrivalKey, shortArn } from '../../arn';
import { mapIdentity, MappingResult, placeInAwsAuth } from '../../awsAuth';
import { NearMiss } from '../../awsAuth/nearMisses';
import { Cause, Evidence, isRead } from '../../model';
import { advice, causeOf, Judgement } from '../cause';
import { Ground } from '../ground';

/** What a mapping is decided by. */
export const mappingSections = ['cluster', 'accessEntries', 'awsAuth'] as const;

/** Where an identity ends up, as far as it was read. */
export function mappingOf(
  ground: Ground,
  identity: string,
): MappingResult | undefined {
  const { snapshot } = ground;
  if (!snapshot || ground.otherCluster) return undefined;
  const { cluster, accessEntries } = snapshot.sections;
  return mapIdentity(identity, {
    mode: isRead(cluster) ? cluster.value.authenticationMode : undefined,
    entries: isRead(accessEntries) ? accessEntries.value : undefined,
    awsAuth: awsAuthOf(ground.derived),
  });
}

const missWords: Record<NearMiss['reason'], string> = {
  'role-path': 'the line holds the path of the role, so it never matches',
  'user-path': 'the path of the user differs',
  'session-arn': 'the line names a session instead of the role',
  'stray-characters': 'the line holds blanks, quotes or invisible characters',
  'other-account': 'the account differs',
  'other-partition': 'the partition differs',
  'instance-profile': 'the line names the instance profile instead of the role',
  'other-sso-suffix':
    'Identity Center made the role anew, under another suffix',
  'mode-ignores-aws-auth': 'the authentication mode ignores aws-auth',
  'mode-ignores-access-entries':
    'the authentication mode ignores access entries',
};

const missEvidence = ({ reason, row, entry }: NearMiss): Evidence => ({
  fact: missWords[reason],
  value: row?.arn ?? entry?.principalArn ?? '',
  readFrom: row ? placeInAwsAuth(row) : 'eks:ListAccessEntries',
});

/** Whether the cluster knows an identity that is known by name. */
export function notMapped(ground: Ground, identity: string): Cause {
  const name = `\`${shortArn(identity, ground.accountId)}\``;
  return causeOf(ground, {
    id: 'identity-not-mapped',
    title: 'The cluster does not know this identity',
    hint: 'It needs an access entry, or a line in aws-auth where the authentication mode reads it.',
    repairs: [
      advice('Ask an owner of the cluster for access, or request it here.'),
    ],
    needs: mappingSections,
    judge: () => judgeMapping(ground, identity, name),
  });
}

function judgeMapping(
  ground: Ground,
  identity: string,
  name: string,
): Judgement {
  const result = mappingOf(ground, identity);
  if (!result) return { certainty: 'unknown', explanation: 'nothing was read' };
  switch (result.status) {
    case 'unknown':
      return { certainty: 'unknown', explanation: result.reason };
    case 'not-mapped': {
      const [miss] = result.nearMisses;
      const creator = result.unlessCreator
        ? '; only the creator of the cluster gets in without a line'
        : '';
      return {
        certainty: result.unlessCreator ? 'unknown' : 'proven',
        ...(miss
          ? {
              title: `A mapping was meant for it and does not match: ${
                missWords[miss.reason]
              }`,
            }
          : {}),
        explanation: miss
          ? `${name} arrives without a mapping: ${result.nearMisses
              .slice(0, 3)
              .map(
                m =>
                  `\`${m.row?.arn ?? m.entry?.principalArn}\`: ${
                    missWords[m.reason]
                  }`,
              )
              .join('; ')}${creator}`
          : `neither an access entry nor a line of aws-auth is for ${name}${creator}`,
        evidence:
          result.nearMisses.length > 0
            ? result.nearMisses.slice(0, 5).map(missEvidence)
            : [
                {
                  fact: 'Mapping of the identity',
                  value: `none for ${arrivalKey(identity)}`,
                  readFrom: 'eks:ListAccessEntries, kube-system/aws-auth',
                },
              ],
      };
    }
    default:
      return judgeMapped(ground, identity, name, result);
  }
}

function judgeMapped(
  ground: Ground,
  identity: string,
  name: string,
  result: Extract<MappingResult, { status: 'mapped' }>,
): Judgement {
  const evidence = [
    {
      fact: 'Mapping of the identity',
      value: `user ${result.username || '""'}, groups ${
        result.groups.join(', ') || 'none'
      }`,
      readFrom:
        result.by === 'access-entry'
          ? 'eks:DescribeAccessEntry'
          : 'kube-system/aws-auth',
    },
  ];
  if (result.by === 'access-entry' && ground.snapshot) {
    const { createdAt, principalArn } = result.entry;
    const principal =
      findRole(principalArn, ground.snapshot) ??
      findUser(principalArn, ground.snapshot);
    if (principal && Date.parse(principal.createdAt) > Date.parse(createdAt)) {
      return {
        certainty: 'proven',
        title: 'The access entry is of a former principal of the same name',
        explanation: `${name} was made at ${principal.createdAt}, after its access entry (${createdAt}); the entry pins the unique id of the former one`,
        evidence,
        repairs: [
          advice(
            'Delete the access entry and create it again, with the same policies and groups.',
            {
              needs: [
                'eks:DeleteAccessEntry',
                'eks:CreateAccessEntry',
                'eks:AssociateAccessPolicy',
              ],
            },
          ),
        ],
      };
    }
  }
  if (
    result.by === 'aws-auth-row' &&
    result.row.username.includes('{{EC2PrivateDNSName}}') &&
    !/\/i-[0-9a-f]{8,17}$/.test(identity)
  ) {
    return {
      certainty: 'proven',
      title: 'The line in aws-auth is for nodes only',
      explanation: `the user name of the line needs an EC2 instance as session, which ${name} is not`,
      evidence,
    };
  }
  return {
    certainty: 'ruled-out',
    explanation: `the cluster knows ${name} as user \`${result.username}\``,
    evidence,
  };
}
