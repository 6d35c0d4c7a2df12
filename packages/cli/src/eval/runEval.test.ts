import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { answerLine } from './answerLine';
import { operations } from './operations';
import { runEval } from './runEval';

const canonicalize = (id: unknown, arn = 'arn:aws:iam::111122223333:role/a') =>
  JSON.stringify({ id, op: 'arn.canonicalize', arn });

async function answers(
  chunks: Array<string | Buffer>,
  options?: { maxLineBytes?: number },
): Promise<unknown[]> {
  let text = '';
  const output = new Writable({
    write(chunk, _, next) {
      text += chunk;
      next();
    },
  });
  await runEval(Readable.from(chunks), output, options);
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line));
}

describe('answerLine', () => {
  it.each([
    [1, '{"id":1'],
    ['a', '{"id":"a"'],
    [null, '{"id":null'],
    [{ x: [1] }, '{"id":{"x":[1]}'],
  ])('echoes the id %j', (id, start) => {
    expect(answerLine(canonicalize(id))).toBe(
      `${start},"arn":"arn:aws:iam::111122223333:role/a"}`,
    );
  });

  it.each([
    ['no JSON', 'nope', /^not JSON/],
    ['no object', '[1]', /^a request is a JSON object$/],
    ['no object either', 'null', /^a request is a JSON object$/],
    ['no op', '{"id":7}', /^the request has no `op`$/],
    ['an unknown op', '{"id":7,"op":"x"}', /^unknown operation `x`$/],
    [
      'a name of JavaScript',
      '{"id":7,"op":"constructor"}',
      /^unknown operation/,
    ],
    ['an op that is no text', '{"id":7,"op":{}}', /^unknown operation `\{\}`$/],
    ['a missing member', '{"id":7,"op":"arn.canonicalize"}', /`arn`/],
  ])('answers %s with an error', (_, line, error) => {
    const answer = JSON.parse(answerLine(line));
    expect(answer).toEqual({
      id: line.startsWith('{') ? 7 : null,
      error: expect.stringMatching(error),
    });
  });

  it.each([...operations.keys()])(
    '%s answers whatever it gets, and never throws',
    op => {
      for (const junk of [null, 0, '', [], {}, 'x', [null], { a: 1 }]) {
        const members = [
          'arn',
          'data',
          'identity',
          'objects',
          'attributes',
          'owner',
          'servant',
          'request',
          'identityPolicies',
          'policy',
          'caller',
          'allow',
          'policies',
          'serviceAccount',
          'associations',
          'pod',
          'text',
          'snapshot',
        ];
        const request = {
          id: 1,
          op,
          ...Object.fromEntries(members.map(name => [name, junk])),
        };
        expect(JSON.parse(answerLine(JSON.stringify(request)))).toHaveProperty(
          'id',
          1,
        );
      }
    },
  );
});

describe('runEval', () => {
  it('answers in order, wherever the input is cut', async () => {
    const text = [1, 2, 3].map(id => canonicalize(id)).join('\n');
    for (const size of [1, 7, 64, 10_000]) {
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(await answers(chunks)).toEqual(
        [1, 2, 3].map(id => ({ id, arn: 'arn:aws:iam::111122223333:role/a' })),
      );
    }
  });

  it('keeps a letter whole that is cut in two', async () => {
    const bytes = Buffer.from(`${JSON.stringify({ id: 'é', op: '😀' })}\n`);
    const chunks = [...bytes].map(byte => Buffer.from([byte]));
    expect(await answers(chunks)).toEqual([
      { id: 'é', error: 'unknown operation `😀`' },
    ]);
  });

  it('leaves out blank lines, takes those of Windows, and a last one without end', async () => {
    expect(
      await answers(['\n \r\n', `${canonicalize(1)}\r\n\n`, canonicalize(2)]),
    ).toMatchObject([{ id: 1 }, { id: 2 }]);
    expect(await answers([])).toEqual([]);
  });

  it('answers a line of megabytes, and one that is too long, and goes on', async () => {
    const long = canonicalize('x'.repeat(5_000_000));
    const [first, second, third] = await answers(
      [`${long}\n${canonicalize(2)}\n`, `${'y'.repeat(6_000_000)}\n`],
      { maxLineBytes: 5_500_000 },
    );
    expect(first).toHaveProperty('arn');
    expect(second).toMatchObject({ id: 2 });
    expect(third).toEqual({
      id: null,
      error: 'the line is longer than 5500000 bytes',
    });
  });

  it('does not read on while nobody takes the answers', async () => {
    const lines = 20_000;
    let read = 0;
    const input = (async function* lineByLine() {
      for (; read < lines; read++) yield `${canonicalize(read)}\n`;
    })();
    let release: (() => void) | undefined;
    let written = 0;
    const output = new Writable({
      highWaterMark: 1_000,
      write(chunk, _, next) {
        written += String(chunk).split('\n').length - 1;
        if (read < lines && !release) release = next;
        else next();
      },
    });
    const done = runEval(input, output);
    for (let i = 0; i < 1_000; i++) await setImmediate();
    expect(read).toBeLessThan(200);
    release?.();
    await done;
    await new Promise<void>(resolve => {
      output.end(resolve);
    });
    expect(written).toBe(lines);
  });
});
