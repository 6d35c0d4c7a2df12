import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { z } from 'zod';
import { CannotRunError } from '../exit';
import { readTextFile } from './readTextFile';

/** The parts of an app-config that the command line knows. */
export interface AppConfig {
  aws?: JsonObject;
  eksIamHealth?: { aws?: JsonObject; checks?: unknown };
}

const MAX_CONFIG_BYTES = 1_000_000;

const object = z.custom<JsonObject>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

const appConfig = z.object({
  aws: object.optional(),
  eksIamHealth: z
    .object({ aws: object.optional(), checks: z.unknown() })
    .optional(),
});

/** `${NAME}` and `$${`, as Backstage's own configuration has it; a variable that is not set is a mistake. */
function substitute(text: string, environment: NodeJS.ProcessEnv): string {
  return text.replace(
    /\$?\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g,
    (whole, name: string) => {
      if (whole.startsWith('$$')) return whole.slice(1);
      const value = environment[name];
      if (value === undefined) {
        throw new CannotRunError(
          `the configuration needs the environment variable \`${name}\``,
        );
      }
      return value;
    },
  );
}

function substituted(value: unknown, environment: NodeJS.ProcessEnv): unknown {
  if (typeof value === 'string') return substitute(value, environment);
  if (Array.isArray(value)) {
    return value.map(item => substituted(item, environment));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        substituted(item, environment),
      ]),
    );
  }
  return value;
}

/** Only what is looked at is substituted: the rest of an app-config has secrets that the command line does not need. */
function relevant(content: unknown): unknown {
  if (typeof content !== 'object' || content === null) return content;
  const { aws, eksIamHealth } = content as Record<string, unknown>;
  if (typeof eksIamHealth !== 'object' || eksIamHealth === null) {
    return { aws, ...(eksIamHealth !== undefined && { eksIamHealth }) };
  }
  const { aws: own, checks } = eksIamHealth as Record<string, unknown>;
  return { aws, eksIamHealth: { aws: own, checks } };
}

/**
 * Reads a configuration file, YAML or JSON: an app-config, of which `aws` and `eksIamHealth` count, or a file that
 * holds nothing but what stands under `eksIamHealth.checks`.
 */
export async function readAppConfig(
  path: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<AppConfig> {
  const text = await readTextFile(path, MAX_CONFIG_BYTES);
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (error) {
    throw new CannotRunError(
      `\`${path}\` is not YAML: ${(error as Error).message}`,
    );
  }
  const checksAlone = ['disabled', 'severity', 'parameters'].some(
    key => typeof content === 'object' && content !== null && key in content,
  );
  const whole = checksAlone
    ? { eksIamHealth: { checks: content } }
    : relevant(content);
  const parsed = appConfig.safeParse(substituted(whole, environment));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    issue => `${issue.path.join('.') || 'the whole'}: ${issue.message}`,
  );
  throw new CannotRunError(
    `\`${path}\` is no configuration: ${problems.join('; ')}`,
  );
}
