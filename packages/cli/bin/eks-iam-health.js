#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

// In the repository the sources run, bundled when they have changed; an installed package has only dist.
const started = existsSync(join(__dirname, '../src'))
  ? require('./fromSources').fromSources()
  : Promise.resolve(require('..'));

started
  .then(({ main }) => main(process.argv.slice(2)))
  .then(
    code => {
      process.exitCode = code;
    },
    error => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
    },
  );
