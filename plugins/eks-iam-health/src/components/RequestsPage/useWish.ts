import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  AccessLevel,
  NewAccessRequest,
  RequestOptions,
} from 'backstage-plugin-eks-iam-health-common';

const LEVELS: readonly AccessLevel[] = [
  'view',
  'edit',
  'admin',
  'cluster-admin',
];

const isLevel = (text: string | null): text is AccessLevel =>
  LEVELS.includes(text as AccessLevel);

/** What the form holds so far; a wish once it is complete enough to be looked at. */
export function useWish(clusterId: string, options: RequestOptions) {
  const [params] = useSearchParams();
  const [subjectRef, setSubject] = useState(options.subjects[0]?.ref ?? '');
  const [chosenPrincipal, setPrincipal] = useState('');
  const [level, setLevel] = useState<AccessLevel>(() => {
    const wanted = params.get('level');
    const offered = options.levels.filter(l => !l.refusal).map(l => l.level);
    return isLevel(wanted) && offered.includes(wanted)
      ? wanted
      : offered[0] ?? 'view';
  });
  const [wholeCluster, setWholeCluster] = useState(false);
  const [namespaces, setNamespaces] = useState<string[]>(() =>
    params.getAll('namespace'),
  );
  const [durationSeconds, setDuration] = useState(() =>
    Math.min(3600, options.maxDurationSeconds),
  );
  const [reason, setReason] = useState('');

  const subject = options.subjects.find(s => s.ref === subjectRef);
  const principalArn = subject?.principals.some(
    p => p.principalArn === chosenPrincipal,
  )
    ? chosenPrincipal
    : subject?.principals[0]?.principalArn ?? '';

  const wish = useMemo<NewAccessRequest | undefined>(() => {
    const complete =
      subjectRef !== '' &&
      principalArn !== '' &&
      (wholeCluster || namespaces.length > 0);
    if (!complete) return undefined;
    return {
      clusterId,
      subjectRef,
      principalArn,
      level,
      scope: wholeCluster
        ? { type: 'cluster' }
        : { type: 'namespace', namespaces },
      durationSeconds,
      reason,
    };
  }, [
    clusterId,
    subjectRef,
    principalArn,
    level,
    wholeCluster,
    namespaces,
    durationSeconds,
    reason,
  ]);

  return {
    subjectRef,
    setSubject,
    principalArn,
    setPrincipal,
    level,
    setLevel,
    wholeCluster,
    setWholeCluster,
    namespaces,
    setNamespaces,
    durationSeconds,
    setDuration,
    reason,
    setReason,
    wish,
  };
}

/** The form as its fields see it. */
export type WishForm = ReturnType<typeof useWish>;
