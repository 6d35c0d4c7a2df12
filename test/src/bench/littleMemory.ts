/** Run by `largeClusterRules.ts` with little memory: prints the megabytes that were resident at the peak. */
import {
  accessMapOf,
  defaultCheckSettings,
  Derived,
  reportOf,
} from 'backstage-plugin-eks-iam-health-common';
import { largeCluster } from './largeCluster';
import { size } from './largeClusterRules';

const snapshot = largeCluster(size);
reportOf(snapshot, { ...defaultCheckSettings, now: '2026-11-21T14:14:00Z' });
accessMapOf(new Derived(snapshot));
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
