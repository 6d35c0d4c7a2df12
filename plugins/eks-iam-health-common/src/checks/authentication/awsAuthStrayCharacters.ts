import { AwsAuthRow, SectionEdit, withoutStray } from '../../awsAuth';
import { AwsAuthConfigMap } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthGuide,
  parsedAwsAuth,
  patchRepair,
  rowEvidence,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface Stray extends Found {
  row: AwsAuthRow;
  configMap: AwsAuthConfigMap;
  /** the field and its value with what cannot be seen written out */
  fields: Array<{ field: string; shown: string }>;
}

export const awsAuthStrayCharacters = defineCheck({
  id: 'aws-auth-stray-characters',
  number: 'AUTHN-007',
  area: 'authentication',
  topics: ['T3'],
  title: 'Invisible or stray characters in aws-auth',
  severity: 'high',
  why: 'Lines are compared letter by letter. A blank at the end, a no-break space or a quotation mark from a document makes a text that equals nothing, and cannot be seen.',
  documentation: awsAuthGuide,
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, derived }): Stray[] => {
    if (!awsAuth) return [];
    return parsedAwsAuth(awsAuth, derived).rows.flatMap((row): Stray[] => {
      const values = [
        { field: 'ARN', value: row.arn },
        { field: 'user name', value: row.username },
        ...row.groups.map(value => ({ field: 'group', value })),
      ];
      const fields = values
        .filter(({ field, value }) =>
          field === 'ARN' ? withoutStray(value) !== value : isStray(value),
        )
        .map(({ field, value }) => ({ field, shown: written(value) }));
      return fields.length > 0
        ? [{ verdict: 'fail', row, configMap: awsAuth, fields }]
        : [];
    });
  },
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ row }) => written(row.arn),
  message: ({ fields: [first] }) =>
    `the ${first.field} \`${first.shown}\` holds characters that nobody sees or means`,
  evidence: ({ row, fields }) => [
    rowEvidence(row),
    ...fields.map(({ field, shown }) => ({
      fact: `The ${field}, with all characters written out`,
      value: shown,
      readFrom: `kube-system/aws-auth, ${row.section}[${row.index}]`,
    })),
  ],
  affected: ({ row }) => [withoutStray(row.arn)],
  remediate: ({ row, configMap }) => {
    const { index, arn, username, groups } = row;
    const edits: SectionEdit[] = [];
    const cleanArn = withoutStray(arn);
    if (cleanArn !== arn) {
      edits.push({ kind: 'replace-arn', index, arn: cleanArn });
    }
    if (isStray(username)) {
      edits.push({
        kind: 'replace-username',
        index,
        username: cleaned(username),
      });
    }
    if (groups.some(isStray)) {
      edits.push({
        kind: 'replace-groups',
        index,
        groups: groups.map(cleaned),
      });
    }
    return patchRepair(
      'Write the line without these characters.',
      configMap,
      row.section,
      edits,
    );
  },
});

/** Blanks at the ends, blanks other than the plain one, zero-width and control characters, wrapping quotes. */
const stray =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /^\s|\s$|[\u0000-\u001f\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]|^["'“”‘’].*["'“”‘’]$/;

function isStray(text: string): boolean {
  return stray.test(text);
}

function cleaned(text: string): string {
  return text
    .replace(
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      /[\u0000-\u001f\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g,
      '',
    )
    .trim()
    .replace(/^["'“”‘’](.*)["'“”‘’]$/, '$1');
}

/** Every character beyond plain ASCII as its code, and blanks at the ends as dots. */
function written(text: string): string {
  return text
    .replace(/^ +| +$/g, blanks => '\\u0020'.repeat(blanks.length))
    .replace(
      /[^\x20-\x7e]/g,
      char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
