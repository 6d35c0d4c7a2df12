import { awsAuthOf } from '../../access';
import { AwsAuthSection, placeInAwsAuth } from '../../awsAuth';
import { Derived, isRead } from '../../model';
import { Unjudged } from '../defineCheck';
import { usesAwsAuth } from './awsAuthRepairs';

/**
 * For checks that judge lines of aws-auth: a section that does not parse has lines nobody could look at. Checks of who
 * gets in need none of this, for such a section lets nobody in.
 */
export const lostLines =
  (...sections: readonly AwsAuthSection[]) =>
  ({ derived }: { derived: Derived }): Unjudged[] => {
    const { awsAuth, cluster } = derived.snapshot.sections;
    if (isRead(cluster) && !usesAwsAuth(cluster.value)) return [];
    const data = isRead(awsAuth) ? awsAuth.value?.data : undefined;
    const parsed = awsAuthOf(derived);
    if (!data || !parsed) return [];
    return sections
      .filter(section => parsed.lostSections.includes(section))
      .map(section => {
        const line = parsed.problems.find(
          problem => problem.section === section && problem.costs === 'section',
        )?.line;
        const text = data[section].split('\n')[(line ?? 1) - 1]?.trim();
        return {
          subject: section,
          message: `the lines of \`${section}\` could not be judged: the section does not parse (see \`aws-auth-unparseable\`)`,
          evidence: [
            {
              fact: 'Line at which reading stops',
              value: text || '(empty line)',
              readFrom: placeInAwsAuth({ section, line }),
            },
          ],
        };
      });
  };
