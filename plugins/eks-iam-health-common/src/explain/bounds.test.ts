import fc from 'fast-check';
import { aSnapshot } from '../testing';
import { blankSecrets } from './blankSecrets';
import { clusterMentioned } from './clusterMentioned';
import { explainError } from './explainError';
import { MAX_ERROR_TEXT_LENGTH } from './normalise';

const size = 100_000;
const fill = (unit: string) =>
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
  '`',
];

describe('explainError on anything', () => {
  it.each(adversarial.map(unit => [JSON.stringify(unit), unit]))(
    'ends on 100 kB of %s',
    (_, unit) => {
      const diagnosis = explainError(fill(unit), aSnapshot().build());
      expect(diagnosis.pattern).toBeTruthy();
      clusterMentioned(fill(unit));
    },
    2000,
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
