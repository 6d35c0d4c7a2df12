import { PolicyStatement } from '../parsePolicy';

/** Something in a policy that reads differently from what it does. */
export interface Misreading {
  /** `fail`: it does not do what it says; `warn`: it does more than one expects */
  verdict: 'fail' | 'warn';
  statement: PolicyStatement;
  /** what it says, and what it does */
  what: string;
  /** what was probably meant */
  instead: string;
}

/** What is known besides the statement. */
export interface Surroundings {
  version: '2008-10-17' | '2012-10-17';
  /** the partition of the account */
  partition: string;
}
