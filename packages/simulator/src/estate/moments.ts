const MILLISECONDS: Record<string, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** `61 days ago` or an ISO date, as a date; whole seconds, as AWS and Kubernetes store them. */
export function toDate(moment: string, now: Date): Date {
  const ago = /^(\d+) (minute|hour|day)s? ago$/.exec(moment);
  const time = ago
    ? now.getTime() - Number(ago[1]) * MILLISECONDS[ago[2]]
    : Date.parse(moment);
  return new Date(Math.floor(time / 1000) * 1000);
}

/** ISO 8601 without fraction, as Kubernetes and IAM print it. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
