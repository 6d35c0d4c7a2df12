module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Nothing here is built or published: files know where they stand, and tests share their helpers.
    'no-restricted-syntax': 'off',
    'no-restricted-imports': 'off',
  },
});
