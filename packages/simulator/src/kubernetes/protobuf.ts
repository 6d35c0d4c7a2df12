import { StatusError } from './status';

/**
 * The binary form in which `kubectl create` sends objects of the types that it knows by heart.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
 */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** Fields of a message by number: text, another message, a list of messages, or a map of texts. */
type Field =
  | { name: string; is: 'text' }
  | { name: string; is: 'message' | 'list'; of: Message }
  | { name: string; is: 'map' };
type Message = Record<number, Field>;

const text = (name: string): Field => ({ name, is: 'text' });

const metadata: Message = {
  1: text('name'),
  3: text('namespace'),
  11: { name: 'labels', is: 'map' },
  12: { name: 'annotations', is: 'map' },
};
const subject: Message = {
  1: text('kind'),
  2: text('apiGroup'),
  3: text('name'),
  4: text('namespace'),
};
const roleRef: Message = {
  1: text('apiGroup'),
  2: text('kind'),
  3: text('name'),
};
const binding: Message = {
  1: { name: 'metadata', is: 'message', of: metadata },
  2: { name: 'subjects', is: 'list', of: subject },
  3: { name: 'roleRef', is: 'message', of: roleRef },
};

/** From the `generated.proto` files of k8s.io/api; what `kubectl create` makes of its options. */
const messages: Record<string, Message> = {
  ConfigMap: {
    1: { name: 'metadata', is: 'message', of: metadata },
    2: { name: 'data', is: 'map' },
  },
  ServiceAccount: { 1: { name: 'metadata', is: 'message', of: metadata } },
  Namespace: { 1: { name: 'metadata', is: 'message', of: metadata } },
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  SelfSubjectReview: {},
};

/** An envelope: four bytes of magic, then the type and the bytes of the object. */
export function decodeProtobuf(body: Buffer): Record<string, unknown> {
  if (body.subarray(0, 4).toString('latin1') !== 'k8s\0') throw unrecognized();
  const envelope = new Map(fieldsOf(body.subarray(4)));
  const type = new Map(fieldsOf(envelope.get(1) ?? Buffer.alloc(0)));
  const kind = type.get(2)?.toString() ?? '';
  const message = messages[kind];
  if (!message) throw unrecognized();
  return {
    apiVersion: type.get(1)?.toString(),
    kind,
    ...decode(message, envelope.get(2) ?? Buffer.alloc(0)),
  };
}

function decode(message: Message, bytes: Buffer): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [number, value] of fieldsOf(bytes)) {
    const field = message[number];
    if (field?.is === 'text' && value.length) {
      found[field.name] = value.toString();
    }
    if (field?.is === 'message') found[field.name] = decode(field.of, value);
    if (field?.is === 'list') {
      const before = (found[field.name] ?? []) as unknown[];
      found[field.name] = [...before, decode(field.of, value)];
    }
    if (field?.is === 'map') {
      const entry = new Map(fieldsOf(value));
      found[field.name] = {
        ...(found[field.name] as object | undefined),
        [entry.get(1)?.toString() ?? '']: entry.get(2)?.toString() ?? '',
      };
    }
  }
  return found;
}

/** Number and bytes of each field; numbers (wire type 0) are passed over, since none is needed. */
function fieldsOf(bytes: Buffer): Array<[number, Buffer]> {
  const fields: Array<[number, Buffer]> = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; at < bytes.length; factor *= 128) {
      const byte = bytes[at];
      at += 1;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
    throw unrecognized();
  };
  while (at < bytes.length) {
    const tag = varint();
    const wireType = tag % 8;
    if (wireType === 0) varint();
    else if (wireType === 2) {
      const length = varint();
      fields.push([(tag - wireType) / 8, bytes.subarray(at, at + length)]);
      at += length;
    } else throw unrecognized();
  }
  return fields;
}

function unrecognized() {
  return new StatusError(
    400,
    'BadRequest',
    'the object provided is unrecognized (must be of a type the simulator knows)',
  );
}
