import { Derived } from '../../model';
import { defineCheck } from '../defineCheck';
import { subjectName } from './bindingWords';
import { Hit, hitsOf, Holding, holdersOf } from './holdings';
import { riskCheck } from './riskCheck';
import {
  approvalRisk,
  approveSignersRisk,
  certificateRisks,
  signRisk,
} from './risks';

/** What one subject may do about certificates, by all of its bindings together. */
interface Powers {
  approval: boolean;
  signers: 'none' | 'harmless' | 'any';
  signs: boolean;
}

const nothing: Powers = { approval: false, signers: 'none', signs: false };

export const certificateApproval = defineCheck(
  riskCheck({
    id: 'certificate-approval',
    number: 'AUTHZ-019',
    title: 'Certificates can be approved',
    severity: 'medium',
    why: 'Whoever marks a request as approved and may do so for its signer gets certificates for names of their choice. EKS serves no signer for client certificates, so these are certificates of servers, such as kubelets.',
    documentation:
      'https://docs.aws.amazon.com/eks/latest/userguide/cert-signing.html',
    risks: certificateRisks,
    judge: ([{ holding }], _, derived) => {
      const powers = subjectsOf(holding).map(subject =>
        powersOf(subject, derived),
      );
      if (powers.some(one => one.approval && one.signers === 'any')) {
        return 'fail';
      }
      const isLooseEnd = powers.some(
        ({ approval, signers, signs }) =>
          (approval && signers === 'none') || signers === 'any' || signs,
      );
      return isLooseEnd ? 'warn' : undefined;
    },
    advice:
      'Name by resourceNames the signers that the holder approves for, such as kubernetes.io/kubelet-serving.',
  }),
);

/** Signers of client certificates, or of all that a domain has. */
const isHarmlessSigner = (name: string) =>
  !name.endsWith('*') &&
  !name.startsWith('kubernetes.io/kube-apiserver-client');

const isAny = ({ names }: Hit) => !names || !names.every(isHarmlessSigner);

function powersOf(subject: string, derived: Derived): Powers {
  const all = derived.once('certificatePowers', () => {
    const found = new Map<string, Powers>();
    for (const hit of hitsOf(certificateRisks, derived, [])) {
      for (const name of subjectsOf(hit.holding)) {
        found.set(name, withHit(found.get(name) ?? nothing, hit));
      }
    }
    return found;
  });
  return all.get(subject) ?? nothing;
}

function withHit(powers: Powers, hit: Hit): Powers {
  switch (hit.risk) {
    case approvalRisk:
      return { ...powers, approval: true };
    case approveSignersRisk:
      return {
        ...powers,
        signers: powers.signers === 'any' || isAny(hit) ? 'any' : 'harmless',
      };
    case signRisk:
      return { ...powers, signs: powers.signs || isAny(hit) };
    default:
      return powers;
  }
}

function subjectsOf(holding: Holding): string[] {
  return holding.source.kind === 'binding'
    ? holding.source.subjects.map(subjectName)
    : holdersOf(holding);
}
