import { canonicalRef } from 'backstage-plugin-eks-iam-health-common';
import { ConfiguredPrincipal } from './options';

/** Which IAM principal stands for whom: told by the administrator, never by the one who asks. */
export class PrincipalSource {
  readonly #principals: readonly ConfiguredPrincipal[];

  constructor(principals: readonly ConfiguredPrincipal[]) {
    this.#principals = principals;
  }

  /** Those that have a principal for clusters of this account. */
  subjects(accountId: string): string[] {
    const refs = this.#principals
      .filter(p => p.accountIds.includes(accountId))
      .map(p => p.subject);
    return [...new Set(refs)];
  }

  principalsOf(subjectRef: string, accountId: string): string[] {
    const subject = canonicalRef(subjectRef, 'group');
    return this.#principals
      .filter(p => p.subject === subject && p.accountIds.includes(accountId))
      .map(p => p.principalArn);
  }
}
