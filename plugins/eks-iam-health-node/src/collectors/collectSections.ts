import {
  ClusterArnParts,
  SectionName,
  sectionNames,
  Sections,
  unreadable,
} from 'backstage-plugin-eks-iam-health-common';
import { AwsReader } from '../clients/AwsReader';
import { KubernetesReader } from '../clients/KubernetesReader';
import { sectionsOfOthers } from './builtInCollectors';
import { CollectContext, Collector } from './defineCollector';
import { inParallel } from './inParallel';
import { isoSeconds, observe } from './observe';
import { ClusterRead } from './readCluster';

/** How far a scan is. @public */
export interface CollectStep {
  /** what was begun or ended, for people: `reading access entries` */
  doing: string;
  sections: readonly SectionName[];
  stepsDone: number;
  stepsTotal: number;
}

const KUBERNETES_AT_ONCE = 4;
const CLUSTER_AT_ONCE = 3;

/** What the sections are collected with. */
export interface CollectSectionsOptions {
  target: ClusterArnParts;
  cluster: ClusterRead;
  aws: AwsReader;
  kubernetes: KubernetesReader;
  /** the account's sections, which may be shared with other clusters */
  account: () => Promise<Partial<Sections>>;
  collectors: readonly Collector[];
  signal: AbortSignal;
  now: () => Date;
  onStep?: (step: CollectStep) => void;
}

/** Runs all collectors: what belongs to the cluster, to its account and to Kubernetes side by side. */
export async function collectSections(
  options: CollectSectionsOptions,
): Promise<Sections> {
  const { collectors, signal, now, onStep } = options;
  const context: CollectContext = {
    target: options.target,
    cluster: options.cluster.section,
    aws: options.aws,
    kubernetes: options.kubernetes,
    signal,
  };
  const ofSource = (source: Collector['source']) =>
    collectors.filter(
      one => one.source === source && !one.sections.includes('cluster'),
    );
  const inCluster = ofSource('cluster');
  const inKubernetes = ofSource('kubernetes');
  const stepsTotal = inCluster.length + inKubernetes.length + 2;
  let stepsDone = 1; // the cluster itself is known already
  const step = (doing: string, sections: readonly SectionName[]) =>
    onStep?.({ doing, sections, stepsDone, stepsTotal });

  const run = async (collector: Collector) => {
    step(collector.doing, collector.sections);
    const observed = await observe(collector, context, now);
    stepsDone += 1;
    step(collector.doing, collector.sections);
    return observed;
  };
  const [ofCluster, ofKubernetes, ofAccount] = await Promise.all([
    inParallel(inCluster, CLUSTER_AT_ONCE, run),
    inParallel(inKubernetes, KUBERNETES_AT_ONCE, run),
    options.account().then(observed => {
      stepsDone += 1;
      step('reading IAM of the account', []);
      return observed;
    }),
  ]);
  return complete(
    Object.assign(
      { cluster: options.cluster.section },
      ofAccount,
      ...ofCluster,
      ...ofKubernetes,
    ),
    isoSeconds(now()),
  );
}

/** A section that no collector reads is said to be so. */
function complete(observed: Partial<Sections>, at: string): Sections {
  return Object.fromEntries(
    sectionNames.map(name => [
      name,
      observed[name] ??
        unreadable(
          'not-collected',
          sectionsOfOthers[name] ?? `nothing reads ${name}`,
          at,
        ),
    ]),
  ) as unknown as Sections;
}
