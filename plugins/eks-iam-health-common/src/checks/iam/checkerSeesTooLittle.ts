import { unaskedSources } from '../../access';
import {
  isRead,
  Observed,
  SectionName,
  sectionNames,
  UnreadableSection,
} from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface Unseen extends Found {
  section: SectionName;
  unread: UnreadableSection;
}

/** Without these nothing can be said about who gets in and what they may do. */
const essential: readonly SectionName[] = [
  'cluster',
  'accessEntries',
  'awsAuth',
  'roles',
  'clusterRoles',
  'bindings',
];

export const checkerSeesTooLittle = defineCheck({
  id: 'checker-sees-too-little',
  number: 'OPS-009',
  area: 'iam',
  topics: ['B'],
  title: 'Not everything could be read',
  severity: 'medium',
  why: 'What cannot be read cannot be judged: the checks that need it say unknown, and a defect there stays unseen.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
  needs: ['cluster'],
  canProveWithout: ['cluster'],
  evaluate: ({ derived: { snapshot } }): Unseen[] => {
    const unasked = unaskedSources(snapshot);
    return sectionNames.flatMap((section): Unseen[] => {
      const unread: Observed<unknown> = snapshot.sections[section];
      // What nobody asked for, an opt-in above all, is no failure to read.
      if (
        isRead(unread) ||
        unread.reason === 'not-collected' ||
        unasked.includes(section)
      ) {
        return [];
      }
      const isEssential = essential.includes(section);
      return [{ verdict: isEssential ? 'fail' : 'warn', section, unread }];
    });
  },
  subject: ({ section }) => `section ${section}`,
  message: ({ section, unread }) =>
    `\`${section}\` could not be read: ${unread.reason}`,
  evidence: ({ unread }) => [
    {
      fact: unread.permission
        ? `Missing permission ${unread.permission}`
        : `The read was ${unread.reason}`,
      value: unread.detail,
      readFrom: unread.call ?? 'the scan',
    },
  ],
  remediate: ({ unread }) => [
    {
      title: unread.permission
        ? `Allow the reader \`${unread.permission}\`; the page on permissions has the whole policy and the ClusterRole.`
        : 'See the evidence for what stood in the way, and check again when it is mended.',
      class: 'advice',
      actions: [],
      needs: [],
      cautions: [],
    },
  ],
});
