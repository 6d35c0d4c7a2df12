import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { clusterHealthReadPermission } from 'backstage-plugin-eks-iam-health-common';
import { DemoPolicy } from './demoPolicy';

const userIn = (group: string) =>
  ({
    info: { userEntityRef: 'user:default/a', ownershipEntityRefs: [group] },
  } as unknown as Parameters<DemoPolicy['handle']>[1]);

describe('DemoPolicy', () => {
  it.each([
    ['group:default/checkout', AuthorizeResult.ALLOW],
    ['group:default/visitors', AuthorizeResult.DENY],
  ])('answers members of %s with %s', async (group, result) => {
    await expect(
      new DemoPolicy().handle(
        { permission: clusterHealthReadPermission },
        userIn(group),
      ),
    ).resolves.toEqual({ result });
  });
});
