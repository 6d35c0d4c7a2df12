import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { anEntity, arnOf } from '../__testUtils__/clusters';
import { EksIamHealthOptions } from '../config';
import { ClusterLocator } from './ClusterLocator';

function locatorOf(
  entities: Entity[],
  options: Partial<Pick<EksIamHealthOptions, 'clusters' | 'catalog'>> = {},
) {
  const logger = mockServices.logger.mock();
  const locator = new ClusterLocator({
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
    logger,
    options: {
      clusters: [],
      catalog: { enabled: true, filter: { kind: 'Resource' } },
      ...options,
    },
  });
  return { locator, logger };
}

describe('ClusterLocator', () => {
  it('knows clusters by any of the annotations, and passes over what is none', async () => {
    const { locator } = locatorOf([
      anEntity('a'),
      anEntity('b', { annotation: 'amazon.com/eks-cluster-arn' }),
      anEntity('c', { annotation: 'aws.amazon.com/arn' }),
      anEntity('queue', { arn: 'arn:aws:sqs:eu-west-1:111122223333:queue' }),
      { ...anEntity('component'), kind: 'Component' },
    ]);
    const located = await locator.locate(new Map());
    expect(located.map(c => c.arn).sort()).toEqual(
      ['a', 'b', 'c'].map(n => arnOf(n)),
    );
    expect(located[0]).toEqual({
      arn: arnOf('a'),
      entityRef: 'resource:default/a',
      ownerRef: 'group:default/team-a',
      environment: 'production',
    });
  });

  it('does not let a second entity take a cluster over', async () => {
    const { locator, logger } = locatorOf([
      anEntity('aaa-thief', {
        arn: arnOf('z'),
        owner: 'group:default/thieves',
      }),
      anEntity('z'),
    ]);
    const known = new Map([[arnOf('z'), 'resource:default/z']]);
    expect(await locator.locate(known)).toMatchObject([
      { entityRef: 'resource:default/z', ownerRef: 'group:default/team-a' },
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('aaa-thief'),
    );
  });

  it('believes the configuration before the catalog', async () => {
    const { locator } = locatorOf([anEntity('a'), anEntity('fixed')], {
      clusters: [
        { arn: arnOf('a'), entityRef: 'resource:default/fixed' },
        { arn: arnOf('alone') },
      ],
    });
    const located = await locator.locate(new Map());
    expect(located.find(c => c.arn === arnOf('a'))?.entityRef).toBe(
      'resource:default/fixed',
    );
    expect(located).toContainEqual({ arn: arnOf('alone') });
  });

  it('asks the catalog nothing when it is switched off', async () => {
    const { locator } = locatorOf([anEntity('a')], {
      catalog: { enabled: false, filter: {} },
    });
    expect(await locator.locate(new Map())).toEqual([]);
  });

  it('reads a large catalog page by page', async () => {
    const names = Array.from({ length: 1100 }, (_, i) => `c${i}`);
    const { locator } = locatorOf(names.map(name => anEntity(name)));
    expect(await locator.locate(new Map())).toHaveLength(1100);
  });
});
