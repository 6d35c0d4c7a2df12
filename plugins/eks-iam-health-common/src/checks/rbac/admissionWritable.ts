import { defineCheck } from '../defineCheck';
import { Hit } from './holdings';
import { riskCheck } from './riskCheck';
import { admissionRisks } from './risks';

/** What EKS registers: without it pods get no AWS credentials. */
const ofEks = new Set([
  'pod-identity-webhook',
  'vpc-resource-mutating-webhook',
  'vpc-resource-validating-webhook',
]);

export const admissionWritable = defineCheck(
  riskCheck({
    id: 'admission-writable',
    number: 'AUTHZ-017',
    title: 'Admission webhooks and policies are writable',
    severity: 'high',
    why: 'Webhooks see and rewrite the objects of everybody, Secrets included, and policies say what is forbidden. Whoever writes them reads everything, switches the policies off, or takes the AWS credentials from all pods.',
    risks: admissionRisks,
    counts: hit => !isLimited(hit),
    judge: () => 'fail',
    advice:
      'Name by resourceNames the configurations that the holder keeps up to date; creating others then takes somebody else.',
  }),
);

function isLimited({ names }: Hit): boolean {
  return names !== undefined && !names.some(name => ofEks.has(name));
}
