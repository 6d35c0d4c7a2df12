import { defineCheck } from '../defineCheck';
import { Hit } from './holdings';
import { readsSecretsByDesign } from './readsSecretsByDesign';
import { riskCheck } from './riskCheck';
import { secretReadingRisks } from './risks';
import { listed } from './riskWords';
import { Spread, spreadReaders } from './spreadReaders';

const inOnePlace = riskCheck({
  id: 'secrets-readable-cluster-wide',
  number: 'AUTHZ-012',
  title: 'Secrets readable cluster-wide',
  severity: 'high',
  why: 'Secrets hold the tokens and passwords of all workloads. To list them is to read them: the answer holds their contents.',
  risks: secretReadingRisks,
  counts: hit => !hit.names && !readsSecretsByDesign(hit.holding),
  judge: (_, place) => {
    if (place.kind === 'cluster') return 'fail';
    return place.namespace === 'kube-system' ? 'warn' : undefined;
  },
  may: hits => `${verbs(hits)} all Secrets`,
  advice:
    'Bind the role in the namespaces where it is needed, or name the Secrets by resourceNames.',
});

export const secretsReadableClusterWide = defineCheck({
  ...inOnePlace,
  evaluate: facts => [
    ...inOnePlace.evaluate(facts),
    ...spreadReaders(facts.derived, facts.settings),
  ],
  subject: found =>
    isSpread(found) ? found.subject : inOnePlace.subject(found),
  message: found =>
    isSpread(found)
      ? `\`${found.subject}\` may read all Secrets of ${
          found.namespaces.length
        } namespaces: \`${found.namespaces.join('`, `')}\``
      : inOnePlace.message(found),
  evidence: found =>
    isSpread(found) ? found.evidence : inOnePlace.evidence(found),
  affected: found =>
    isSpread(found) ? [found.subject] : inOnePlace.affected?.(found) ?? [],
  remediate: found =>
    isSpread(found)
      ? [
          {
            title:
              'Bind a role without Secrets in most of the namespaces, and keep the one that reads them where it is needed.',
            class: 'advice',
            actions: [],
            needs: ['create rolebindings', 'delete rolebindings'],
            cautions: [],
          },
        ]
      : inOnePlace.remediate(found),
});

function isSpread(found: object): found is Spread {
  return 'namespaces' in found && 'subject' in found;
}

function verbs(hits: readonly Hit[]): string {
  return listed(
    ['get', 'list', 'watch'].filter(verb =>
      hits.some(hit => hit.verbs.has(verb)),
    ),
  );
}
