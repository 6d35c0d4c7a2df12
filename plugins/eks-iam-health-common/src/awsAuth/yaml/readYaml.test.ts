import { plainScalarKind, quoteYaml } from './scalarKind';
import { readYaml, YamlValue } from './readYaml';

function plain(value: YamlValue): unknown {
  if (value.kind === 'list') return value.items.map(plain);
  if (value.kind === 'map') {
    return Object.fromEntries(value.fields.map(f => [f.key, plain(f.value)]));
  }
  return value.kind === 'text' ? value.text : `${value.kind} ${value.text}`;
}

const valueOf = (text: string) => {
  const tree = readYaml(text);
  return tree.status === 'read' ? plain(tree.value) : `broken: ${tree.message}`;
};

describe('plainScalarKind, after yaml.v2', () => {
  it.each([
    ...['y', 'N', 'yes', 'No', 'ON', 'off', 'true', 'FALSE'].map(t => [
      t,
      'boolean',
    ]),
    ...['', '~', 'null', 'NULL'].map(t => [t, 'null']),
    ...[
      '0',
      '12345',
      '0123',
      '1_000',
      '0x1F',
      '0b11',
      '0o17',
      '-5',
      '+5',
      '1.5',
      '.5',
      '089',
      '1.5e+3',
      '089',
      '1e3',
      '1.',
      '-0b11',
    ].map(t => [t, 'number']),
    ...['.inf', '-.INF', '.NaN'].map(t => [t, 'not-finite']),
    ...['9223372036854775808', '0xffffffffffffffff'].map(t => [
      t,
      'big-number',
    ]),
    ...[
      '1:30',
      '2026-11-21',
      '1e400',
      '.5_0',
      '_1',
      '+inf',
      '0xZZ',
      'yEs',
      'nULL',
      'system:nodes',
      '-',
      '-a',
      '.a',
      '1.2.3.4',
    ].map(t => [t, 'text']),
    ['<<', 'text'],
  ])('%p is %s', (text, kind) => expect(plainScalarKind(text)).toBe(kind));
});

describe('quoteYaml', () => {
  it.each([
    'yes',
    '12345',
    'system:masters',
    'admin:{{SessionName}}',
    '{{SessionName}}',
    "it's",
    'a\u00a0b',
    'a\nb',
    '',
    'a: b',
    'a:',
    '#x',
    '- a',
    'x #y',
    '\u200b',
    'tab\there',
  ])('%p reads back as itself', text => {
    expect(valueOf(`- ${quoteYaml(text)}`)).toEqual([text]);
    expect(valueOf(`[ ${quoteYaml(text)} ]`)).toEqual([text]);
  });
});

describe('readYaml, after yaml.v2', () => {
  it('reads only the first document', () => {
    expect(valueOf('- a\n---\n: : broken [')).toEqual(['a']);
  });

  it('lets the later of two equal keys count, and says so', () => {
    const tree = readYaml('a: 1\nb: x\na: z');
    expect(tree).toMatchObject({
      status: 'read',
      repeatedKeys: [{ key: 'a', line: 3, column: 1 }],
    });
    expect(valueOf('a: 1\nb: x\na: z')).toEqual({ a: 'z', b: 'x' });
  });

  it.each([
    ['- username: {{SessionName}}', /map key/, 1],
    ['- a: 1\n- username: {{SessionName}}', /map key/, 2],
    ['- [a, b]: c', /map key/, 1],
    ['- ~: c', /map key is missing/, 1],
    ['- a: *nope', /unknown anchor/, 1],
    ['- &a [*a]', /contains itself/, 1],
    ['- rolearn: x\n\tusername: y', /./, 2],
    ['- rolearn: x\n  username: y\n\t\n- rolearn: z', /tab/, 3],
    ['- rolearn: x\n   username: y', /mapping values/, 2],
    ['- a: .nan', /JSON/, 1],
    ['- 18446744073709551615: x', /too large/, 1],
    ['- !!int x', /cannot decode/, 1],
    ['- !!binary x', /base64/, 1],
    ['- "\\ud800"', /Unicode/, 1],
    ['- rolearn: a: b', /./, 1],
    ['- groups: [a', /./, 1],
    ['- "open', /./, 1],
    ['- @a', /./, 1],
    ['- a\u0001', /control/, 1],
    ['%YAML 1.2\n---\n- a', /incompatible/, 1],
    ['a: 1\n<<: 3', /merge/, 2],
  ])('loses all of %p', (text, message, line) => {
    expect(readYaml(text)).toMatchObject({
      status: 'broken',
      message: expect.stringMatching(message),
      line,
    });
  });

  it.each([
    ['', 'null '],
    ['# only words', 'null '],
    ['- &a {x: 1}\n- *a', [{ x: 'number 1' }, { x: 'number 1' }]],
    [
      'base: &b {x: q, y: w}\nuse:\n  <<: *b\n  y: e',
      { base: { x: 'q', y: 'w' }, use: { x: 'q', y: 'e' } },
    ],
    [
      'base: &b {y: w}\nuse:\n  y: e\n  <<: *b',
      { base: { y: 'w' }, use: { y: 'w' } },
    ],
    ['- a\n  - b', ['a - b']],
    ['- !!str 12', ['12']],
    ['- "12"', ['12']],
    ['- |\n  12', ['12']],
    ['- |\n  12\n', ['12\n']],
    ['- >-\n  a\n  b\n\n  c\n', ['a b\nc']],
    ['- !!binary YWRtaW4=', ['admin']],
    ['"a" \nb: c', 'a'],
    ['a: .nan\na: b', { a: 'b' }],
    ['- {a: b, ? c : d, e}', [{ a: 'b', c: 'd', e: 'null ' }]],
    ['- a\u0085- b', ['a', 'b']],
    ['%TAG ! tag:yaml.org,2002:\n---\n- !str 1', ['1']],
    ['- groups: [\n  a,\n  b\n  ]', [{ groups: ['a', 'b'] }]],
    ['- "a\tb"', ['a\tb']],
  ])('reads %p', (text, value) => expect(valueOf(text)).toEqual(value));

  it('is not drowned by anchors', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 0; i < 8; i++) {
      const before = String.fromCharCode(97 + i);
      const name = String.fromCharCode(98 + i);
      bomb.push(
        `${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`,
      );
    }
    expect(valueOf(bomb.join('\n'))).toMatch(/aliasing/);
  });
});
