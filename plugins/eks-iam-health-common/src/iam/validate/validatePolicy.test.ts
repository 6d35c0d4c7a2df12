import * as fc from 'fast-check';
import documents from './__cases__/documents.json';
import conditions from './__cases__/conditions.json';
import statements from './__cases__/statements.json';
import texts from './__cases__/texts.json';
import { PolicyKind } from './policyKind';
import { readJson } from './readJson';
import { validatePolicy } from './validatePolicy';

interface Case {
  shows: string;
  kind?: PolicyKind;
  /** a whole document */
  document?: unknown;
  /** text as it arrives */
  text?: string;
  /** members that differ from a good statement; `null` takes one away */
  statement?: Record<string, unknown>;
  /** paths and words of the problems; left out, there are none */
  problems?: string[];
}

const good: Record<string, Record<string, unknown>> = {
  identity: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
  trust: {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: '111122223333' },
  },
  resource: {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: '*',
    Principal: '*',
  },
  resourceControl: {
    Effect: 'Deny',
    Action: 's3:GetObject',
    Resource: '*',
    Principal: '*',
  },
};

function documentOf(c: Case): unknown {
  if (c.text !== undefined) return c.text;
  if (c.document !== undefined) return c.document;
  const statement = { ...good[c.kind ?? 'identity'], ...c.statement };
  return {
    Version: '2012-10-17',
    Statement: Object.fromEntries(
      Object.entries(statement).filter(([, value]) => value !== null),
    ),
  };
}

const cases = [documents, statements, conditions, texts].flat() as Case[];

describe('validatePolicy', () => {
  it.each(cases.map(c => [c.shows, c] as const))('%s', (_, c) => {
    const found = validatePolicy(documentOf(c), c.kind);
    expect(found.map(({ path, message }) => `${path}: ${message}`)).toEqual(
      c.problems ?? [],
    );
  });

  it('says the same of a value and of its text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const document = { Version: '2012-10-17', Statement: value };
        expect(validatePolicy(JSON.stringify(document))).toEqual(
          validatePolicy(JSON.parse(JSON.stringify(document))),
        );
      }),
    );
  });
});

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text)).toEqual({
          status: 'read',
          value: JSON.parse(text),
          repeated: [],
        });
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '1', '01', '-', 'true', 'nul'],
      ...['"\\x"', '"\t"', ' ', '1.', '.5', '1e5', '\u00a0', "'a'"],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), list => {
        const text = list.join('');
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        expect(readJson(text).status).toBe(parses ? 'read' : 'malformed');
      }),
      { numRuns: 2000 },
    );
  });

  it('does not overflow', () => {
    expect(readJson('['.repeat(200_000)).status).toBe('malformed');
  });
});
