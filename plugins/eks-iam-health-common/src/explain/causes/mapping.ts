import { awsAuthOf } from '../../access/principals';
import { arrivalKey, shortArn } from '../../arn';
import { mapIdentity, MappingResult, placeInAwsAuth } from '../../awsAuth';
import { NearMiss } from '../../awsAuth/nearMisses';
import { Cause, Evidence, Finding, isRead, Repair } from '../../model';
import { advice, causeOf, Judgement } from '../cause';
import { Ground } from '../ground';
import { whoIs } from '../who';

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
  'stale-entry':
    'its access entry is of a principal that was deleted and made anew since',
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
    // Where an access entry answers, nothing of aws-auth is needed to tell.
    needs: ['cluster', 'accessEntries'],
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
    case 'unknown': {
      const look = ground.look(mappingSections);
      return {
        certainty: 'unknown',
        explanation: look.state === 'unread' ? look.why : result.reason,
      };
    }
    case 'not-mapped':
      ground.look(mappingSections);
      return judgeNotMapped(ground, identity, name, result);
    default:
      return judgeMapped(ground, identity, name, result);
  }
}

/** The check that finds the same miss on a schedule, and knows how to mend it. */
const checkOfMiss: Partial<Record<NearMiss['reason'], string>> = {
  'role-path': 'AUTHN-004',
  'session-arn': 'AUTHN-005',
  'instance-profile': 'AUTHN-005',
  'other-partition': 'AUTHN-006',
  'stray-characters': 'AUTHN-007',
  'user-path': 'AUTHN-012',
  'other-sso-suffix': 'AUTHN-013',
};

const arnOf = ({ row, entry }: NearMiss) =>
  row?.arn ?? entry?.principalArn ?? '';

function judgeNotMapped(
  ground: Ground,
  identity: string,
  name: string,
  {
    nearMisses,
    unlessCreator,
  }: Extract<MappingResult, { status: 'not-mapped' }>,
): Judgement {
  const [miss] = nearMisses;
  if (miss) {
    const seen = nearMisses
      .slice(0, 3)
      .map(m => `\`${arnOf(m)}\`: ${missWords[m.reason]}`);
    return {
      certainty: 'proven',
      title: `A mapping was meant for it and does not match: ${
        missWords[miss.reason]
      }`,
      explanation: `${name} arrives without a mapping: ${seen.join('; ')}`,
      evidence: nearMisses.slice(0, 5).map(missEvidence),
      ...repairsOf(ground, checkOfMiss[miss.reason], finding =>
        finding.evidence.some(({ value }) => value.includes(arnOf(miss))),
      ),
    };
  }
  const lost = lostSectionWith(ground, identity);
  if (lost) {
    return {
      certainty: 'proven',
      title: `${lost} of aws-auth cannot be parsed, so nobody in it gets in`,
      explanation: `the text of \`${lost}\` names ${name}, but the whole section is lost`,
      evidence: [
        {
          fact: 'Section that does not parse',
          value: lost,
          readFrom: 'kube-system/aws-auth',
        },
      ],
      ...repairsOf(ground, 'AUTHN-002', () => true),
    };
  }
  // The creator of a cluster in mode CONFIG_MAP is in no list; whoever has a line that misses is hardly the creator.
  return {
    certainty: unlessCreator ? 'unknown' : 'proven',
    explanation: `neither an access entry nor a line of aws-auth is for ${name}${
      unlessCreator
        ? '; only the creator of the cluster gets in without a line'
        : ''
    }`,
    evidence: [
      {
        fact: 'Mapping of the identity',
        value: `none for ${arrivalKey(identity)}`,
        readFrom: 'eks:ListAccessEntries, kube-system/aws-auth',
      },
    ],
  };
}

/** The repairs of a check's findings about this; nothing where the check found nothing of the kind. */
function repairsOf(
  ground: Ground,
  number: string | undefined,
  only: (finding: Finding) => boolean,
): { repairs?: Repair[] } {
  const findings = number ? ground.outcomeOf(number)?.findings ?? [] : [];
  const repairs = findings.filter(only).flatMap(finding => finding.repairs);
  return repairs.length > 0 ? { repairs } : {};
}

/** The section that does not parse and still holds the name of the identity in its text. */
function lostSectionWith(ground: Ground, identity: string): string | undefined {
  const { snapshot } = ground;
  if (!snapshot || !isRead(snapshot.sections.awsAuth)) return undefined;
  const { cluster } = snapshot.sections;
  if (isRead(cluster) && cluster.value.authenticationMode === 'API') {
    return undefined;
  }
  const data = snapshot.sections.awsAuth.value?.data ?? {};
  const name = whoIs(identity).name?.toLowerCase();
  return awsAuthOf(ground.derived)?.lostSections.find(
    section =>
      name !== undefined &&
      data[section]
        ?.toLowerCase()
        .split(/[^\w+=,.@-]/)
        .includes(name),
  );
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
  if (result.by === 'access-entry') {
    const { principalArn } = result.entry;
    const stale = ground
      .outcomeOf('AUTHN-020')
      ?.findings.find(f => f.verdict === 'fail' && f.subject === principalArn);
    if (stale) {
      return {
        certainty: 'proven',
        title: 'The access entry is of a former principal of the same name',
        explanation: `${stale.message}; an entry pins the unique id of its principal`,
        evidence: [...evidence, ...stale.evidence],
        repairs: stale.repairs,
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
