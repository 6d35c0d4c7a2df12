import {
  AccessRequest,
  AccessScope,
  clusterArnOf,
  levelInfo,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { durationOf } from '../Time/duration';

/** `team:default/checkout` as people say it. */
export function shortRef(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1);
}

/** The cluster's own name, from its id. */
export function clusterNameOf(clusterId: string): string {
  const arn = clusterArnOf(clusterId);
  return (arn && parseClusterArn(arn)?.name) || clusterId;
}

/** A request in words: headline, where, how long. */
export function useRequestWords() {
  const t = useTexts();
  const locale = t('time.locale');
  const duration = (seconds: number) => durationOf(seconds, locale);
  return {
    headline: ({ level, clusterId, subjectRef }: AccessRequest) =>
      t('requests.headline', {
        level: levelInfo(level).title,
        cluster: clusterNameOf(clusterId),
        subject: shortRef(subjectRef),
      }),
    where: (scope: AccessScope) =>
      scope.type === 'cluster'
        ? t('requests.wholeCluster')
        : scope.namespaces.join(', '),
    duration,
  };
}
