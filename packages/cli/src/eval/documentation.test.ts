import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../__testUtils__/runCli';
import { answerLine } from './answerLine';
import { operations } from './operations';

const text = readFileSync(join(__dirname, '../../EVAL.md'), 'utf8');

/** Requests with their answers, by the heading under which they stand. */
const examples = text
  .split(/^## /m)
  .slice(1)
  .flatMap(section =>
    [...section.matchAll(/^```jsonl\n(.+)\n(.+)\n```$/gm)].map(
      ([, request, answer]) => ({
        heading: section.slice(0, section.indexOf('\n')),
        request,
        answer,
      }),
    ),
  );

describe('EVAL.md', () => {
  it.each(examples)('$heading answers as it says', ({ request, answer }) => {
    expect(JSON.parse(answerLine(request))).toMatchObject(JSON.parse(answer));
  });

  it('has an example of every operation under its name, and describes no other', () => {
    const documented = [...text.matchAll(/^## `(.+)`$/gm)].map(([, op]) => op);
    expect(documented.sort()).toEqual([...operations.keys()].sort());
    for (const { heading, request } of examples) {
      expect(heading).toBe(`\`${JSON.parse(request).op}\``);
    }
    expect(new Set(examples.map(e => e.heading)).size).toBe(operations.size);
  });

  it('holds for the program as well: nothing but answers, in order, exit code 0', async () => {
    const run = await runCli(['eval'], {
      input: `${examples.map(e => e.request).join('\n')}\nnope`,
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const answers = run.stdout.trimEnd().split('\n');
    expect(answers).toEqual(
      [...examples.map(e => e.request), 'nope'].map(answerLine),
    );
  }, 60_000);
});
