import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Page } from 'playwright-core';

/** Steps of a walk: each is counted, and one that fails leaves a picture and lets the walk go on. */
export class Walk {
  readonly #folder: string;
  #passed = 0;
  readonly #failures: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** One thing that is seen to hold. */
  async step(
    name: string,
    look: () => Promise<void>,
    page?: Page,
  ): Promise<void> {
    const began = Date.now();
    try {
      await look();
      this.#passed += 1;
      console.log(`  ok      ${name} (${Date.now() - began} ms)`);
    } catch (error) {
      this.#failures.push(name);
      const words = error instanceof Error ? error.message : String(error);
      console.log(`  FAILED  ${name}\n${words.replace(/^/gm, '          ')}`);
      if (page) await this.picture(page, `failed-${this.#failures.length}`);
    }
  }

  /** Keeps what is on the screen. */
  async picture(page: Page, name: string): Promise<void> {
    await page
      .screenshot({ path: join(this.#folder, `${name}.png`), fullPage: true })
      .catch(() => undefined);
  }

  /** Writes the numbers down; true when all held. */
  end(resultFile: string): boolean {
    const failed = this.#failures.length;
    writeFileSync(
      resultFile,
      JSON.stringify({ passed: this.#passed, failed }, null, 2),
    );
    console.log(`${this.#passed} passed, ${failed} failed`);
    return failed === 0;
  }
}

/** Says what was expected when it is not so. */
export function must(
  condition: unknown,
  expectation: string,
): asserts condition {
  if (!condition) throw new Error(`expected: ${expectation}`);
}
