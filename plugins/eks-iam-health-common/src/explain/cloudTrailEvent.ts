type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** How deep answers of `lookup-events` and log envelopes nest. */
const MAX_DEPTH = 12;

/**
 * The failed calls in a JSON value: events of CloudTrail as they are, as `Records`, or as text inside what
 * `aws cloudtrail lookup-events` prints. Undefined when it holds no event at all, failed or not.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function failedCallsIn(value: unknown): string[] | undefined {
  const events: Fields[] = [];
  collect(value, 0, events);
  if (events.length === 0) return undefined;
  return events.flatMap(event => messageOf(event) ?? []);
}

function collect(value: unknown, depth: number, events: Fields[]) {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    value.forEach(item => collect(item, depth + 1, events));
    return;
  }
  if (!isFields(value)) return;
  if (textOf(value.eventName) && textOf(value.eventSource)) {
    events.push(value);
    return;
  }
  const inner = textOf(value.CloudTrailEvent);
  if (inner) {
    collect(parsed(inner), depth + 1, events);
    return;
  }
  Object.values(value).forEach(item => collect(item, depth + 1, events));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isDenial = (code: string) =>
  /AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError/.test(
    code,
  );

/** One event in the words of the command line, which all patterns know; undefined when the call succeeded. */
function messageOf(event: Fields): string | undefined {
  const code = textOf(event.errorCode);
  const operation = textOf(event.eventName) ?? '';
  if (!code) return undefined;
  const said = textOf(event.errorMessage) ?? '';
  const request = textOf(event.requestID);
  const refusal =
    isDenial(code) && !/authorized to perform/i.test(said)
      ? refusalOf(event, operation)
      : undefined;
  return [
    `An error occurred (${code}) when calling the ${operation} operation:`,
    said,
    refusal,
    request ? `(Request ID: ${request})` : undefined,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Events whose name is not that of the permission. */
const otherNames: Record<string, string> = {
  's3:HeadObject': 's3:GetObject',
  's3:HeadBucket': 's3:ListBucket',
  's3:ListObjects': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:ListBuckets': 's3:ListAllMyBuckets',
};
/** Sources whose name is not that of the service in policies. */
const otherServices: Record<string, string> = {
  monitoring: 'cloudwatch',
  email: 'ses',
};

/** Many events hold the code alone; who asked for what stands in the fields beside it. */
function refusalOf(event: Fields, operation: string): string | undefined {
  const identity = isFields(event.userIdentity) ? event.userIdentity : {};
  const who = textOf(identity.arn) ?? textOf(identity.invokedBy);
  const source = textOf(event.eventSource)?.split('.')[0];
  if (!who || !source) return undefined;
  const named = `${otherServices[source] ?? source}:${operation}`;
  const action = otherNames[named] ?? named;
  const [first] = Array.isArray(event.resources) ? event.resources : [];
  const resource = isFields(first)
    ? textOf(first.ARN) ?? textOf(first.arn)
    : undefined;
  return `User: ${who} is not authorized to perform: ${action}${
    resource ? ` on resource: ${resource}` : ''
  }`;
}
