import { KnownKeys } from '../requestContext';

/** A claim of a token: one value, or several. @public */
export type ClaimValue = string | readonly string[];

/**
 * Somebody who asks for a role, with what is known of the request. What is not said is unknown where such a caller may
 * send it, and absent where it never can.
 *
 * @public
 */
export type TrustAsker = (
  | {
      kind: 'federated';
      /** `arn:aws:iam::<account>:oidc-provider/<issuer>`, of SAML, or a name such as `accounts.google.com` */
      providerArn: string;
      /** `sub`, `aud` and what else the token says */
      claims?: Readonly<Record<string, ClaimValue>>;
    }
  | {
      kind: 'service';
      /** `pods.eks.amazonaws.com` */
      name: string;
      /** the resource on whose behalf the service asks */
      sourceArn?: string;
      sourceAccount?: string;
    }
  | {
      kind: 'aws';
      /** of a role, a session, a user or a whole account, or the bare number of an account */
      arn: string;
      externalId?: string;
    }
) & {
  /** session tags that the request brings; `{}`: none */
  tags?: Readonly<Record<string, string>>;
  /** condition keys that are known besides, or known to be absent */
  known?: KnownKeys;
};
