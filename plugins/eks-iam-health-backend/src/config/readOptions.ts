import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { EksIamHealthOptions, optionsSchema } from './optionsSchema';

const ROOT = 'eksIamHealth';

/**
 * Reads `eksIamHealth` once. All problems are told at once, each with its place, since an administrator mends a
 * configuration by restarting.
 */
export function readOptions(rootConfig: Config): EksIamHealthOptions {
  const given = rootConfig.getOptional(ROOT) ?? {};
  const parsed = optionsSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      [[ROOT, ...path].join('.'), message].join(': '),
    );
    throw new InputError(
      `the configuration of EKS IAM Health is not valid: ${problems.join(
        '; ',
      )}`,
    );
  }

  const milliseconds = (key: string, fallback: number) =>
    rootConfig.has(`${ROOT}.schedule.${key}`)
      ? durationToMilliseconds(
          readDurationFromConfig(rootConfig, {
            key: `${ROOT}.schedule.${key}`,
          }),
        )
      : fallback;
  const frequencySeconds = milliseconds('frequency', 15 * 60_000) / 1000;
  if (frequencySeconds < 10) {
    throw new InputError(
      `${ROOT}.schedule.frequency: clusters cannot be scanned more often than every ten seconds`,
    );
  }
  const { schedule, ...rest } = parsed.data;
  return {
    ...rest,
    frequencySeconds,
    locateTimeoutSeconds: milliseconds('timeout', 5 * 60_000) / 1000,
    initialDelaySeconds: milliseconds('initialDelay', 5_000) / 1000,
  };
}
