#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const path = require('node:path');

// in the repository the sources run as they are; an installed package has only dist
if (existsSync(path.resolve(__dirname, '../src'))) {
  require('@backstage/cli/config/nodeTransform.cjs');
}

require('..')
  .main(process.argv.slice(2), {
    estate: path.resolve(__dirname, '../../../estates/demo'),
  })
  .catch(error => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
