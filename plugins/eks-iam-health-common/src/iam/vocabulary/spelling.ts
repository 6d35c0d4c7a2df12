import { conditionKeys } from './conditionKeys';
import { eksActions } from './eksActions';
import { iamActions } from './iamActions';
import { stsActions } from './stsActions';

/**
 * Whether a name is one that AWS has: `known`; `misspelt`, when it is almost one; `unheard`, when it is like none, which
 * may also mean that AWS has made it since.
 */
export type Spelling =
  | { status: 'known' }
  | { status: 'misspelt'; meant: string }
  | { status: 'unheard' };

const actions: Readonly<Record<string, readonly string[]>> = {
  eks: eksActions,
  iam: iamActions,
  sts: stsActions,
};

/** More mistakes than these make another word of it. */
const MAX_MISTAKES = 2;

/** How many letters must be put in, left out or changed; more than `MAX_MISTAKES` is not counted on. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MAX_MISTAKES) return MAX_MISTAKES + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(
        Math.min(
          row[j] + 1,
          next[j - 1] + 1,
          row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    }
    if (Math.min(...next) > MAX_MISTAKES) return MAX_MISTAKES + 1;
    row = next;
  }
  return row[b.length];
}

function spelling(
  name: string,
  known: readonly string[],
  write: (found: string) => string,
): Spelling {
  const lower = name.toLowerCase();
  let nearest: string | undefined;
  let least = MAX_MISTAKES + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    if (other === lower) return { status: 'known' };
    // Of two that are equally near, an ending left out is the likelier mistake.
    const mistakes =
      distance(lower, other) - (other.startsWith(lower) ? 0.5 : 0);
    if (mistakes < least) [nearest, least] = [candidate, mistakes];
  }
  return nearest === undefined
    ? { status: 'unheard' }
    : { status: 'misspelt', meant: write(nearest) };
}

/** How an action pattern of EKS, IAM or STS is spelled; those of other services are taken as known. */
export function spellingOfAction(pattern: string): Spelling {
  const [service, name = ''] = pattern.split(':');
  const known = Object.hasOwn(actions, service.toLowerCase())
    ? actions[service.toLowerCase()]
    : undefined;
  if (!known || name === '') return { status: 'known' };
  if (!/[*?]/.test(name))
    return spelling(name, known, found => `${service}:${found}`);
  const matcher = new RegExp(
    `^${name
      .replace(/[^\w*?]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.')}$`,
    'i',
  );
  return {
    status: known.some(action => matcher.test(action)) ? 'known' : 'unheard',
  };
}

const keyNames = conditionKeys.filter(key => !key.endsWith('/'));
const keyPrefixes = conditionKeys.filter(key => key.endsWith('/'));

/** How a condition key is spelled; those of other services than EKS, IAM and STS are taken as known. */
export function spellingOfKey(key: string): Spelling {
  if (!/^(aws|eks|iam|sts):/i.test(key)) return { status: 'known' };
  const slash = key.indexOf('/');
  return slash < 0
    ? spelling(key, keyNames, found => found)
    : spelling(
        key.slice(0, slash + 1),
        keyPrefixes,
        found => found + key.slice(slash + 1),
      );
}
