import fc from 'fast-check';
import { aSnapshot } from '../testing';
import { blankSecrets } from './blankSecrets';
import { clusterMentioned } from './clusterMentioned';
import { explainError } from './explainError';
import { MAX_ERROR_TEXT_LENGTH } from './normalise';
import { readErrors } from './readErrors';

const fill = (unit: string, size: number) =>
  unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** Beginnings of what the expressions look for, never finished: where a careless expression takes quadratic time. */
const adversarial = [
  'User: ',
  'User:',
  'User: arn:aws:iam::',
  'User: a is not authorized to perform: ',
  'User: a is not authorized to perform: a:b on resource: ',
  'User "',
  'User "x" cannot list ',
  'User "x" cannot list resource "pods"',
  'arn:aws:',
  'arn:aws:\n',
  'arn:aws:eks:',
  'arn:aws:sts::111122223333:assumed-role/a',
  'arn:aws:iam::111122223333:role/',
  '<',
  '<a',
  '<a ',
  '&lt;',
  '&#1',
  '\\"',
  '\n',
  ' ',
  '\t \n',
  'a',
  'aB1',
  '/',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN ',
  'eyJ',
  '-eyJ',
  'eyJ.',
  'token=',
  'token: ',
  'Bearer ',
  'password=',
  '://a:',
  'AKIA',
  'system:serviceaccount:a:',
  'An error occurred (',
  'An error occurred (A) when calling the ',
  'operation error ',
  'operation error EKS: ',
  'RequestID: a, ',
  'request id: ',
  'https://oidc.eks.',
  'https://oidc.eks.a.',
  'because no ',
  'with an explicit deny in ',
  'Go to https://',
  'No cluster found for name: ',
  '--name ',
  'InvalidIdentityToken',
  'ExpiredTokenException',
  'eks.amazonaws.com/serviceaccount/token ',
  '\u001b[',
  '\u001b]',
  '`',
  '│ ',
  '{\n',
  '[\n',
  '{"\n',
  '{"a":1}\n',
  `${'x'.repeat(79)}\n`,
  'is not authorized to perform: a:b',
  'error: You must be logged in to the server (Unauthorized)\n',
  'level=warning msg="access denied"',
  'user "a" (groups=[',
  'Failed to list *v1.a',
  'Unable to register node ',
  'kubelet ',
  'nodeadm ',
  'entry of type a ',
  'username ',
  'Role with arn: ',
  'Access Denied',
];

/** Less than this is not told from the noise of a machine that does other things too; in microseconds. */
const FLOOR = 2_000;

/** CPU time of the best of three runs, in microseconds. */
function leastWork(run: () => void): number {
  const once = () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  return Math.min(once(), once(), once());
}

describe('explainError on anything', () => {
  // eight times the text: eight times the work where it is linear, sixty-four times where it is quadratic
  const small = 16_384;
  const large = 8 * small;

  it.each(adversarial.map(unit => [JSON.stringify(unit), unit]))(
    'takes work in proportion to the length of %s',
    (_, unit) => {
      const work = (size: number) => {
        const text = fill(unit, size);
        return leastWork(() => {
          explainError(text);
          readErrors(text);
          clusterMentioned(text);
        });
      };
      expect(work(large)).toBeLessThan(24 * Math.max(work(small), FLOOR));
    },
    30_000,
  );

  it('never throws, with or without a snapshot', () => {
    const snapshot = aSnapshot().build();
    const pieces = fc.array(
      fc.oneof(fc.constantFrom(...adversarial), fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(pieces, parts => {
        const text = parts.join('');
        const open = explainError(text);
        expect(open.causes.every(c => c.certainty === 'open')).toBe(true);
        expect(explainError(text, snapshot).headline).not.toBe('');
      }),
    );
  });

  it('looks at the first MB only', () => {
    const text = `${'x '.repeat(
      MAX_ERROR_TEXT_LENGTH / 2,
    )}error: You must be logged in to the server (Unauthorized)`;
    expect(explainError(text).pattern).toBe('not-recognised');
  });
});

describe('blankSecrets on anything', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(...adversarial),
            fc.base64String(),
            fc.string(),
          ),
        ),
        parts => {
          const once = blankSecrets(parts.join('')).text;
          expect(blankSecrets(once).text).toBe(once);
        },
      ),
    );
  });
});
