import { findKeyMaterial, redact } from './keyMaterial';

// Made up for this test; they open nothing.
const keyId = ['AKIA', 'QWERTYUIOPASDFGH'].join('');
const secret = ['kV7p2Zr9+Qm4Ls8', 'Xw1Yt6Bn3Hc5Jd0/GfAeUoIbP'].join('');

const env = (name: string, text: string) => ({
  place: `container app, env ${name}`,
  name,
  text,
});

describe('findKeyMaterial', () => {
  it('tells place and masked id, and that a secret stands elsewhere in the object', () => {
    const found = findKeyMaterial([
      env('LEGACY_ID', keyId),
      env('LEGACY_VALUE', secret),
      env('OTHER', 'x'),
    ]);
    expect(found).toEqual([
      {
        place: 'container app, env LEGACY_ID',
        maskedKeyId: 'AKIA…DFGH',
        hasSecret: false,
      },
      { place: 'container app, env LEGACY_VALUE', hasSecret: true },
    ]);
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(JSON.stringify(found)).not.toContain(keyId);
  });

  it('finds both in one text, as in a credentials file', () => {
    const text = `[default]\naws_access_key_id=${keyId}\naws_secret_access_key=${secret}\n`;
    expect(findKeyMaterial([env('FILE', text)])).toEqual([
      {
        place: 'container app, env FILE',
        maskedKeyId: 'AKIA…DFGH',
        hasSecret: true,
      },
    ]);
  });

  it('believes a secret alone when the name says so', () => {
    expect(findKeyMaterial([env('AWS_SECRET_ACCESS_KEY', secret)])).toEqual([
      { place: 'container app, env AWS_SECRET_ACCESS_KEY', hasSecret: true },
    ]);
  });

  it.each(['ASIA', 'ABIA', 'ACCA', 'A3TX'])('knows ids that begin with %s', p =>
    expect(
      findKeyMaterial([env('X', `${p}QWERTYUIOPASDFGH`)])[0].maskedKeyId,
    ).toBe(`${p}…DFGH`),
  );

  it.each([
    ['the sample id', 'AKIAIOSFODNN7EXAMPLE'],
    ['a user id', 'AIDAQWERTYUIOPASDFGH'],
    ['an id inside a longer word', `X${keyId}`],
    ['an id that is too long', `${keyId}A`],
    ['forty characters of nothing known', secret],
    ['nothing', ''],
  ])('leaves alone %s', (_, text) =>
    expect(findKeyMaterial([env('VALUE', text)])).toEqual([]),
  );

  it.each([
    ['the sample secret', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['a commit', '4d52b4da8f2f6c7a0e91b3c5d7e9f1a2b3c4d5e6'],
    ['a word that repeats', 'abababababababababababababababababababab'],
    ['forty-one characters', `${secret}x`],
  ])('does not take %s for a secret', (_, text) =>
    expect(findKeyMaterial([env('AWS_SECRET_ACCESS_KEY', text)])).toEqual([]),
  );

  it('understands what the export script left of keys', () => {
    expect(
      findKeyMaterial([
        env('ID', 'AKIA************DFGH'),
        env('SECRET', 'MASKED-SECRET-ACCESS-KEY'),
      ]),
    ).toEqual(findKeyMaterial([env('ID', keyId), env('SECRET', secret)]));
  });
});

describe('redact', () => {
  it('takes keys out of a text', () => {
    const text = redact(`id ${keyId} and ${secret}, commit ${'a'.repeat(40)}`);
    expect(text).toBe(`id AKIA…DFGH and [removed], commit ${'a'.repeat(40)}`);
  });
});
