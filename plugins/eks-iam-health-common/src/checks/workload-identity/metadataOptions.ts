import { MetadataOptions } from '../../model';

/** The service is there, and pods get to it: by version 1 from anywhere, by version 2 over a second hop. */
export function isOpen({
  endpoint,
  tokens,
  hopLimit,
}: Partial<MetadataOptions>) {
  return endpoint !== 'disabled' && (tokens === 'optional' || isFar(hopLimit));
}

function isFar(hopLimit: number | undefined): boolean {
  return hopLimit !== undefined && hopLimit > 1;
}

/** What of the options lets pods in, for people. */
export function defectsOf({
  tokens,
  hopLimit,
}: Partial<MetadataOptions>): string {
  return [
    ...(tokens === 'optional' ? ['tokens are optional (IMDSv1)'] : []),
    ...(isFar(hopLimit) ? [`the hop limit is ${hopLimit}`] : []),
  ].join(' and ');
}

/** The options in one line. */
export function optionsOf(options: Partial<MetadataOptions>): string {
  const { endpoint, tokens, hopLimit } = options;
  return `endpoint ${endpoint ?? 'not set'}, tokens ${
    tokens ?? 'not set'
  }, hop limit ${hopLimit ?? 'not set'}`;
}
