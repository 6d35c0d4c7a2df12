import { ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

/** A program that was started for a test, with what it said in a file. */
export class Program {
  readonly #child: ChildProcess;
  readonly logFile: string;

  constructor(
    command: string,
    args: string[],
    options: { cwd: string; env: Record<string, string>; logFile: string },
  ) {
    this.logFile = options.logFile;
    const log = createWriteStream(options.logFile, { flags: 'a' });
    this.#child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.pipe(log, { end: false });
    this.#child.stderr?.pipe(log, { end: false });
  }

  /** Ends the program and everything it started. `SIGKILL` is how a machine that fails does it. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.pid === undefined) return;
    const ended = new Promise<void>(resolve =>
      this.#child.once('exit', () => resolve()),
    );
    const kill = (name: NodeJS.Signals) => {
      try {
        process.kill(-(this.#child.pid as number), name);
      } catch {
        // it is gone already
      }
    };
    kill(signal);
    const harder = setTimeout(() => kill('SIGKILL'), 8000);
    await ended;
    clearTimeout(harder);
  }
}

/** Waits until the address answers with a success. */
export async function waitForAnswer(url: string, seconds: number) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(3000) })).ok) return;
    } catch {
      // not yet
    }
    if (Date.now() > until) throw new Error(`${url} did not answer`);
    await new Promise(resolve => setTimeout(resolve, 300));
  }
}

/** Asks again until the answer is there; says what it waited for when it never comes. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  seconds = 60,
): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`waited in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
