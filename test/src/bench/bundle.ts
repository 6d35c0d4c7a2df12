import { build } from 'esbuild';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { number, Row } from './row';

const root = join(__dirname, '../../..');

/** The plugin's own code and what only it brings along; the portal's own libraries are there anyway. */
export async function bundle(): Promise<Row[]> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'plugins/eks-iam-health/src/alpha.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    external: [
      'react',
      'react/*',
      'react-dom',
      'react-router-dom',
      '@backstage/*',
      '@material-ui/*',
      'luxon',
    ],
    logLevel: 'error',
  });
  const bytes = outputFiles.reduce(
    (total, file) => total + gzipSync(file.contents).length,
    0,
  );
  return [
    {
      what: 'the plugin’s own bundle, gzipped',
      measured: `${number(bytes / 1024)} kB`,
      budget: '<= 300 kB',
    },
  ];
}
