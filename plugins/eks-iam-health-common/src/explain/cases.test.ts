import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { aSnapshot } from '../testing';
import { explainErrors } from './explainErrors';
import { ReadError, readErrors } from './readErrors';

interface ErrorCase {
  name: string;
  /** several lines as a list */
  text: string | string[];
  errors: ReadError[];
}

const folder = join(__dirname, '__cases__');
const tables = readdirSync(folder).map(file => {
  const cases = JSON.parse(
    readFileSync(join(folder, file), 'utf8'),
  ) as ErrorCase[];
  return [file.replace('.json', ''), cases] as const;
});
const textOf = ({ text }: ErrorCase) => [text].flat().join('\n');
const corpus = tables.flatMap(([, cases]) => cases.map(textOf));

describe.each(tables)('errors: %s', (_, cases) => {
  it.each(cases.map(c => [c.name, c] as const))('%s', (__, c) => {
    expect(readErrors(textOf(c))).toEqual(c.errors);
  });

  it.each(cases.map(c => [c.name, c] as const))('explained: %s', (__, c) => {
    const explained = explainErrors(textOf(c));
    expect(explained.map(({ pattern }) => pattern)).toEqual(
      c.errors.map(({ pattern }) => pattern),
    );
    for (const { headline, summary, causes, documentation } of explained) {
      expect(headline).toMatch(/^\S.*\.$/s);
      expect(summary).toMatch(/\.$/);
      expect(documentation).toMatch(/^https:\/\//);
      expect(causes.length).toBeGreaterThan(0);
      expect(causes.every(({ certainty }) => certainty === 'open')).toBe(true);
    }
  });
});

describe('wrapped lines', () => {
  const single = tables
    .flatMap(([name, cases]) => (name === 'aws-denials' ? cases : []))
    .filter(c => typeof c.text === 'string' && c.errors[0].principal);

  /** As a terminal breaks lines: anywhere. */
  const hard = (text: string, width: number) =>
    (text.match(new RegExp(`.{1,${width}}`, 'gs')) ?? []).join('\n');

  /** As people and pages break lines: at blanks. */
  function soft(text: string, width: number): string {
    const lines = [''];
    for (const word of text.split(' ')) {
      const line = lines[lines.length - 1];
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(word);
      } else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    }
    return lines.join('\n');
  }

  it.each([
    ['by a terminal', hard, [80, 100, 120, 132, 160, 65, 72, 90]],
    ['at blanks', soft, [40, 55, 72, 80, 100, 120, 160]],
  ] as const)('say the same: %s', (_, wrap, widths) => {
    expect(single.length).toBeGreaterThan(30);
    for (const width of widths) {
      const read = single.map(c => readErrors(wrap(textOf(c), width)));
      expect(read).toEqual(single.map(c => c.errors));
    }
  });
});

describe('several errors', () => {
  it('are the errors of their parts, one after the other', () => {
    const single = tables
      .flatMap(([name, cases]) =>
        name === 'wrappings' || name === 'several' ? [] : cases,
      )
      .filter(
        c => c.errors.length === 1 && c.errors[0].principal?.startsWith('arn:'),
      );
    expect(single.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(single.length - 1), {
          minLength: 2,
          maxLength: 6,
        }),
        picked => {
          const cases = picked.map(i => single[i]);
          const together = cases
            .map(c => `\n$ run it\n\n${textOf(c)}\n`)
            .join('');
          const said = (error: ReadError) =>
            JSON.stringify([
              error.principal,
              error.action,
              error.resource,
              error.denial,
              error.policyType,
              error.policyArn,
            ]);
          const wanted = [...new Set(cases.flatMap(c => c.errors.map(said)))];
          expect(readErrors(together).map(said)).toEqual(wanted);
        },
      ),
    );
  });
});

describe('mutations of known errors', () => {
  const snapshot = aSnapshot().build();
  const cut = fc.record({
    text: fc.constantFrom(...corpus),
    from: fc.nat(400),
    length: fc.nat(80),
    insert: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\n',
        '{',
        '}',
        '[',
        '"',
        '\\"',
        '\\n',
        'User: ',
        'User: arn:aws:',
        ' on resource: ',
        '\u001b[31m',
        '│ ',
        '<',
        '&quot;',
      ),
      fc.constantFrom(...corpus),
    ),
  });

  it('never make it throw', () => {
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), parts => {
        const text = parts
          .map(
            part =>
              part.text.slice(0, part.from) +
              part.insert +
              part.text.slice(part.from + part.length),
          )
          .join('\n');
        const errors = readErrors(text);
        expect(
          errors.every(({ pattern }) => pattern !== 'not-recognised'),
        ).toBe(true);
        expect(explainErrors(text, snapshot)).toHaveLength(errors.length);
      }),
      { numRuns: 300 },
    );
  });
});
