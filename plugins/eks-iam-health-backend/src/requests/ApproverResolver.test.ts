import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ApproverResolver } from './ApproverResolver';

const entity = (kind: string, name: string, more: Partial<Entity> = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec: {},
  ...more,
});
const user = (name: string) => entity('User', name);
const group = (
  name: string,
  members: string[],
  children: string[] = [],
): Entity =>
  entity('Group', name, {
    relations: [
      ...members.map(m => ({
        type: 'hasMember',
        targetRef: `user:default/${m}`,
      })),
      ...children.map(c => ({
        type: 'parentOf',
        targetRef: `group:default/${c}`,
      })),
    ],
  });
const cluster = (owner: string | undefined) =>
  entity('Resource', 'c', { spec: { ...(owner && { owner }) } });
const ownersWith = async (...entities: Entity[]) =>
  (
    await new ApproverResolver({
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
    }).ownersOf('resource:default/c')
  ).userRefs;

describe('who owns a cluster', () => {
  it('are the members of the owning group and of its children, once each', async () => {
    expect(
      await ownersWith(
        cluster('team'),
        group('team', ['a', 'b'], ['night', 'gone']),
        group('night', ['b', 'c'], ['team']),
        user('a'),
        user('b'),
        user('c'),
      ),
    ).toEqual(['user:default/a', 'user:default/b', 'user:default/c']);
  });

  it('are others still when one group was deleted', async () => {
    expect(
      await ownersWith(
        cluster('group:default/team'),
        group('team', [], ['left', 'deleted']),
        group('left', ['a']),
        user('a'),
      ),
    ).toEqual(['user:default/a']);
  });

  it('is a user, in any spelling', async () => {
    const a = user('Anna');
    expect(await ownersWith(cluster('user:ANNA'), a)).toEqual([
      'user:default/anna',
    ]);
  });

  it.each<[string, Entity[]]>([
    ['there is no owner', [cluster(undefined)]],
    ['the entity is gone', []],
    ['the group is gone', [cluster('team'), user('a')]],
    ['the users are gone', [cluster('team'), group('team', ['a'])]],
    [
      'the owner is no group',
      [cluster('system:default/s'), entity('System', 's')],
    ],
  ])('is nobody when %s', async (_, entities) => {
    expect(await ownersWith(...entities)).toEqual([]);
  });

  it('goes five groups deep, and no deeper', async () => {
    const chain = [1, 2, 3, 4, 5, 6, 7].map(n =>
      group(`g${n}`, [`u${n}`], [`g${n + 1}`]),
    );
    const users = [1, 2, 3, 4, 5, 6, 7].map(n => user(`u${n}`));
    expect(await ownersWith(cluster('g1'), ...chain, ...users)).toEqual(
      [1, 2, 3, 4, 5].map(n => `user:default/u${n}`),
    );
  });

  it('is unknown when the catalog fails, which is not nobody', async () => {
    const resolver = new ApproverResolver({
      catalog: {
        ...catalogServiceMock.mock(),
        getEntitiesByRefs: jest.fn().mockRejectedValue(new Error('503')),
      },
      auth: mockServices.auth(),
    });
    await expect(resolver.ownersOf('resource:c')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
