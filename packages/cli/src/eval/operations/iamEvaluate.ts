import {
  authorize,
  contextOf,
  PolicyLayers,
} from 'backstage-plugin-eks-iam-health-common';
import {
  isRecord,
  optionalRecordOf,
  optionalStringOf,
  recordOf,
  stringOf,
} from '../input';
import { InputError, Operation } from '../operation';

type Input = Record<string, unknown>;

/** `iam.evaluate`: see EVAL.md. A key that `context` does not have is absent from the request. */
export const iamEvaluate: Operation = input => {
  const request = recordOf(input, 'request');
  const resource = recordOf(request, 'resource');
  const { decision, because, missing } = authorize(
    {
      principal: stringOf(request, 'principal'),
      action: stringOf(request, 'action'),
      resource: {
        arn: stringOf(resource, 'arn'),
        accountId: optionalStringOf(resource, 'accountId'),
      },
      context: contextOf(
        request.context === null
          ? {}
          : toKnownKeys(optionalRecordOf(request, 'context') ?? {}),
        () => true,
      ),
    },
    toLayers(input),
  );
  return { decision, because, ...(missing ? { missing } : {}) };
};

function toLayers(input: Input): PolicyLayers {
  const resourcePolicy = input.resourcePolicy ?? undefined;
  return {
    identityPolicies: documentsOf(input, 'identityPolicies'),
    resourcePolicy,
    permissionBoundaries: documentsOf(input, 'permissionBoundaries'),
    sessionPolicies: documentsOf(input, 'sessionPolicies'),
    serviceControlPolicies: levelsOf(input, 'serviceControlPolicies'),
    resourceControlPolicies: levelsOf(input, 'resourceControlPolicies'),
  };
}

function documentsOf(input: Input, name: string): unknown[] | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) {
    throw new InputError(`\`${name}\` must be a list of policies`);
  }
  return value;
}

function levelsOf(input: Input, name: string): unknown[][] | undefined {
  return documentsOf(input, name)?.map(level => {
    if (!Array.isArray(level)) {
      throw new InputError(
        `\`${name}\` must be a list of levels, each a list of policies`,
      );
    }
    return level;
  });
}

/** Values of keys as policies compare them: text. `null` is a key without a value. */
function toKnownKeys(context: Input) {
  const known: Record<string, string | string[] | 'absent'> = {};
  for (const [key, value] of Object.entries(context)) {
    if (value === null) known[key] = 'absent';
    else if (isRecord(value)) {
      throw new InputError(
        `the value of \`${key}\` must be text, a number, a boolean or a list of them`,
      );
    } else {
      known[key] = Array.isArray(value) ? value.map(String) : [String(value)];
    }
  }
  return known;
}
