import {
  checks,
  CheckSettings,
  defaultCheckSettings,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { CannotRunError } from '../exit';

/** What `eksIamHealth.checks` of a configuration says. */
export interface CheckOptions {
  disabled: string[];
  severity: Record<string, Severity>;
  settings: Omit<CheckSettings, 'now'>;
}

/** All severities, worst first. */
export const severities = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const;

/** Each parameter is of the kind of its default, so a new one needs no line here. */
const parameterSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(defaultCheckSettings).map(([name, value]) => [
      name,
      kindOf(value).optional(),
    ]),
  ),
);

function kindOf(value: unknown): z.ZodType {
  if (typeof value === 'number') return z.number().min(0);
  if (typeof value === 'boolean') return z.boolean();
  if (typeof value === 'string') return z.string();
  if (Array.isArray(value)) return z.array(z.string());
  return z.unknown();
}

const schema = z.strictObject({
  disabled: z.array(z.string()).default([]),
  severity: z.record(z.string(), z.enum(severities)).default({}),
  parameters: parameterSchema.default({}),
});

/** Reads the options of the checks; all that is wrong is told at once. */
export function parseCheckOptions(given: unknown): CheckOptions {
  const parsed = schema.safeParse(given ?? {});
  const problems = parsed.success
    ? unknownIds([
        ...parsed.data.disabled,
        ...Object.keys(parsed.data.severity),
      ]).map(id => `there is no check \`${id}\``)
    : parsed.error.issues.map(
        ({ path, message }) =>
          `${['eksIamHealth', 'checks', ...path].join('.')}: ${message}`,
      );
  if (!parsed.success || problems.length > 0) {
    throw new CannotRunError(
      `the configuration of the checks is not valid: ${problems.join('; ')}`,
    );
  }
  const { disabled, severity, parameters } = parsed.data;
  return {
    disabled,
    severity,
    settings: { ...defaultCheckSettings, ...parameters },
  };
}

function unknownIds(ids: readonly string[]): string[] {
  const known = new Set(checks.map(({ id }) => id));
  return ids.filter(id => !known.has(id));
}
