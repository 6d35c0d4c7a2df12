import { Pod } from '../../model';
import { aPod, aSnapshot, describeCheck } from '../../testing';
import { skipContainersUnmatched } from './skipContainersUnmatched';

const skipping = (name: string, value: string, change: Partial<Pod> = {}) =>
  aPod('shop', name, {
    annotations: { 'eks.amazonaws.com/skip-containers': value },
    containers: ['app', 'proxy', 'log'].map(container => ({
      name: container,
      isInit: container === 'log',
      env: [],
      stsArguments: [],
      volumeMountNames: [],
    })),
    ...change,
  });

describeCheck(skipContainersUnmatched, [
  {
    shows: 'a blank after the comma, and a container that is called otherwise',
    given: aSnapshot().with('pods', [
      skipping('cart', 'proxy, log'),
      skipping('till', 'istio-proxy'),
    ]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'warn',
    message:
      /^` log` in annotation `eks.amazonaws.com\/skip-containers` is no/m,
    repairs: ['kubectl-patch'],
  },
  {
    shows: 'a list that is none',
    given: aSnapshot().with('pods', [skipping('cart', 'proxy"')]),
    finds: ['shop/cart'],
    message: /skips nothing/,
    repairs: [],
  },
  {
    shows: 'a bare pod has no template',
    given: aSnapshot().with('pods', [
      skipping('cart', 'proxy, log', { owner: undefined }),
    ]),
    finds: ['shop/cart-5d4f8-abcde'],
    repairs: [],
  },
  {
    shows: 'containers and init containers that exist, quoted or not',
    given: aSnapshot().with('pods', [skipping('cart', 'proxy,"log"')]),
    finds: [],
  },
  {
    shows: 'no pod skips any',
    given: aSnapshot().with('pods', [
      aPod('shop', 'cart'),
      skipping('till', ''),
    ]),
    verdict: 'not-applicable',
  },
  {
    shows: 'pods were not read',
    given: aSnapshot().unreadable('pods'),
    verdict: 'unknown',
  },
]);
