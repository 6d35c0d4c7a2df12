import { on, Risk } from './risk';

const group = 'certificates.k8s.io';
const guide =
  'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/';

/** To approve takes the subresource and the signer, each a right of its own. */
export const approvalRisk: Risk = {
  id: 'update-csr-approval',
  may: 'mark certificate requests as approved',
  severity: 'medium',
  why: 'Together with approve on the signer, the holder approves certificates for names of its choice.',
  source: guide,
  reach: 'cluster',
  targets: on(group, 'certificatesigningrequests/approval', 'update patch'),
};

export const approveSignersRisk: Risk = {
  id: 'approve-signers',
  may: 'approve for signers',
  severity: 'medium',
  why: 'Together with update on certificatesigningrequests/approval, the holder approves certificates for names of its choice.',
  source: guide,
  reach: 'cluster',
  targets: on(group, 'signers', 'approve'),
};

export const signRisk: Risk = {
  id: 'sign-certificates',
  may: 'sign for signers',
  severity: 'medium',
  why: 'Together with update on certificatesigningrequests/status, the holder issues certificates that the cluster takes for the signer’s.',
  source: guide,
  reach: 'cluster',
  targets: on(group, 'signers', 'sign'),
};

export const certificateRisks: readonly Risk[] = [
  approvalRisk,
  approveSignersRisk,
  signRisk,
];
