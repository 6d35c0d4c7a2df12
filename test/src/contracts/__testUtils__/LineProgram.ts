import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program that answers JSON lines in order. */
export class LineProgram {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.#child = spawn(path);
    this.#child.stderr.pipe(process.stderr);
  }

  /** Asks everything and gives the answers in the same order; then the program has ended. */
  async askAll(requests: readonly unknown[]): Promise<unknown[]> {
    const answers: unknown[] = [];
    const lines = createInterface({ input: this.#child.stdout });
    const ended = Promise.all([
      once(this.#child, 'close'),
      once(lines, 'close'),
    ]);
    lines.on('line', line => answers.push(JSON.parse(line)));
    for (const request of requests) {
      if (!this.#child.stdin.write(`${JSON.stringify(request)}\n`)) {
        await once(this.#child.stdin, 'drain');
      }
    }
    this.#child.stdin.end();
    await ended;
    if (answers.length !== requests.length) {
      throw new Error(
        `${this.#path} gave ${answers.length} answers to ${
          requests.length
        } requests`,
      );
    }
    return answers;
  }
}
