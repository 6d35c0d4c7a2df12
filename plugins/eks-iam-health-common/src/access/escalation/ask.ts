import { ClusterSnapshot, Derived } from '../../model';
import { RbacRequest } from '../../rbac';
import { Asker, canI } from '../canI';

/** What allows a request, or what leaves it open. */
export interface Leave {
  because: string;
  isCertain: boolean;
}

/** Questions of one asker about one cluster; the same one is answered once. */
export interface Ask {
  who: Asker;
  derived: Derived;
  snapshot: ClusterSnapshot;
  /** one entry when it is allowed or may be; none when it is denied */
  may: (request: RbacRequest) => Leave[];
}

export function asking(who: Asker, derived: Derived): Ask {
  const known = new Map<string, Leave[]>();
  return {
    who,
    derived,
    snapshot: derived.snapshot,
    may: request => {
      const key = JSON.stringify(request);
      let answer = known.get(key);
      if (!answer) {
        const { decision, because } = canI(who, request, derived);
        answer =
          decision === 'denied'
            ? []
            : [{ because, isCertain: decision === 'allowed' }];
        known.set(key, answer);
      }
      return answer;
    },
  };
}
