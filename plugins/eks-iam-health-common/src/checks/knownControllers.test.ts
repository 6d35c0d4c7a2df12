import {
  defaultKnownControllers,
  defaultNodeAgents,
  defaultVolumeProvisioners,
  isListed,
} from './knownControllers';

describe('known controllers', () => {
  it('are accounts, each once, and none in whatever namespace', () => {
    expect(new Set(defaultKnownControllers).size).toBe(
      defaultKnownControllers.length,
    );
    for (const entry of defaultKnownControllers) {
      expect(entry).toMatch(/^[a-z0-9-]+\/[a-z0-9*-]+$/);
    }
    for (const entry of defaultVolumeProvisioners) {
      expect(defaultKnownControllers).toContain(entry);
    }
    expect(defaultNodeAgents.every(entry => entry.startsWith('*/'))).toBe(true);
  });

  it.each([
    ['cert-manager/cert-manager', true],
    ['kyverno/kyverno-background-controller', true],
    ['ack-system/ack-iam-controller', true],
    ['shop/cert-manager', false],
    ['cert-manager/cert-manager-mine', false],
    ['cert-manager/default', false],
    ['kyverno/x/kyverno-y', false],
    ['kube-system/default', false],
  ])('%s: %s', (account, isKnown) =>
    expect(isListed(defaultKnownControllers, account)).toBe(isKnown),
  );

  it('takes all but stars as they are', () => {
    expect(isListed(['a.b/c+'], 'axb/c+')).toBe(false);
    expect(isListed(['a.b/c*'], 'a.b/c/d')).toBe(false);
    expect(isListed(['*/x'], 'a/b/x')).toBe(false);
    expect(isListed([], 'a/b')).toBe(false);
  });
});
