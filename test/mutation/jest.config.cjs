const { join } = require('node:path');

/**
 * The evaluators' own tables and examples, without the rest of the package: what Stryker runs for every mutant. The laws,
 * which try thousands of random cases each, are left out for the sake of time; the score is a lower bound for that.
 */
module.exports = {
  // Stryker works in a copy of the package and makes it the working directory.
  rootDir: join(process.cwd(), 'src'),
  testEnvironment: 'node',
  transform: {
    '\\.tsx?$': [
      require.resolve('@backstage/cli/config/jestSwcTransform'),
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
    ],
  },
  testMatch: [
    '<rootDir>/(arn|awsAuth|iam|rbac)/**/*.test.ts',
    '!**/*[lL]aws.test.ts',
  ],
};
