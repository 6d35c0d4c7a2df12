import { Derived, Evidence } from '../../model';
import { CheckSettings, Found } from '../defineCheck';
import { subjectName } from './bindingWords';
import { hitsOf } from './holdings';
import { secretReadingRisks } from './risks';
import { sourceEvidence } from './riskWords';
import { areKnownControllers } from './serviceAccountSubject';

/** Somebody who reads the Secrets of many namespaces, one binding each. */
export interface Spread extends Found {
  /** `Group ops` */
  subject: string;
  namespaces: readonly string[];
  evidence: Evidence[];
}

/** Subjects that read all Secrets of more namespaces than the settings find usual. */
export function spreadReaders(
  derived: Derived,
  settings: CheckSettings,
): Spread[] {
  const found = new Map<string, Map<string, Evidence>>();
  for (const { holding, names } of hitsOf(secretReadingRisks, derived, [])) {
    const { source } = holding;
    if (names || source.kind !== 'binding') continue;
    const { binding, subjects } = source;
    if (binding.namespace === undefined) continue;
    for (const subject of subjects) {
      if (areKnownControllers(settings, [subject], binding)) continue;
      const name = subjectName(subject);
      const namespaces = found.get(name) ?? new Map<string, Evidence>();
      namespaces.set(binding.namespace, sourceEvidence(holding));
      found.set(name, namespaces);
    }
  }
  return [...found].flatMap(([subject, namespaces]) =>
    namespaces.size > settings.maxSecretNamespaces
      ? [
          {
            verdict: 'warn' as const,
            severity: 'medium' as const,
            subject,
            namespaces: [...namespaces.keys()].sort(),
            evidence: [...namespaces.values()],
          },
        ]
      : [],
  );
}
