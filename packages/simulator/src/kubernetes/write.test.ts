import { World } from '../estate/World';
import { KubernetesObject, ObjectStore } from './ObjectStore';
import { decodeProtobuf } from './protobuf';
import { resources } from './resources';
import { createObject, deleteObject } from './write';

const now: World['now'] = () => new Date('2026-01-01T00:00:00Z');
const rolebindings = resources.find(r => r.plural === 'rolebindings')!;

/** A field of a protobuf message: its number, then text or the bytes of a message. */
const field = (number: number, value: string | Buffer) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
};

describe('writes of the Kubernetes API', () => {
  const make = (store: ObjectStore, body: unknown, dryRun = false) =>
    createObject(store, rolebindings, {
      namespace: 'shop',
      body,
      dryRun,
      now: now(),
    });

  it('creates an object once, and deletes it', () => {
    const store = new ObjectStore('seed');
    make(store, { metadata: { name: 'readers' } }, true);
    expect(store.list('rolebindings')).toEqual([]);
    make(store, { metadata: { name: 'readers' } });
    expect(() => make(store, { metadata: { name: 'readers' } })).toThrow(
      'rolebindings.rbac.authorization.k8s.io "readers" already exists',
    );
    const target = { namespace: 'shop', name: 'readers', dryRun: false };
    deleteObject(store, rolebindings, target);
    expect(() => deleteObject(store, rolebindings, target)).toThrow(
      'rolebindings.rbac.authorization.k8s.io "readers" not found',
    );
  });

  it('refuses to create what was printed with its resource version', () => {
    const store = new ObjectStore('seed');
    const printed: KubernetesObject = {
      metadata: { name: 'readers', resourceVersion: '5' },
    };
    expect(() => make(store, printed)).toThrow(
      'resourceVersion should not be set on objects to be created',
    );
  });

  it('reads the binary form in which kubectl sends bindings', () => {
    const object = Buffer.concat([
      field(1, Buffer.concat([field(1, 'readers'), field(3, 'shop')])),
      field(2, Buffer.concat([field(1, 'Group'), field(3, 'a')])),
      field(2, Buffer.concat([field(1, 'Group'), field(3, 'b')])),
      field(3, Buffer.concat([field(2, 'ClusterRole'), field(3, 'view')])),
    ]);
    const type = Buffer.concat([field(1, 'v1'), field(2, 'RoleBinding')]);
    expect(
      decodeProtobuf(
        Buffer.concat([Buffer.from('k8s\0'), field(1, type), field(2, object)]),
      ),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'RoleBinding',
      metadata: { name: 'readers', namespace: 'shop' },
      subjects: [
        { kind: 'Group', name: 'a' },
        { kind: 'Group', name: 'b' },
      ],
      roleRef: { kind: 'ClusterRole', name: 'view' },
    });
    expect(() => decodeProtobuf(Buffer.from('{}'))).toThrow('unrecognized');
  });
});
