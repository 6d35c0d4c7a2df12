import { mockServices } from '@backstage/backend-test-utils';
import { QueuedScan } from '../store';
import { arnOf, idOf } from '../__testUtils__/clusters';
import { InProcessScanQueue } from './InProcessScanQueue';

const scan = (
  name: string,
  account = '111122223333',
  trigger: QueuedScan['trigger'] = 'schedule',
): QueuedScan => ({
  scanId: `${account}-${name}`,
  clusterId: idOf(name, account),
  arn: arnOf(name, account),
  trigger,
});
const settled = () => new Promise(resolve => setTimeout(resolve, 5));

function setUp(concurrency: number) {
  const logger = mockServices.logger.mock();
  const queue = new InProcessScanQueue({ concurrency, logger });
  const begun: string[] = [];
  const finish = new Map<string, (error?: Error) => void>();
  queue.start((one, signal) => {
    begun.push(one.scanId);
    return new Promise((resolve, reject) => {
      finish.set(one.scanId, error => (error ? reject(error) : resolve()));
      signal.addEventListener('abort', () => resolve());
    });
  });
  const end = async (id: string, error?: Error) => {
    finish.get(id)?.(error);
    await settled();
  };
  return { queue, begun, end, logger };
}

describe('InProcessScanQueue', () => {
  it('works on so many at once and no more', async () => {
    const { queue, begun, end } = setUp(2);
    for (const name of ['a', 'b', 'c']) queue.add(scan(name));
    await settled();
    expect(begun).toHaveLength(2);
    await end(begun[0]);
    expect(begun).toHaveLength(3);
    await queue.stop();
  });

  it('takes a scan once, however often it is added', async () => {
    const { queue, begun, end } = setUp(2);
    queue.add(scan('a'));
    queue.add(scan('a'));
    await settled();
    queue.add(scan('a'));
    await end('111122223333-a');
    expect(begun).toEqual(['111122223333-a']);
    queue.add(scan('a'));
    await settled();
    expect(begun).toHaveLength(2);
    await queue.stop();
  });

  it('lets accounts take turns', async () => {
    const { queue, begun, end } = setUp(1);
    for (const name of ['a', 'b', 'c']) queue.add(scan(name));
    queue.add(scan('z', '999999999999'));
    for (let n = 0; n < 4; n += 1) {
      await settled();
      await end(begun[n]);
    }
    expect(begun).toEqual([
      '111122223333-a',
      '111122223333-b',
      '999999999999-z',
      '111122223333-c',
    ]);
    await queue.stop();
  });

  it('lets people go first', async () => {
    const { queue, begun, end } = setUp(1);
    queue.add(scan('a'));
    queue.add(scan('b', '222222222222'));
    queue.add(scan('c', '333333333333'));
    queue.add(scan('d', '333333333333'));
    queue.add(scan('d', '333333333333', 'on-demand'));
    await settled();
    await end(begun[0]);
    expect(begun[1]).toBe('333333333333-d');
    await queue.stop();
  });

  it('survives a worker that throws', async () => {
    const { queue, begun, end, logger } = setUp(1);
    queue.add(scan('a'));
    queue.add(scan('b'));
    await settled();
    await end('111122223333-a', new Error('boom'));
    expect(begun).toEqual(['111122223333-a', '111122223333-b']);
    expect(logger.error).toHaveBeenCalledTimes(1);
    await queue.stop();
  });

  it('ends what runs and begins nothing more when it stops', async () => {
    const { queue, begun } = setUp(1);
    queue.add(scan('a'));
    queue.add(scan('b'));
    await settled();
    await queue.stop();
    queue.add(scan('c'));
    await settled();
    expect(begun).toEqual(['111122223333-a']);
  });
});
