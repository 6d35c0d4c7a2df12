/** How long something takes and what it holds, as the middle of several runs. */
export interface Measurement {
  /** CPU milliseconds, user and system */
  cpuMs: number;
  wallMs: number;
  /** megabytes held at the end of the run beyond the start */
  heapMb: number;
}

/** Runs it `times` times after one to warm up. */
export async function measure(
  what: () => unknown,
  times = 5,
): Promise<Measurement> {
  await what();
  const runs: Measurement[] = [];
  for (let i = 0; i < times; i += 1) {
    globalThis.gc?.();
    const heap = process.memoryUsage().heapUsed;
    const cpu = process.cpuUsage();
    const began = performance.now();
    await what();
    const used = process.cpuUsage(cpu);
    runs.push({
      cpuMs: (used.user + used.system) / 1000,
      wallMs: performance.now() - began,
      heapMb: (process.memoryUsage().heapUsed - heap) / 2 ** 20,
    });
  }
  const middle = (of: (run: Measurement) => number) =>
    runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  return {
    cpuMs: middle(r => r.cpuMs),
    wallMs: middle(r => r.wallMs),
    heapMb: middle(r => r.heapMb),
  };
}
