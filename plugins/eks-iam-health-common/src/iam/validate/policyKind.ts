/**
 * What a policy is attached to; each kind has rules of its own. `identity` is for users, groups and roles, `trust` the
 * policy of a role that says who may assume it, `resource` any other policy of a resource.
 *
 * @public
 */
export type PolicyKind =
  | 'identity'
  | 'trust'
  | 'resource'
  | 'boundary'
  | 'session'
  | 'serviceControl'
  | 'resourceControl';

/** All kinds of policies, for whoever reads the name of one. @public */
export const policyKinds: readonly PolicyKind[] = [
  'identity',
  'trust',
  'resource',
  'boundary',
  'session',
  'serviceControl',
  'resourceControl',
];

type Presence = 'required' | 'optional' | 'forbidden';

interface KindRules {
  principal: Presence;
  resource: Presence;
  /** only letters and digits in a `Sid` */
  plainSid: boolean;
}

const ofPrincipals: KindRules = {
  principal: 'forbidden',
  resource: 'required',
  plainSid: true,
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export const rulesOfKind: Record<PolicyKind, KindRules> = {
  identity: ofPrincipals,
  boundary: ofPrincipals,
  session: ofPrincipals,
  serviceControl: ofPrincipals,
  trust: { principal: 'required', resource: 'forbidden', plainSid: true },
  // Some services know their resource without being told.
  resource: { principal: 'required', resource: 'optional', plainSid: false },
  resourceControl: {
    principal: 'required',
    resource: 'required',
    plainSid: true,
  },
};
