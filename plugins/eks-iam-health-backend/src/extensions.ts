import { BackendPluginRegistrationPoints } from '@backstage/backend-plugin-api';
import { Check, checks } from 'backstage-plugin-eks-iam-health-common';
import {
  AccessProvisioner,
  Collector,
  eksIamHealthChecksExtensionPoint,
  eksIamHealthCollectorsExtensionPoint,
  eksIamHealthProvisionersExtensionPoint,
  eksIamHealthSnapshotSourceExtensionPoint,
  SnapshotSource,
} from 'backstage-plugin-eks-iam-health-node';

/** What modules added before the plugin starts. */
export interface Extensions {
  checks: Check[];
  collectors: Collector[];
  provisioners: AccessProvisioner[];
  source?: SnapshotSource;
}

/** Opens the extension points of the plugin. The answer is complete once `init` runs. */
export function registerExtensions(
  env: Pick<BackendPluginRegistrationPoints, 'registerExtensionPoint'>,
): Extensions {
  const extensions: Extensions = {
    checks: [],
    collectors: [],
    provisioners: [],
  };
  env.registerExtensionPoint(eksIamHealthChecksExtensionPoint, {
    addChecks(...added) {
      for (const check of added) {
        const taken = [...checks, ...extensions.checks];
        if (taken.some(({ id }) => id === check.id)) {
          throw new Error(`there is a check \`${check.id}\` already`);
        }
        extensions.checks.push(check);
      }
    },
  });
  env.registerExtensionPoint(eksIamHealthCollectorsExtensionPoint, {
    addCollector: collector => extensions.collectors.push(collector),
  });
  env.registerExtensionPoint(eksIamHealthProvisionersExtensionPoint, {
    addProvisioner: provisioner => extensions.provisioners.push(provisioner),
  });
  env.registerExtensionPoint(eksIamHealthSnapshotSourceExtensionPoint, {
    setSource(source) {
      if (extensions.source) {
        throw new Error('there is another source of snapshots already');
      }
      extensions.source = source;
    },
  });
  return extensions;
}
