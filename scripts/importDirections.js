/**
 * Who may import whom inside each package, with the reason. Every row becomes a zone of the lint rule
 * `import/no-restricted-paths`; the directions between packages are npm dependencies and Backstage's own rules.
 */

const { join } = require('node:path');

/** `layer` may import the ones listed before it in `order`, never one that comes after. */
function ordered(order, reason) {
  return order.flatMap((layer, index) =>
    order.slice(index + 1).map(later => ({
      target: `./src/${layer}`,
      from: `./src/${later}`,
      message: `${layer} must not know ${later}: ${reason}`,
    })),
  );
}

const zones = {
  'plugins/eks-iam-health-common': [
    ...ordered(
      ['model', 'arn', 'awsAuth', 'access', 'checks', 'report'],
      'facts are built from below, words are put on top',
    ),
    ...ordered(['model', 'iam', 'access'], 'evaluators know no checks'),
    ...ordered(['model', 'rbac', 'access'], 'evaluators know no checks'),
    ...ordered(['model', 'webhook', 'checks'], 'evaluators know no checks'),
    ...ordered(
      ['model', 'remediate', 'checks'],
      'a repair does not know which check asks for it',
    ),
    ...['arn', 'awsAuth', 'iam', 'rbac', 'access', 'checks', 'explain'].map(
      from => ({
        target: './src/requests',
        from: `./src/${from}`,
        message: 'the request machine needs the model alone',
      }),
    ),
    {
      target: './src/checks',
      from: './src/explain',
      message:
        'the explainer stands beside the checks; it may ask them, not the other way',
    },
  ],
  'plugins/eks-iam-health-node': ordered(
    ['clients', 'collectors'],
    'clients talk, collectors understand',
  ),
  'plugins/eks-iam-health-backend': [
    ...ordered(
      ['config', 'store', 'scans', 'router'],
      'a request goes from the router down, never up',
    ),
    ...ordered(
      ['config', 'store', 'requests', 'router'],
      'a request goes from the router down, never up',
    ),
    ...['router', 'scans', 'requests', 'store', 'config'].map(layer => ({
      target: `./src/${layer}`,
      from: './src/plugin.ts',
      message: 'plugin.ts wires; nobody imports it',
    })),
  ],
  'packages/cli': [
    ...ordered(
      ['eval', 'commands'],
      'the batch mode answers from the rules alone; commands read the world and print',
    ),
    ...ordered(
      ['text', 'checkRun', 'formats', 'commands'],
      'what is printed is made of a run, and a run knows no format',
    ),
  ],
  'plugins/eks-iam-health': [
    ...ordered(
      ['api', 'hooks', 'components'],
      'a component receives plain data from hooks, which ask the api',
    ),
  ],
};

/** Packages that may not be imported from a package at all, beyond Backstage's own rules. */
const forbidden = {
  'plugins/eks-iam-health-common': {
    names: [
      ...require('node:module').builtinModules,
      ...require('node:module').builtinModules.map(name => `node:${name}`),
      'react',
    ],
    patterns: ['@aws-sdk/*', '@material-ui/*', 'eks-iam-health-simulator'],
    reason:
      'the rules are pure: the same in the browser, the backend and the command line',
  },
  'packages/simulator': {
    names: [],
    patterns: ['backstage-plugin-*'],
    reason: 'the simulator never imports the rules that it helps to test',
  },
  'packages/cli': {
    names: ['eks-iam-health-simulator'],
    patterns: ['backstage-plugin-eks-iam-health-backend'],
    reason: 'the command line knows what the backend knows, not the backend',
  },
  'plugins/eks-iam-health-backend': {
    names: ['eks-iam-health-simulator'],
    patterns: [],
    reason: 'the backend does not know that there is a simulator',
  },
  'plugins/eks-iam-health-node': {
    names: [
      'eks-iam-health-simulator',
      'backstage-plugin-eks-iam-health-backend',
    ],
    patterns: [],
    reason: 'collectors serve the backend and the command line alike',
  },
};

/** The part of a package's lint configuration that holds its directions. */
module.exports = function importDirections(packagePath) {
  const rules = forbidden[packagePath];
  return {
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    restrictedSrcImports: (rules?.names ?? []).map(name => ({
      name,
      message: rules.reason,
    })),
    // Backstage's own patterns are plain strings, and ESLint takes either all strings or all objects.
    restrictedImportPatterns: rules?.patterns ?? [],
    // The rule refuses an empty list.
    rules: zones[packagePath] && {
      'import/no-restricted-paths': [
        'error',
        {
          // Absolute, since lint runs from the root and from the package alike.
          basePath: join(__dirname, '..', packagePath),
          zones: zones[packagePath],
        },
      ],
    },
  };
};
