import {
  ClaimValue,
  decideTrust,
  TrustAsker,
} from 'backstage-plugin-eks-iam-health-common';
import {
  isRecord,
  optionalRecordOf,
  optionalStringOf,
  recordOf,
} from '../input';
import { InputError, Operation } from '../operation';

type Input = Record<string, unknown>;

/** `iam.trust`: see EVAL.md. */
export const iamTrust: Operation = input => {
  const { policy } = input;
  if (typeof policy !== 'string' && !isRecord(policy)) {
    throw new InputError('`policy` must be a policy document or its text');
  }
  const asker = toAsker(recordOf(input, 'caller'), input);
  const { decision, failingLink } = decideTrust(policy, asker);
  return { decision, ...(failingLink && { failingLink: failingLink.text }) };
};

function toAsker(caller: Input, input: Input): TrustAsker {
  const federated = optionalStringOf(caller, 'federated');
  const service = optionalStringOf(caller, 'service');
  const arn = optionalStringOf(caller, 'aws');
  const tags = stringMap(caller, 'tags');
  const known = {
    ...(valueMap(input, 'context') ?? {}),
    ...(valueMap(caller, 'context') ?? {}),
  };
  const more = { ...(tags && { tags }), known };
  const kinds = [federated, service, arn].filter(kind => kind !== undefined);
  if (kinds.length !== 1) {
    throw new InputError(
      '`caller` must have one of `federated`, `service` and `aws`',
    );
  }
  if (federated !== undefined) {
    const claims = valueMap(caller, 'claims');
    return { kind: 'federated', providerArn: federated, claims, ...more };
  }
  if (service !== undefined) {
    return {
      kind: 'service',
      name: service,
      sourceArn: optionalStringOf(caller, 'sourceArn'),
      sourceAccount: optionalStringOf(caller, 'sourceAccount'),
      ...more,
    };
  }
  return {
    kind: 'aws',
    arn: arn ?? '',
    externalId: optionalStringOf(caller, 'externalId'),
    ...more,
  };
}

/** Names with one value or several; numbers and booleans compare as their text. */
function valueMap(
  input: Input,
  name: string,
): Record<string, ClaimValue> | undefined {
  const record = optionalRecordOf(input, name);
  if (!record) return undefined;
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map(one => textOf(one, name))
        : textOf(value, name),
    ]),
  );
}

function stringMap(
  input: Input,
  name: string,
): Record<string, string> | undefined {
  const record = optionalRecordOf(input, name);
  return (
    record &&
    Object.fromEntries(
      Object.entries(record).map(([key, value]) => [key, textOf(value, name)]),
    )
  );
}

function textOf(value: unknown, name: string): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) {
    return String(value);
  }
  throw new InputError(`\`${name}\` must hold texts`);
}
