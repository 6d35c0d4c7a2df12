import { once } from 'node:events';
import { Writable } from 'node:stream';
import { answerLine } from './answerLine';
import { LineSplitter, tooLong } from './splitLines';

const MAX_LINE_BYTES = 100_000_000;
/** answers are written in pieces of about this size: one write each would halve the speed */
const WRITE_CHARACTERS = 65_536;

/**
 * Answers requests line by line, in order, until the input ends. Reads on only when what was written has been taken, so
 * that a slow reader costs no memory. Blank lines are no requests.
 *
 * @public
 */
export async function runEval(
  input: AsyncIterable<Buffer | string>,
  output: Writable,
  { maxLineBytes = MAX_LINE_BYTES }: { maxLineBytes?: number } = {},
): Promise<void> {
  const splitter = new LineSplitter(maxLineBytes);
  let pending = '';
  const flush = async () => {
    const text = pending;
    pending = '';
    if (text !== '' && !output.write(text)) await once(output, 'drain');
  };
  const answer = async (lines: Iterable<string | typeof tooLong>) => {
    for (const line of lines) {
      if (line === tooLong) {
        pending += `{"id":null,"error":"the line is longer than ${maxLineBytes} bytes"}\n`;
      } else if (line.trim() !== '') {
        pending += `${answerLine(line)}\n`;
      }
      if (pending.length >= WRITE_CHARACTERS) await flush();
    }
  };
  for await (const chunk of input) {
    await answer(
      splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk),
    );
    // an interactive partner waits for its answers before it asks on
    await flush();
  }
  await answer(splitter.end());
  await flush();
}
