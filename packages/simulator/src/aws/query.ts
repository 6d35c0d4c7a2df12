import { AwsError } from './errors';
import { iamOperations } from './iam/operations';
import { Call } from './Operation';
import { stsOperations } from './sts/operations';
import { nextRequestId, toXml, XmlValue } from './xml';

/** One operation of a query service: named parameters in, the fields of `<ActionResult>` out. */
export type QueryOperation = (
  call: Call,
  parameters: URLSearchParams,
) => { [field: string]: XmlValue };

/** The services that speak the query protocol. */
export const queryServices: Record<
  string,
  { namespace: string; operations: Record<string, QueryOperation> }
> = {
  iam: {
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    operations: iamOperations,
  },
  sts: {
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: stsOperations,
  },
};

/** Finds the operation that an `Action` parameter means. */
export function findQueryOperation(
  service: string,
  action: string,
): QueryOperation {
  const operation = Object.entries(queryServices[service].operations).find(
    ([name]) => name === action,
  )?.[1];
  if (!operation) {
    throw new AwsError(
      'InvalidAction',
      `Could not find operation ${action} in the simulator's ${service}`,
      400,
    );
  }
  return operation;
}

/** The answer of an operation as XML. */
export function queryAnswer(
  service: string,
  action: string,
  result: { [field: string]: XmlValue },
): string {
  const { namespace } = queryServices[service];
  const body =
    toXml(`${action}Result`, result) +
    toXml('ResponseMetadata', { RequestId: nextRequestId() });
  return `<${action}Response xmlns="${namespace}">${body}</${action}Response>`;
}

/** An error as query services write it. */
export function queryError(service: string, error: AwsError): string {
  const namespace =
    queryServices[service]?.namespace ?? queryServices.sts.namespace;
  const body =
    toXml('Error', {
      Type: error.status >= 500 ? 'Receiver' : 'Sender',
      Code: error.code,
      Message: error.message,
    }) + toXml('RequestId', nextRequestId());
  return `<ErrorResponse xmlns="${namespace}">${body}</ErrorResponse>`;
}
