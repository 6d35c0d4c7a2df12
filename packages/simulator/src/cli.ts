import { parseArgs } from 'node:util';
import { startSimulator } from './startSimulator';

const USAGE = `usage: simulator [--estate <folder>] [--port <port of the AWS endpoint>]`;

/** Starts a simulator from the command line and stops it on a signal. @public */
export async function main(
  args: string[],
  defaults: { estate: string },
): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      estate: { type: 'string', default: defaults.estate },
      port: { type: 'string', default: '4599' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const awsPort = Number(values.port);
  if (!Number.isInteger(awsPort) || awsPort < 0 || awsPort > 65535) {
    throw new Error(`--port needs a number from 0 to 65535\n${USAGE}`);
  }
  const simulator = await startSimulator({ estate: values.estate, awsPort });
  const stop = () => {
    simulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(
    `simulator ready: AWS at ${simulator.awsEndpoint}, ${simulator.clusters.length} clusters\n`,
  );
}
