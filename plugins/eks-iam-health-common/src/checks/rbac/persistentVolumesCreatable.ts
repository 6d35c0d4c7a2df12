import { CheckSettings, defineCheck } from '../defineCheck';
import { Holding } from './holdings';
import { riskCheck } from './riskCheck';
import { volumeRisks } from './risks';
import { areListed, serviceAccountOf } from './serviceAccountSubject';

export const persistentVolumesCreatable = defineCheck(
  riskCheck({
    id: 'persistent-volumes-creatable',
    number: 'AUTHZ-018',
    title: 'PersistentVolumes can be created by hand',
    severity: 'medium',
    why: 'A PersistentVolume may be a path of the node: a pod that claims it reads and writes the files of the node, and Pod Security, which looks at pods, does not see it.',
    risks: volumeRisks,
    judge: () => 'fail',
    isKnown: areServiceAccounts,
    judgeController: (judged, holding, settings) =>
      judged && (isProvisioner(holding, settings) ? undefined : 'warn'),
    advice:
      'Let claims and a StorageClass make the volumes, and leave creating them to the CSI driver.',
  }),
);

function areServiceAccounts({ source }: Holding): boolean {
  return (
    source.kind === 'binding' &&
    source.subjects.every(subject => serviceAccountOf(subject, source.binding))
  );
}

function isProvisioner({ source }: Holding, settings: CheckSettings): boolean {
  return (
    source.kind === 'binding' &&
    areListed(settings.volumeProvisioners, source.subjects, source.binding)
  );
}
