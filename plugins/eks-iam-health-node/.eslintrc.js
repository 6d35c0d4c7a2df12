module.exports = require('@backstage/cli/config/eslint-factory')(
  __dirname,
  require('../../scripts/importDirections')('plugins/eks-iam-health-node'),
);
