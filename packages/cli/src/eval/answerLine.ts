import { isRecord } from './input';
import { operations } from './operations';

const unknown = (op: unknown) =>
  op === undefined
    ? 'the request has no `op`'
    : `unknown operation \`${
        typeof op === 'string' ? op : JSON.stringify(op)
      }\``;

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);

/**
 * The answer to one line, as one line without its end. It never throws: whatever goes wrong is the answer, so that one
 * bad request costs one answer and not the batch.
 */
export function answerLine(line: string): string {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch (error) {
    return JSON.stringify({ id: null, error: `not JSON: ${messageOf(error)}` });
  }
  if (!isRecord(request)) {
    return JSON.stringify({ id: null, error: 'a request is a JSON object' });
  }
  const { id, op, ...input } = request;
  try {
    const operation = typeof op === 'string' ? operations.get(op) : undefined;
    if (!operation) return JSON.stringify({ id, error: unknown(op) });
    const answer = operation(input);
    return JSON.stringify(
      isRecord(answer) ? { id, ...answer } : { id, answer },
    );
  } catch (error) {
    return JSON.stringify({ id, error: messageOf(error) });
  }
}
