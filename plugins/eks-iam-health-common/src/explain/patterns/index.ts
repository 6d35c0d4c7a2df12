import { AnyPattern } from '../pattern';
import { accessDenied } from './accessDenied';
import { passRole } from './passRole';

/**
 * The first that recognises a text explains it. Messages come wrapped in each other, so causes stand before the symptoms
 * they lead to, and special forms before general ones.
 */
export const patterns: readonly AnyPattern[] = [passRole, accessDenied];
