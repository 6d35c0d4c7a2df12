import { AnyPattern } from '../pattern';
import { accessDenied } from './accessDenied';
import { admission } from './admission';
import { authenticatorLog } from './authenticatorLog';
import { bareDenial } from './bareDenial';
import { bareForbidden } from './bareForbidden';
import { consoleNoAccess } from './consoleNoAccess';
import { couldNotGetToken } from './couldNotGetToken';
import { credentials } from './credentials';
import { eksApi } from './eksApi';
import { endpoint } from './endpoint';
import { forbidden } from './forbidden';
import { nodeRole } from './nodeRole';
import { imagePull } from './imagePull';
import { nodeJoin } from './nodeJoin';
import { otherErrors } from './otherErrors';
import { passRole } from './passRole';
import { podIdentity } from './podIdentity';
import { stsRegion } from './stsRegion';
import { unauthorized } from './unauthorized';
import { webIdentity } from './webIdentity';

/**
 * The first that recognises a text explains it. Messages come wrapped in each other, so causes stand before the symptoms
 * they lead to, and special forms before general ones.
 */
export const patterns: readonly AnyPattern[] = [
  passRole,
  podIdentity,
  webIdentity,
  nodeRole,
  accessDenied,
  forbidden,
  admission,
  authenticatorLog,
  nodeJoin,
  imagePull,
  consoleNoAccess,
  stsRegion,
  eksApi,
  credentials,
  endpoint,
  couldNotGetToken,
  unauthorized,
  bareDenial,
  bareForbidden,
  otherErrors,
];
