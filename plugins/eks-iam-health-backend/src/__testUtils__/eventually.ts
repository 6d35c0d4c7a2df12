/** Asks until the answer is there; a test that waits for work in the background. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false>,
  milliseconds = 8_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
