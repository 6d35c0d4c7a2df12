import {
  AccessScope,
  policyArnOf,
} from 'backstage-plugin-eks-iam-health-common';
import { anEntry, FakeEks } from '../__testUtils__/FakeEks';
import { Grant, Ledger } from '../model';
import { AccessEntryProvisioner } from './accessEntry';
import { EksAccessError } from './EksAccessPort';

const principalArn = 'arn:aws:iam::111122223333:role/team/checkout';
const clusterArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const viewArn = policyArnOf('view', 'aws');
const editArn = policyArnOf('edit', 'aws');
const ns = (...namespaces: string[]): AccessScope => ({
  type: 'namespace',
  namespaces,
});
const whole: AccessScope = { type: 'cluster' };

/** Plays worker and ledger store: grants and takes away one after the other. */
class Scene {
  readonly eks = new FakeEks();
  ledger: Ledger = {
    id: 'ledger-1',
    clusterArn,
    principalArn,
    entryIntended: false,
    baseline: {},
    ours: {},
    externallyModified: false,
  };
  live: Grant[] = [];
  #clock = Date.parse('2026-11-21T14:00:00Z');

  readonly provisioner = new AccessEntryProvisioner({
    eks: this.eks,
    now: () => new Date(this.#clock),
    sleep: async ms => {
      this.#clock += ms;
    },
    settleSeconds: 2,
    settleTimeoutSeconds: 120,
  });

  async grant(
    requestId: string,
    policyArn: string,
    scope: AccessScope,
    more: { clusterCreatedAt?: string } = {},
  ) {
    const grant: Grant = {
      requestId,
      ledgerId: this.ledger.id,
      status: 'granting',
      policyArn,
      scope,
    };
    const keep = this.live.filter(g => g.requestId !== requestId);
    this.live = [...keep, grant];
    return this.provisioner.grant({
      ...this.#work(requestId, keep),
      grant,
      durationSeconds: 3600,
      ...more,
    });
  }

  async takeAway(requestId: string) {
    this.live = this.live.filter(g => g.requestId !== requestId);
    return this.provisioner.takeAway(this.#work(requestId, this.live));
  }

  rights() {
    return this.eks.rights(principalArn);
  }

  #work(requestId: string, keep: Grant[]) {
    return {
      requestId,
      keep,
      ledger: this.ledger,
      guard: {
        check: async () => {},
        save: async (change: Partial<Ledger>) => {
          this.ledger = { ...this.ledger, ...change };
        },
      },
    };
  }
}

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

describe('granting', () => {
  it('creates a tagged entry, associates and reads back twice', async () => {
    const words = await scene.grant('r1', editArn, ns('a'));
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'a' });
    expect(scene.eks.entries.get(principalArn)?.tags).toEqual({
      'eks-iam-health/managed': 'true',
      'eks-iam-health/ledger': 'ledger-1',
      'eks-iam-health/request': 'r1',
      'eks-iam-health/expires-at': '2026-11-21T15:00:00.000Z',
    });
    expect(scene.eks.calls.slice(-2)).toEqual([
      'describeEntry',
      'describeEntry',
    ]);
    expect(words).toBe(
      'eks:CreateAccessEntry; eks:AssociateAccessPolicy AmazonEKSEditPolicy (a); read back',
    );
  });

  it('leaves an entry that exists as it is but for the policy', async () => {
    scene.eks.entries.set(
      principalArn,
      anEntry(principalArn, {
        kubernetesGroups: ['devs'],
        tags: { team: 'x' },
      }),
    );
    await scene.grant('r1', editArn, ns('a'));
    expect(scene.eks.writes()).toEqual(['associate']);
    await scene.takeAway('r1');
    expect(scene.eks.entries.get(principalArn)).toEqual(
      anEntry(principalArn, {
        kubernetesGroups: ['devs'],
        tags: { team: 'x' },
      }),
    );
  });

  it('waits for reads that lag and associations that come too early', async () => {
    scene.eks.lagReads = 3;
    scene.eks.lagAssociate = 2;
    await scene.grant('r1', editArn, ns('a'));
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'a' });
    await scene.takeAway('r1');
    expect(scene.rights()).toBeUndefined();
  });

  it('says so when EKS never shows it', async () => {
    scene.eks.describeEntry = async () => undefined;
    await expect(scene.grant('r1', editArn, ns('a'))).rejects.toMatchObject({
      failure: 'not-settled',
      passes: true,
    });
  });

  it.each(['EC2_LINUX', 'EC2', 'FARGATE_LINUX'])(
    'never touches an entry of type %s',
    async type => {
      scene.eks.entries.set(principalArn, anEntry(principalArn, { type }));
      await expect(scene.grant('r1', editArn, ns('a'))).rejects.toThrow(type);
      await scene.takeAway('r1');
      expect(scene.eks.writes()).toEqual([]);
    },
  );

  it('never touches a service-linked role', async () => {
    scene.ledger.principalArn =
      'arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/X';
    await expect(scene.grant('r1', editArn, ns('a'))).rejects.toThrow(
      'service-linked',
    );
    expect(scene.eks.calls).toEqual([]);
  });

  it('does not write to a cluster that is not the one that was meant', async () => {
    await expect(
      scene.grant('r1', editArn, ns('a'), {
        clusterCreatedAt: '2024-01-01T00:00:00Z',
      }),
    ).rejects.toThrow('made anew');
    await scene.grant('r1', editArn, ns('a'), {
      clusterCreatedAt: '2025-03-01T08:00:00Z',
    });
    scene.eks.calls.length = 0;
    scene.eks.cluster!.createdAt = '2026-11-21T14:10:00.000Z';
    expect(await scene.takeAway('r1')).toMatch(/another has its name now/);
    expect(scene.eks.writes()).toEqual([]);
  });

  it('waits while the cluster is updated, refuses where entries have no effect', async () => {
    scene.eks.cluster!.status = 'UPDATING';
    await expect(scene.grant('r1', editArn, ns('a'))).rejects.toMatchObject({
      passes: true,
    });
    scene.eks.cluster = {
      ...scene.eks.cluster!,
      status: 'ACTIVE',
      authenticationMode: 'CONFIG_MAP',
    };
    await expect(scene.grant('r1', editArn, ns('a'))).rejects.toMatchObject({
      passes: false,
    });
    expect(scene.eks.writes()).toEqual([]);
  });
});

describe('several grants of one principal', () => {
  it('merges scopes and takes each away alone', async () => {
    await scene.grant('A', editArn, ns('a'));
    await scene.grant('B', editArn, ns('b'));
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'a,b' });
    await scene.takeAway('A');
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'b' });
    await scene.takeAway('B');
    expect(scene.rights()).toBeUndefined();
  });

  it('narrows from the cluster back to namespaces', async () => {
    await scene.grant('n', editArn, ns('a'));
    await scene.grant('c', editArn, whole);
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'cluster' });
    await scene.takeAway('c');
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'a' });
  });

  it('keeps the cluster when the namespaces end first', async () => {
    await scene.grant('n', editArn, ns('a'));
    await scene.grant('c', editArn, whole);
    await scene.takeAway('n');
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'cluster' });
    await scene.takeAway('c');
    expect(scene.rights()).toBeUndefined();
  });

  it('keeps what both asked for until both are over', async () => {
    await scene.grant('A', editArn, ns('a', 'b'));
    await scene.grant('B', editArn, ns('b', 'c'));
    await scene.takeAway('A');
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'b,c' });
  });

  it('does not touch other policies', async () => {
    await scene.grant('v', viewArn, whole);
    await scene.grant('e', editArn, ns('a'));
    await scene.takeAway('e');
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'cluster' });
  });

  it('does not put back what somebody removed', async () => {
    await scene.grant('A', editArn, ns('a'));
    await scene.grant('B', editArn, ns('b'));
    scene.eks.entries.get(principalArn)!.policies[0].scope = ns('b');
    await scene.grant('C', editArn, ns('c'));
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'b,c' });
    await scene.takeAway('C');
    expect(scene.rights()).toEqual({ AmazonEKSEditPolicy: 'b' });
  });
});

describe('what was there before', () => {
  const before = (scope: AccessScope) =>
    scene.eks.entries.set(
      principalArn,
      anEntry(principalArn, { policies: [{ policyArn: viewArn, scope }] }),
    );

  it('comes back: namespaces', async () => {
    before(ns('a'));
    await scene.grant('r', viewArn, ns('b'));
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'a,b' });
    await scene.takeAway('r');
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'a' });
  });

  it('comes back: namespaces below a grant for the cluster', async () => {
    before(ns('a'));
    await scene.grant('r', viewArn, whole);
    await scene.takeAway('r');
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'a' });
  });

  it('stays when it was asked for once more', async () => {
    before(ns('a'));
    await scene.grant('r', viewArn, ns('a'));
    expect(scene.eks.writes()).toEqual([]);
    await scene.takeAway('r');
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'a' });
  });

  it('stays when it covers the whole cluster', async () => {
    before(whole);
    await scene.grant('r', viewArn, ns('b'));
    await scene.takeAway('r');
    expect(scene.eks.writes()).toEqual([]);
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'cluster' });
  });

  it('is what others made of it meanwhile', async () => {
    before(ns('a'));
    await scene.grant('r', viewArn, ns('b'));
    scene.eks.entries.get(principalArn)!.policies[0].scope = ns('a', 'b', 'c');
    await scene.takeAway('r');
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'a,c' });
    expect(scene.ledger.externallyModified).toBe(true);
  });

  it('is not brought back when others removed it', async () => {
    before(ns('a'));
    await scene.grant('r', viewArn, ns('b'));
    scene.eks.entries.get(principalArn)!.policies[0].scope = ns('b');
    await scene.takeAway('r');
    expect(scene.rights()).toEqual({});
  });

  it('includes an entry that somebody made between our look and our creation', async () => {
    scene.eks.failOn = (call, number) => {
      if (call === 'createEntry' && number === 3) {
        scene.eks.entries.set(
          principalArn,
          anEntry(principalArn, {
            policies: [{ policyArn: viewArn, scope: ns('theirs') }],
          }),
        );
      }
      return undefined;
    };
    await scene.grant('r', viewArn, ns('b'));
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'b,theirs' });
    expect(scene.eks.entries.get(principalArn)?.tags).toEqual({});
    await scene.takeAway('r');
    expect(scene.rights()).toEqual({ AmazonEKSViewPolicy: 'theirs' });
  });
});

describe('taking away', () => {
  it('keeps our entry, flagged, when somebody added a policy, group or tag', async () => {
    for (const add of [
      () =>
        scene.eks.entries
          .get(principalArn)!
          .policies.push({ policyArn: viewArn, scope: ns('x') }),
      () => scene.eks.entries.get(principalArn)!.kubernetesGroups.push('devs'),
      () => {
        scene.eks.entries.get(principalArn)!.tags.owner = 'them';
      },
    ]) {
      scene = new Scene();
      await scene.grant('r', editArn, ns('a'));
      add();
      expect(await scene.takeAway('r')).toMatch(/somebody else/);
      expect(scene.rights()).toBeDefined();
      expect(scene.rights()).not.toHaveProperty('AmazonEKSEditPolicy');
      expect(scene.ledger.externallyModified).toBe(true);
    }
  });

  it('is done when somebody has done it', async () => {
    await scene.grant('r', editArn, ns('a'));
    scene.eks.entries.clear();
    scene.eks.calls.length = 0;
    await scene.takeAway('r');
    expect(scene.eks.writes()).toEqual([]);
  });

  it('is done when the cluster is gone', async () => {
    await scene.grant('r', editArn, ns('a'));
    scene.eks.cluster = undefined;
    expect(await scene.takeAway('r')).toMatch(/the cluster is gone/);
  });

  it('does not delete an entry that carries the tag of another ledger', async () => {
    await scene.grant('r', editArn, ns('a'));
    scene.eks.entries.get(principalArn)!.tags['eks-iam-health/ledger'] = 'x';
    await scene.takeAway('r');
    expect(scene.rights()).toEqual({});
  });
});

describe('a crash at any call', () => {
  class Crash extends Error {}

  /** Grants and takes away; dies before or after the n-th call once, and starts again. */
  async function crashAt(
    n: number,
    when: 'failOn' | 'failAfter',
    before?: AccessScope,
  ) {
    scene = new Scene();
    if (before) {
      scene.eks.entries.set(
        principalArn,
        anEntry(principalArn, {
          policies: [{ policyArn: editArn, scope: before }],
        }),
      );
    }
    let crashes = 0;
    scene.eks[when] = (_, number) => {
      if (number !== n) return undefined;
      crashes += 1;
      return new Crash();
    };
    const again = async (act: () => Promise<unknown>) => {
      try {
        await act();
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        await act();
      }
    };
    await again(() => scene.grant('A', editArn, ns('a')));
    await again(() => scene.grant('B', editArn, ns('b')));
    const both = scene.rights();
    await again(() => scene.takeAway('A'));
    const one = scene.rights();
    await again(() => scene.takeAway('B'));
    return { crashes, both, one, end: scene.rights() };
  }

  it.each([
    ['nothing before', undefined, { both: 'a,b', one: 'b', end: undefined }],
    ['a namespace before', ns('z'), { both: 'a,b,z', one: 'b,z', end: 'z' }],
    [
      'the same namespace before',
      ns('a'),
      { both: 'a,b', one: 'a,b', end: 'a' },
    ],
  ])('%s', async (_, before, expected) => {
    const policy = (scope: string | undefined) =>
      scope && { AmazonEKSEditPolicy: scope };
    let n = 1;
    for (; ; n++) {
      let crashed = 0;
      for (const when of ['failOn', 'failAfter'] as const) {
        const { crashes, ...rights } = await crashAt(n, when, before);
        crashed += crashes;
        expect({ n, when, ...rights }).toEqual({
          n,
          when,
          both: policy(expected.both),
          one: policy(expected.one),
          end: policy(expected.end),
        });
      }
      if (crashed === 0) break;
    }
    expect(n).toBeGreaterThan(15);
  });

  it('keeps throwing what does not pass', async () => {
    scene.eks.failOn = call =>
      call === 'associate'
        ? new EksAccessError('denied', '`eks:AssociateAccessPolicy` was denied')
        : undefined;
    await expect(scene.grant('r', editArn, ns('a'))).rejects.toThrow('denied');
    await scene.takeAway('r');
    expect(scene.rights()).toBeUndefined();
  });
});
