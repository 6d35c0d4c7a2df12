import { Finding, Severity } from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { CannotRunError } from '../exit';
import { readTextFile } from '../sources/readTextFile';
import { severities } from './checkOptions';

const entry = z.strictObject({
  cluster: z.string(),
  checkId: z.string(),
  subject: z.string(),
  /** how bad it was when it was accepted; when it gets worse it counts again */
  severity: z.enum(severities),
  reason: z.string().optional(),
  /** a date, `2027-01-31`: from then on it counts again */
  expires: z.iso.date().optional(),
});

const baselineSchema = z.strictObject({
  version: z.literal(1),
  accepted: z.array(entry),
});

/** A file of findings that somebody has accepted. */
export type Baseline = z.output<typeof baselineSchema>;
type Entry = Baseline['accepted'][number];

/** One line of a baseline and one finding are about the same when this is equal. */
const keyOf = (
  cluster: string,
  finding: { checkId: string; subject: string },
) => JSON.stringify([cluster, finding.checkId, finding.subject]);

const isWorse = (severity: Severity, than: Severity) =>
  severities.indexOf(severity) < severities.indexOf(than);

/** Reads a baseline file. */
export async function readBaseline(path: string): Promise<Baseline> {
  const text = await readTextFile(path);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new CannotRunError(`the baseline \`${path}\` is not JSON`);
  }
  const parsed = baselineSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const { path: where, message } = parsed.error.issues[0];
  throw new CannotRunError(
    `\`${path}\` is no baseline: ${where.join('.') || 'the whole'}: ${message}`,
  );
}

/** Tells whether a finding was accepted: by this cluster's line, not run out, and no worse than it was then. */
export function acceptedBy(
  baseline: Baseline | undefined,
  cluster: string,
  today: string,
): (finding: Finding) => Entry | undefined {
  const entries = new Map(
    (baseline?.accepted ?? []).map(line => [keyOf(line.cluster, line), line]),
  );
  return finding => {
    const line = entries.get(keyOf(cluster, finding));
    if (!line || isWorse(finding.severity, line.severity)) return undefined;
    return line.expires !== undefined && line.expires <= today
      ? undefined
      : line;
  };
}

/**
 * A baseline in which all given findings of the cluster are accepted. Lines that stay keep their reason and date; lines
 * of this cluster whose finding is gone are dropped, so that it counts if it comes back.
 */
export function baselineOf(
  cluster: string,
  findings: readonly Finding[],
  before: Baseline | undefined,
): Baseline {
  const known = new Map(
    (before?.accepted ?? []).map(line => [keyOf(line.cluster, line), line]),
  );
  const others = [...known.values()].filter(line => line.cluster !== cluster);
  const own = findings.map(finding => {
    const { checkId, subject, severity } = finding;
    const { reason, expires } = known.get(keyOf(cluster, finding)) ?? {};
    return {
      ...{ cluster, checkId, subject, severity },
      ...(reason !== undefined && { reason }),
      ...(expires !== undefined && { expires }),
    };
  });
  return {
    version: 1,
    // sorted by code units, so that a file under version control changes only where findings do
    accepted: [...others, ...own].sort((a, b) =>
      keyOf(a.cluster, a) < keyOf(b.cluster, b) ? -1 : 1,
    ),
  };
}
