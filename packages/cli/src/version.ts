import { version as packageVersion } from '../package.json';

/** The version of the command line. */
export const version: string = packageVersion;
